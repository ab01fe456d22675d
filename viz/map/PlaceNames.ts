import type { Map as MapLibreMap } from "maplibre-gl";
import type { Place } from "../../app/api/schema.ts";
import type { Areas } from "../api/client.ts";
import { MAP_INK, type Scheme } from "../theme/palette.ts";
import { boundsOf } from "./lines.ts";

/** A name on the map. */
interface Label {
  readonly text: string;
  readonly lon: number;
  readonly lat: number;
  readonly weight: 450 | 600;
  /** Pixels. */
  readonly size: number;
  readonly width: number;
  /** Degrees of longitude that the named area spans; 0 for a place, which is a point. */
  readonly span: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const FONT = '"Inter Variable", sans-serif';
/** Pixels around a name that no smaller place's name may enter. */
const AIR = { x: 18, y: 12 };
/** Names this far outside still hold their ground, so that dragging the map does not make others flicker. */
const BEYOND = 400;

/**
 * Names of places on a canvas of their own above the cells: crisp, haloed, without overlap. (deck.gl's text is
 * drawn from a distance field, which blurs at these sizes; MapLibre's lies below deck.gl's canvas.)
 */
export class PlaceNames {
  readonly canvas = document.createElement("canvas");
  readonly #map: MapLibreMap;
  readonly #context = this.canvas.getContext("2d")!;
  #labels: Label[] = [];
  #scheme: Scheme;

  constructor(map: MapLibreMap, scheme: Scheme) {
    this.#map = map;
    this.#scheme = scheme;
    this.canvas.className = "place-names";
    this.canvas.setAttribute("aria-hidden", "true");
    map.getContainer().append(this.canvas);
    map.on("move", this.draw);
    map.on("resize", this.draw);
  }

  /** Takes new names: places from the largest down, then areas, which give way to them. */
  async setNames(places: readonly Place[], areas: Areas | undefined): Promise<void> {
    const names = areas?.features.map(feature => feature.properties.name) ?? [];
    const letters = [...places.map(place => place.name), ...names].join("");
    await Promise.all([600, 450].map(weight => document.fonts.load(`${weight} 14px ${FONT}`, letters)));
    const largest = Math.max(...places.map(place => place.population), 1);
    const bySize = [...places].sort((a, b) => b.population - a.population);
    const towns = bySize.map(place => {
      const size = 11 + 5 * Math.sqrt(place.population / largest);
      return this.#measure({ ...place, text: place.name, weight: 600, size, span: 0 });
    });
    const regions = areas?.features.map(feature => {
      const [west, south, east, north] = boundsOf(feature.geometry);
      const middle = { lon: (west + east) / 2, lat: (south + north) / 2 };
      const text = feature.properties.name;
      return this.#measure({ ...middle, text, weight: 450, size: 11, span: east - west });
    });
    this.#labels = [...towns, ...(regions ?? [])];
    this.draw();
  }

  #measure(label: Omit<Label, "width">): Label {
    this.#context.font = `${label.weight} ${label.size}px ${FONT}`;
    return { ...label, width: this.#context.measureText(label.text).width };
  }

  setScheme(scheme: Scheme): void {
    this.#scheme = scheme;
    this.draw();
  }

  /** Writes names from the largest down; one that would touch a larger one is left out. */
  readonly draw = (): void => {
    const { clientWidth: width, clientHeight: height } = this.#map.getContainer();
    const ratio = window.devicePixelRatio;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    this.#context.scale(ratio, ratio);
    const taken: Box[] = [];
    const written = new Set<string>();
    const fits = (label: Label) => label.span === 0 || this.#pixels(label) > 1.2 * label.width;
    for (const label of this.#labels.filter(fits)) {
      const { x, y } = this.#map.project([label.lon, label.lat]);
      if (x < -BEYOND || y < -BEYOND || x > width + BEYOND || y > height + BEYOND) continue;
      const box = boxOf(label, x, y);
      // A town and the district around it often share their name.
      if (written.has(label.text) || taken.some(other => touch(box, other))) continue;
      taken.push(box);
      written.add(label.text);
      this.#write(label, x, y);
    }
  };

  /** Width of an area on the screen: Mercator has 512 px for the world at zoom 0. */
  #pixels(label: Label): number {
    return (label.span / 360) * 512 * 2 ** this.#map.getZoom();
  }

  #write(label: Label, x: number, y: number): void {
    const ink = MAP_INK[this.#scheme];
    const context = this.#context;
    context.font = `${label.weight} ${label.size}px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = ink.halo;
    context.fillStyle = label.span > 0 ? ink.areaLabel : ink.label;
    context.strokeText(label.text, x, y);
    context.fillText(label.text, x, y);
  }
}

function boxOf(label: Label, x: number, y: number): Box {
  const halfWidth = label.width / 2 + AIR.x / 2;
  const halfHeight = label.size / 2 + AIR.y / 2;
  return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
}

function touch(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
