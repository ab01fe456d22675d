import type { Layer } from "@deck.gl/core";
import { CollisionFilterExtension, type CollisionFilterExtensionProps } from "@deck.gl/extensions";
import { TextLayer } from "@deck.gl/layers";
import type { Place } from "../../app/api/schema.ts";
import { MAP_INK, rgb, type Scheme } from "../theme/palette.ts";

const FONT = "Inter Variable";
const collide = new CollisionFilterExtension();

/** Loads the letters that the names need; the atlas of glyphs is drawn once, with whatever font is there. */
export async function loadPlaceFont(places: readonly Place[]): Promise<void> {
  await document.fonts.load(`600 14px "${FONT}"`, places.map(place => place.name).join(""));
}

/** Names of places. Where names meet, the larger place keeps its own. */
export function placeLayer(places: readonly Place[], scheme: Scheme): Layer {
  const ink = MAP_INK[scheme];
  const largest = Math.max(...places.map(place => place.population), 1);
  return new TextLayer<Place, CollisionFilterExtensionProps<Place>>({
    id: "places",
    data: places as Place[],
    getText: place => place.name,
    getPosition: place => [place.lon, place.lat],
    getSize: place => 11 + 5 * Math.sqrt(place.population / largest),
    getColor: [...rgb(ink.label), 255],
    outlineColor: [...rgb(ink.halo), 230],
    outlineWidth: 3,
    fontFamily: `"${FONT}", sans-serif`,
    fontWeight: 600,
    fontSettings: { sdf: true, fontSize: 48, buffer: 8, radius: 16, cutoff: 0.2 },
    characterSet: "auto",
    sizeUnits: "pixels",
    extensions: [collide],
    collisionTestProps: { sizeScale: 2 },
    getCollisionPriority: place => Math.log10(place.population + 1) * 100,
  });
}
