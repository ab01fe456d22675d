import type { Cells } from "../api/columns.ts";

/** [west, south, east, north], degrees. */
export type Bounds = readonly [number, number, number, number];

/** Room around that box, as a share of its size, as far as there are cells. */
const ROOM = 0.08;

/** Share of the known accounts left outside on each side. */
const TAIL = 0.03;

/**
 * Where a market's weight is: the box that holds all but the outermost 3% of its known accounts on each side.
 * A far-off customer or two must not shrink a city to a dot.
 */
export function focusBounds(cells: Pick<Cells, "lat" | "lon" | "knownAccounts">): Bounds {
  const [west, east] = weightedRange(cells.lon, cells.knownAccounts);
  const [south, north] = weightedRange(cells.lat, cells.knownAccounts);
  return [west, south, east, north];
}

function weightedRange(values: Float64Array, weights: Float64Array): [number, number] {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const first = values[order[0]!]!;
  const last = values[order.at(-1)!]!;
  let low = first;
  let high = last;
  let passed = 0;
  for (const row of order) {
    if (passed <= TAIL * total) low = values[row]!;
    passed += weights[row]!;
    if (passed >= (1 - TAIL) * total) {
      high = values[row]!;
      break;
    }
  }
  const room = ROOM * (high - low);
  return [Math.max(first, low - room), Math.min(last, high + room)];
}
