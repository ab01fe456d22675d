import type { CalendarDesign } from "./calendarDesign.ts";

/** Bounds of what entries may do to the log amount of one brand in one place. */
const LEAST = -4;
const MOST = 3;

/** What is added to log amounts of a period. */
export interface PeriodEffects {
  /** Own and rivals' by group, the market last; [(group + 1) × 2]. */
  readonly amount: Float64Array;
  /** Of each brand in the market. */
  readonly brand: Float64Array;
  /** Of all brands together. */
  readonly total: number;
}

/**
 * Effects of the calendar in a period under some coefficients; null where no entry touches it. A cell's log amount moves
 * by x·β; what that does to a group is log(Σ w·e^(x·β) / Σ w) over its cells, so that groups, market and mix agree.
 * @param t period from the start of history
 */
export function effectsAt(
  design: CalendarDesign,
  coefficients: Float64Array,
  t: number,
): PeriodEffects | null {
  const touched = design.touched[t]!;
  if (touched.length === 0) return null;
  const { brands, weight, sides, byBrand: base } = design;
  const cells = design.places * brands;
  const groups = weight.length / cells;
  const change = new Float64Array(groups * 2);
  const byBrand = new Float64Array(brands);
  for (const { cell, x } of touched) {
    let u = 0;
    for (const [term, value] of x) u += value * coefficients[term];
    const growth = Math.expm1(Math.max(LEAST, Math.min(MOST, u)));
    const brand = cell % brands;
    for (let g = 0; g < groups; g++)
      change[2 * g + (brand === 0 ? 0 : 1)] += weight[g * cells + cell] * growth;
    byBrand[brand] += weight[(groups - 1) * cells + cell] * growth;
  }
  const amount = change.map((sum, at) => growthOf(sum, sides[at]));
  const brand = byBrand.map((sum, b) => growthOf(sum, base[b]));
  const total = growthOf(sumOf(byBrand), sumOf(base));
  return { amount, brand, total };
}

function growthOf(change: number, of: number): number {
  return of > 0 ? Math.log1p(change / of) : 0;
}

function sumOf(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}
