import type { SignalColumns } from "../../data/hourSignals.ts";
import { WEEK_HOURS } from "./kernel.ts";
import type { HeatPlaces } from "./places.ts";
import type { TypedSignals } from "./typeProfiles.ts";

/** Signals of a metric counted by place and bin: hours of the week (168) or days (7). */
export interface PlaceCounts extends TypedSignals {
  /** [(cells + 1) × bins]. */
  readonly cells: Float64Array;
  /** [(territories + 1) × bins]. */
  readonly territoryCounts: Float64Array;
  /** Shares of the types among each territory's signals, [(territories + 1) × types]. */
  readonly territoryMix: Float64Array;
}

/** Which signals count: the earlier ones, those of the last quarter of their time, or all. */
export type Part = "early" | "late" | "all";

/** Counts signals by bin. On hours of the week only timed signals count, on days all do. */
export function countSignals(
  signals: SignalColumns,
  places: HeatPlaces,
  bins: number,
  part: Part = "all",
): PlaceCounts {
  const units = places.cells.length + 1;
  const groups = places.territories + 1;
  const { types } = places;
  const counts = {
    cells: new Float64Array(units * bins),
    unlabelled: new Float64Array(units * bins),
    labelled: new Float64Array(types * bins),
    territoryCounts: new Float64Array(groups * bins),
  };
  const mix = Float64Array.from(places.accounts);
  for (const { unit, type, territory, bin, n } of rowsOf(signals, places, bins, part)) {
    counts.cells[unit * bins + bin] += n;
    counts.territoryCounts[territory * bins + bin] += n;
    if (type < 0) counts.unlabelled[unit * bins + bin] += n;
    else {
      counts.labelled[type * bins + bin] += n;
      mix[unit * types + type] += n;
    }
  }
  toShares(mix, types, marketMix(mix, types));
  const territoryMix = new Float64Array(groups * types);
  for (const { unit, type, territory, n } of rowsOf(signals, places, bins, part)) {
    if (type >= 0) territoryMix[territory * types + type] += n;
    else for (let k = 0; k < types; k++) territoryMix[territory * types + k] += n * mix[unit * types + k];
  }
  toShares(territoryMix, types, marketMix(territoryMix, types));
  return { bins, types, ...counts, mix, territoryMix };
}

interface SignalRow {
  readonly unit: number;
  /** -1: a place alone. */
  readonly type: number;
  readonly territory: number;
  readonly bin: number;
  readonly n: number;
}

function* rowsOf(signals: SignalColumns, places: HeatPlaces, bins: number, part: Part): Generator<SignalRow> {
  const { count, account, hourOfWeek, timed, late } = signals;
  const hoursInBin = WEEK_HOURS / bins;
  for (let row = 0; row < count; row++) {
    if (bins === WEEK_HOURS && timed[row] === 0) continue;
    if (part !== "all" && late[row] !== (part === "late" ? 1 : 0)) continue;
    const unit = unitOf(signals, places, row);
    const known = account[row] >= 0;
    yield {
      unit,
      type: known ? places.typeOf(account[row]) : -1,
      territory: known ? places.territoryOf(account[row]) : places.territory[unit],
      bin: Math.floor(hourOfWeek[row] / hoursInBin),
      n: signals.signals[row],
    };
  }
}

/** Weight a week of each place and of each territory: what smoothing keeps. */
export function weightsOf(signals: SignalColumns, places: HeatPlaces) {
  const cells = new Float64Array(places.cells.length + 1);
  const territories = new Float64Array(places.territories + 1);
  for (let row = 0; row < signals.count; row++) {
    const unit = unitOf(signals, places, row);
    const account = signals.account[row];
    cells[unit] += signals.weight[row];
    territories[account >= 0 ? places.territoryOf(account) : places.territory[unit]] += signals.weight[row];
  }
  return { cells, territories };
}

function unitOf({ h3 }: SignalColumns, { indexOf, cells }: HeatPlaces, row: number): number {
  return indexOf.get(h3[row]) ?? cells.length;
}

/** Shares over all units; even where there is nothing. */
function marketMix(mix: Float64Array, types: number): Float64Array {
  const all = new Float64Array(types);
  mix.forEach((n, i) => {
    all[i % types] += n;
  });
  const total = all.reduce((sum, n) => sum + n, 0);
  return total > 0 ? all.map(n => n / total) : all.fill(1 / types);
}

/** Turns counts into shares row by row, in place; a row without counts gets `otherwise`. */
function toShares(rows: Float64Array, width: number, otherwise: Float64Array): void {
  for (let first = 0; first < rows.length; first += width) {
    const row = rows.subarray(first, first + width);
    const total = row.reduce((sum, n) => sum + n, 0);
    row.set(total > 0 ? row.map(n => n / total) : otherwise);
  }
}
