import type { Layer } from "@deck.gl/core";
import { MapboxOverlay } from "@deck.gl/mapbox";
import { latLngToCell } from "h3-js";
import { AttributionControl, Map as MapLibreMap, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Place } from "../../app/api/schema.ts";
import type { Areas, BaseMap } from "../api/client.ts";
import type { Camera } from "../state/address.ts";
import type { Scheme } from "../theme/palette.ts";
import { baseStyle, repaint } from "./baseStyle.ts";
import type { Bounds } from "./focus.ts";
import { PlaceNames } from "./PlaceNames.ts";
import type { MapPoint, OnStroke } from "./point.ts";

setWorkerUrl(workerUrl);

export interface MapViewOptions {
  readonly container: HTMLElement;
  readonly base: BaseMap;
  readonly scheme: Scheme;
  readonly resolution: number;
  /** Where to look: a camera from the address, else these bounds inside what the panels leave free. */
  readonly camera: Camera | null;
  readonly bounds: Bounds;
  readonly padding: { left: number; right: number; top: number; bottom: number };
  readonly onHover: (cell: string | null, x: number, y: number, at: MapPoint | null) => void;
  readonly onChoose: (cell: string, at: MapPoint) => void;
  readonly onCamera: (camera: Camera) => void;
  /** After a frame in which deck.gl drew its layers. */
  readonly onDrawn: () => void;
}

/** The image export reads both canvases after their frames. */
const KEEP_PIXELS = { preserveDrawingBuffer: true };

/**
 * The one imperative place of the page: MapLibre draws the ground, deck.gl everything above it, on a canvas of
 * its own (in MapLibre's own canvas, deck.gl 9.4 and MapLibre 6 overwrite each other's uniforms). Cells are found
 * under the pointer by H3 arithmetic, not by reading pixels back.
 */
export class MapView {
  readonly #map: MapLibreMap;
  readonly #overlay: MapboxOverlay;
  readonly #names: PlaceNames;
  readonly #ready: Promise<void>;
  readonly #home: Pick<MapViewOptions, "bounds" | "padding">;
  /** Where the address says that the map looks, as it was followed or told last. */
  #camera: Camera | null;
  #hasLayers = false;

