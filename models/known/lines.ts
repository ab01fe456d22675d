import { amountPriorLines, brandFactors } from "./amounts.ts";
import { type Kinds, kindPriors } from "./kinds.ts";
import type { PurchaseRecord } from "./purchases.ts";

/** Amount of an order line at each account. */
export interface LineAmounts {
  /** Minor units before the brand factor, shrunk to the kind's (gamma-gamma). */
  readonly mean: Float64Array;
  /** [brand] */
  readonly brand: Float64Array;
  /** The account's own line over what `mean` and `brand` make of it, shrunk to 1. */
  readonly ownLine: Float64Array;
}

/** @param within squared coefficient of variation of lines around their account's mean */
export function fitLines(record: PurchaseRecord, kinds: Kinds, brands: number, within: number): LineAmounts {
  const brand = brandFactors(record.lines, record.amount, brands);
  const mean = fitMeans(record, brand, kinds, within);
  return { mean, brand, ownLine: ownLines(record, mean, brand, within) };
}

function fitMeans(record: PurchaseRecord, factors: Float64Array, kinds: Kinds, within: number): Float64Array {
  const brands = factors.length;
  const n = record.exposure.length;
  const amount = new Float64Array(n);
  // Lines counted in units of the mean brand's line, so that a mix of dear brands is not taken for a big buyer.
  const units = new Float64Array(n);
  for (let at = 0; at < record.lines.length; at++) {
    const i = Math.floor(at / brands);
    amount[i] += record.amount[at];
    units[i] += record.lines[at] * factors[at % brands];
  }
  const total = (values: Float64Array, members: readonly number[]) =>
    members.reduce((sum, i) => sum + values[i], 0);
  const priors = kindPriors(kinds, members => {
    const buyers = members.filter(i => units[i] > 0);
    const overall = total(amount, buyers) / Math.max(total(units, buyers), 1e-9);
    const means = buyers.map(i => amount[i] / units[i]);
    const lines = buyers.map(i => units[i]);
    return { overall, lines: overall > 0 ? amountPriorLines(means, lines, overall, within) : 1 };
  });
  return Float64Array.from({ length: n }, (_, i) => {
    const prior = priors[kinds.of[i]];
    return (amount[i] + prior.lines * prior.overall) / (units[i] + prior.lines);
  });
}

function ownLines(
  record: PurchaseRecord,
  mean: Float64Array,
  brand: Float64Array,
  within: number,
): Float64Array {
  const brands = brand.length;
  const lines = mean.map((_, i) => record.lines[i * brands]);
  const usual = mean.map((m, i) => (m > 0 ? record.amount[i * brands] / (m * brand[0]) : 0));
  const buyers = Array.from(lines.keys()).filter(i => lines[i] > 0 && usual[i] > 0);
  const prior = amountPriorLines(
    buyers.map(i => usual[i] / lines[i]),
    buyers.map(i => lines[i]),
    1,
    within,
  );
  return usual.map((amount, i) => (amount + prior) / (lines[i] + prior));
}
