import { RAMPS, rgb, type Scheme } from "../theme/palette.ts";
import type { CellGeometry } from "./cellGeometry.ts";
import { hasValue, type LayerValues } from "./layerValues.ts";
import { classOf, rampSteps } from "./scale.ts";

const FULL = 235;
/** Cells outside the chosen territory step back. */
const DIMMED = 60;
/** What is left of a cell's opacity where nothing is sure. */
const FAINTEST = 0.22;
/** Steps of fading between faintest and full: more than eyes can tell apart. */
const FADES = 16;
/** A cell with accounts and no value keeps a trace, so that the map's extent is the same in every layer. */
const TRACE = { dark: [120, 132, 152, 26], light: [90, 98, 110, 26] } as const;

/**
 * Colours of all cells, four bytes by vertex; a cell fades as far as its value is unsure. This is all that a change of layer, window or selection costs:
 * one pass over flat arrays, no object a cell.
 */
export function paintCells(
  geometry: CellGeometry,
  layer: LayerValues,
  scheme: Scheme,
  inside: Uint8Array | null,
): Uint8Array {
  const { startIndices, count } = geometry;
  const colors = new Uint8Array(4 * startIndices[count]!);
  const words = new Uint32Array(colors.buffer);
  const full = fadedWords(layer, scheme, FULL);
  const dimmed = fadedWords(layer, scheme, DIMMED);
  const trace = word(TRACE[scheme]);
  for (let cell = 0; cell < count; cell++) {
    const value = layer.values[cell]!;
    const ramps = inside && !inside[cell] ? dimmed : full;
    const fade = layer.certainty ? Math.round(FADES * layer.certainty[cell]!) : FADES;
    const color = hasValue(layer.layer, value) ? ramps[fade]![classOf(value, layer.breaks)]! : trace;
    words.fill(color, startIndices[cell]!, startIndices[cell + 1]!);
  }
  return colors;
}

/** The colour of each class of a layer, as `#rrggbb`. */
export function classColors(layer: LayerValues, scheme: Scheme): string[] {
  const ramp = RAMPS[scheme][layer.layer];
  return rampSteps(layer.breaks.length + 1).map(step => ramp[step]!);
}

/** The classes' colours by step of fading, the faintest first. */
function fadedWords(layer: LayerValues, scheme: Scheme, alpha: number): number[][] {
  return Array.from({ length: FADES + 1 }, (_, fade) =>
    classWords(layer, scheme, Math.round(alpha * (FAINTEST + (1 - FAINTEST) * (fade / FADES)))),
  );
}

function classWords(layer: LayerValues, scheme: Scheme, alpha: number): number[] {
  return classColors(layer, scheme).map(color => word([...rgb(color), alpha]));
}

/** Four bytes as one number in the machine's byte order. */
function word(bytes: readonly number[]): number {
  return new Uint32Array(new Uint8Array(bytes).buffer)[0]!;
}
