import type { Districting } from "../districting.ts";
import type { UnitGraph } from "../units/graph.ts";

/**
 * A districting as a search works on it: weights, amounts and borders are whole numbers (scaled by a power of two, to sums
 * below 2⁵⁰), so that sums that are kept up move by move are exact, whatever the order of the moves.
 */
export interface Question {
  readonly units: number;
  readonly territories: number;
  readonly before: number;
  readonly graph: UnitGraph;
  readonly start: Int32Array;
  readonly locked: Int32Array;
  readonly contiguous: boolean;
  /** Number of balances; rows of the columns below are by unit or territory, columns by balance. */
  readonly balances: number;
  readonly weight: Float64Array;
  readonly base: Float64Array;
  /** 1 / target; 0 where a balance has nothing to share out, which is even. */
  readonly perTarget: Float64Array;
  readonly tolerance: Float64Array;
  /** Sums to 1. */
  readonly importance: Float64Array;
  readonly load: Float64Array;
  readonly capacity: Float64Array;
  readonly holder: {
    readonly start: Int32Array;
    readonly territory: Int32Array;
    readonly amount: Float64Array;
  };
  /** All that is held, ≥ 1. */
  readonly held: number;
  readonly maxDisruption: number;
  /** What cutting an edge costs, aligned with `graph.to`: its border in scaled kilometres, 1 where no edge has one. */
  readonly border: Float64Array;
  /** Of all edges, each counted once, ≥ 1. */
  readonly allBorder: number;
  readonly travel: Points | null;
}

/** {@link Calls} in whole numbers and tenths of a kilometre. */
interface Points extends Calls {
  /** Whole calls of one call a week. */
  readonly scale: number;
}

/** Where calls are made and where reps live, in kilometres on one plane. */
export interface Calls {
  /** Calls of each unit a week. */
  readonly calls: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** By territory, of its rep's home; NaN: not known. */
  readonly homeX: Float64Array;
  readonly homeY: Float64Array;
}

/** Sums stay below this: products of two weights are never formed. */
const LARGEST_SUM = 2 ** 48;

/** @param calls null: travel is not estimated */
export function questionOf(districting: Districting, calls: Calls | null = null): Question {
  const { units, territories, graph, balances, holdings } = districting;
  const count = balances.length;
  const weight = new Float64Array(units * count);
  const [base, perTarget] = [0, 1].map(() => new Float64Array(territories * count)) as [
    Float64Array,
    Float64Array,
  ];
  balances.forEach((balance, b) => {
    const scale = scaleOf(sum(balance.weight) + sum(balance.base), LARGEST_SUM);
    for (let u = 0; u < units; u++) weight[u * count + b] = Math.round(balance.weight[u] * scale);
    for (let t = 0; t < territories; t++) {
      base[t * count + b] = Math.round(balance.base[t] * scale);
      const target = balance.target[t] * scale;
      perTarget[t * count + b] = target > 0 ? 1 / target : 0;
    }
  });
  const loadScale = scaleOf(sum(districting.capacityWeight), LARGEST_SUM);
  const heldScale = scaleOf(sum(holdings.amount), LARGEST_SUM);
  const amount = holdings.amount.map(a => Math.round(a * heldScale));
  const borderScale = scaleOf(sum(graph.border), LARGEST_SUM);
  const border = graph.border.map(b => (borderScale > 0 ? Math.round(b * borderScale) : 1));
  const importance = Float64Array.from(balances, b => b.importance);
  const all = sum(importance);
  return {
    ...{ units, territories, before: districting.before, graph, start: districting.start },
    ...{ locked: districting.locked, contiguous: districting.contiguous, balances: count },
    ...{ weight, base, perTarget, tolerance: Float64Array.from(balances, b => b.tolerance) },
    importance: importance.map(i => i / all),
    load: districting.capacityWeight.map(w => Math.round(w * loadScale)),
    // A hair of room, for the rounding of the loads.
    capacity: districting.capacity.map(c =>
      loadScale > 0 ? c * loadScale + units : Number.POSITIVE_INFINITY,
    ),
    holder: { start: holdings.start, territory: holdings.territory, amount },
    held: Math.max(1, sum(amount)),
    maxDisruption: districting.maxDisruption,
    border,
    allBorder: Math.max(1, sum(border) / 2),
    travel: calls && wholePoints(calls),
  };
}

/** Squares of distances are summed: hundreds of metres, and calls that sum to a million. */
function wholePoints({ calls, x, y, homeX, homeY }: Calls): Points {
  const scale = scaleOf(sum(calls), 2 ** 20);
  const [x0, y0] = [x, y].map(values => sum(values) / Math.max(1, values.length)) as [number, number];
  const tenths = (values: Float64Array, from: number) => values.map(v => Math.round(10 * (v - from)));
  return {
    calls: calls.map(c => Math.round(c * scale)),
    ...{ x: tenths(x, x0), y: tenths(y, y0), homeX: tenths(homeX, x0), homeY: tenths(homeY, y0) },
    scale: scale > 0 ? scale : 1,
  };
}

/** The largest power of two that leaves `total` at most `most`; 0 where there is nothing. */
function scaleOf(total: number, most: number): number {
  if (!(total > 0)) return 0;
  let scale = 1;
  while (total * scale > most) scale /= 2;
  while (total * scale * 2 <= most) scale *= 2;
  return scale;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
