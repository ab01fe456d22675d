import { quantileSorted } from "../../core/stats.ts";
import { sumBy } from "../units/weights.ts";
import { type Figures, summed, total } from "./figures.ts";
import type { PlacedPlan } from "./placedPlan.ts";

/**
 * Minor units a year: own amount and headroom of known accounts, and what dark accounts are expected to buy. The interval is
 * that of the dark side's joint draws; headroom is a mean over comparable accounts and has none of its own.
 */
export function potential({ ground, ofAccount, ofDark, count }: PlacedPlan): Figures {
  const { accounts, dark } = ground.weights;
  const known = sumBy(count, ofAccount, accounts.potential);
  return withDraws(
    known,
    sumBy(count, ofDark, dark.potential),
    drawSums(dark.potentialDraws, dark.draws, ofDark, count),
  );
}

/** Minor units: own amount of the last year. */
export function amount({ ground, ofAccount, count }: PlacedPlan): Figures {
  return summed(sumBy(count, ofAccount, ground.weights.accounts.amount));
}

/** Open sites. */
export function customers({ ground, ofAccount, count }: PlacedPlan): Figures {
  return summed(sumBy(count, ofAccount, ground.weights.accounts.customers));
}

/** Expected accounts that nobody has recorded. */
export function prospects({ ground, ofDark, count }: PlacedPlan): Figures {
  const { dark } = ground.weights;
  const draws = drawSums(dark.prospectDraws, dark.draws, ofDark, count);
  return withDraws(new Float64Array(count), sumBy(count, ofDark, dark.prospects), draws);
}

/** [draw × group] sums of a [draw × place] column; group -1 is left out. */
function drawSums(
  column: Float64Array | Int32Array,
  draws: number,
  group: Int32Array,
  groups: number,
): Float64Array {
  const sums = new Float64Array(draws * groups);
  const places = group.length;
  for (let k = 0; k < draws; k++)
    for (let p = 0; p < places; p++) {
      const g = group[p]!;
      if (g >= 0) sums[k * groups + g]! += column[k * places + p]!;
    }
  return sums;
}

function withDraws(known: Float64Array, expected: Float64Array, draws: Float64Array): Figures {
  const groups = known.length;
  const mean = summed(known.map((value, g) => value + expected[g]!));
  const runs = groups > 0 ? draws.length / groups : 0;
  if (runs === 0) return mean;
  const columns = Array.from(known, (value, g) =>
    Float64Array.from({ length: runs }, (_, k) => value + draws[k * groups + g]!).sort(),
  );
  const all = total(known);
  const plan = Float64Array.from(
    { length: runs },
    (_, k) => all + total(draws.subarray(k * groups, (k + 1) * groups)),
  ).sort();
  const at = (p: number) => ({
    territories: Float64Array.from(columns, column => quantileSorted(column, p)),
    plan: quantileSorted(plan, p),
  });
  return { ...mean, interval: { p05: at(0.05), p95: at(0.95) } };
}
