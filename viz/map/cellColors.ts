import { RAMPS, rgb, type Scheme } from "../theme/palette.ts";
import type { CellGeometry } from "./cellGeometry.ts";
import { hasValue, type LayerValues } from "./layerValues.ts";
import { classOf, rampSteps } from "./scale.ts";

const FULL = 235;
/** Cells outside the chosen territory step back. */
const DIMMED = 60;
/** A cell with accounts and no value keeps a trace, so that the map's extent is the same in every layer. */
const TRACE = { dark: [120, 132, 152, 26], light: [90, 98, 110, 26] } as const;

/**
 * Colours of all cells, four bytes by vertex. This is all that a change of layer, window or selection costs:
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
  const full = classWords(layer, scheme, FULL);
  const dimmed = classWords(layer, scheme, DIMMED);
  const trace = word(TRACE[scheme]);
  for (let cell = 0; cell < count; cell++) {
    const value = layer.values[cell]!;
    const ramp = inside && !inside[cell] ? dimmed : full;
    const color = hasValue(layer.layer, value) ? ramp[classOf(value, layer.breaks)]! : trace;
    words.fill(color, startIndices[cell]!, startIndices[cell + 1]!);
  }
  return colors;
}

/** The colour of each class of a layer, as `#rrggbb`. */
export function classColors(layer: LayerValues, scheme: Scheme): string[] {
  const ramp = RAMPS[scheme][layer.layer];
  return rampSteps(layer.breaks.length + 1).map(step => ramp[step]!);
}

function classWords(layer: LayerValues, scheme: Scheme, alpha: number): number[] {
  return classColors(layer, scheme).map(color => word([...rgb(color), alpha]));
}

/** Four bytes as one number in the machine's byte order. */
function word(bytes: readonly number[]): number {
  return new Uint32Array(new Uint8Array(bytes).buffer)[0]!;
}