  constructor(options: MapViewOptions) {
    const { camera, bounds, padding } = options;
    this.#home = { bounds, padding };
    this.#camera = camera;
    this.#map = new MapLibreMap({
      container: options.container,
      style: baseStyle(options.base, options.scheme),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      maxZoom: 15,
      canvasContextAttributes: KEEP_PIXELS,
      fadeDuration: 150,
      ...(camera
        ? { center: [camera.lon, camera.lat] as [number, number], zoom: camera.zoom }
        : {
            bounds: [bounds[0], bounds[1], bounds[2], bounds[3]] as [number, number, number, number],
            fitBoundsOptions: { padding: options.padding },
          }),
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#map.addControl(
      new AttributionControl({
        compact: false,
        customAttribution: '<span translate="no">Natural Earth · US Census · GeoNames</span>',
      }),
      "bottom-right",
    );
    this.#overlay = new MapboxOverlay({
      layers: [],
      deviceProps: { type: "webgl", webgl: KEEP_PIXELS },
      onAfterRender: () => {
        if (this.#hasLayers) options.onDrawn();
      },
    });
    this.#map.addControl(this.#overlay);
    this.#names = new PlaceNames(this.#map, options.scheme);
    this.#ready = new Promise(resolve => this.#map.once("load", () => resolve()));
    this.#listen(options);
  }

  #listen({ resolution, onHover, onChoose, onCamera }: MapViewOptions): void {
    this.#map.on("mousemove", event => {
      const cell = latLngToCell(event.lngLat.lat, event.lngLat.lng, resolution);
      onHover(cell, event.point.x, event.point.y, this.#point(event.lngLat));
    });
    this.#map.on("mouseout", () => onHover(null, 0, 0, null));
    this.#map.on("click", ({ lngLat }) =>
      onChoose(latLngToCell(lngLat.lat, lngLat.lng, resolution), this.#point(lngLat)),
    );
    this.#map.on("moveend", event => {
      // Only the user's own moves belong into the address, not the first fit or a change of the window's size.
      if (!event.originalEvent) return;
      const { lat, lng } = this.#map.getCenter();
      this.#camera = { lat, lon: lng, zoom: this.#map.getZoom() };
      onCamera(this.#camera);
    });
  }

  #point({ lng, lat }: { readonly lng: number; readonly lat: number }): MapPoint {
    // Mercator has 512 px for the world at zoom 0.
    return { lon: lng, lat, pixel: 360 / (512 * 2 ** this.#map.getZoom()) };
  }

  /** While there is somebody to tell, the pointer draws lines and does not drag the map. @returns how to stop it */
  draw(onStroke: OnStroke): () => void {
    const canvas = this.#map.getCanvasContainer();
    const stop = new AbortController();
    let pressed: number | null = null;
    const tell = (event: PointerEvent, phase: "start" | "move" | "end") => {
      const { left, top } = canvas.getBoundingClientRect();
      onStroke(this.#point(this.#map.unproject([event.clientX - left, event.clientY - top])), phase);
    };
    const listen = (
      name: "pointerdown" | "pointermove" | "pointerup" | "pointercancel",
      to: (e: PointerEvent) => void,
    ) => canvas.addEventListener(name, to, { signal: stop.signal });
    listen("pointerdown", event => {
      if (event.button !== 0 || pressed !== null) return;
      pressed = event.pointerId;
      canvas.setPointerCapture(pressed);
      tell(event, "start");
    });
    listen("pointermove", event => event.pointerId === pressed && tell(event, "move"));
    for (const end of ["pointerup", "pointercancel"] as const)
      listen(end, event => {
        if (event.pointerId !== pressed) return;
        pressed = null;
        tell(event, "end");
      });
    this.#map.dragPan.disable();
    canvas.style.touchAction = "none";
    return () => {
      stop.abort();
      this.#map.dragPan.enable();
      canvas.style.touchAction = "";
    };
  }

  /** Looks where the address says; null: at the whole market. What the map itself has told does not move it. */
  look(camera: Camera | null): void {
    if (camera === this.#camera) return;
    this.#camera = camera;
    const { bounds, padding } = this.#home;
    if (camera) this.#map.jumpTo({ center: [camera.lon, camera.lat], zoom: camera.zoom });
    else this.#map.fitBounds([...bounds] as [number, number, number, number], { padding, animate: false });
  }

  setLayers(layers: Layer[]): void {
    void this.#ready.then(() => {
      this.#overlay.setProps({ layers });
      this.#hasLayers = layers.length > 0;
    });
  }

  setNames(places: readonly Place[], areas: Areas | undefined): void {
    void this.#names.setNames(places, areas);
  }

  setScheme(scheme: Scheme): void {
    this.#names.setScheme(scheme);
    void this.#ready.then(() => repaint(this.#map, scheme));
  }

  /** The name that screen readers give the map. */
  setLabel(label: string): void {
    this.#map.getCanvas().setAttribute("aria-label", label);
  }

  setCursor(cursor: "pointer" | "crosshair" | ""): void {
    this.#map.getCanvas().style.cursor = cursor;
  }

  /** A copy of what the map shows. */
  image(): HTMLCanvasElement {
    const ground = this.#map.getCanvas();
    const canvas = document.createElement("canvas");
    canvas.width = ground.width;
    canvas.height = ground.height;
    const context = canvas.getContext("2d");
    for (const part of [ground, this.#overlay.getCanvas(), this.#names.canvas]) {
      if (part) context?.drawImage(part, 0, 0, canvas.width, canvas.height);
    }
    return canvas;
  }

  close(): void {
    this.#map.remove();
  }
}
