/**
 * Class breaks of a layer: ascending, all different. A value v has class #{b in breaks: b <= v}, so that
 * n breaks make n + 1 classes.
 */
export type Breaks = readonly number[];

/** The class of a value. */
export function classOf(value: number, breaks: Breaks): number {
  let cls = 0;
  while (cls < breaks.length && value >= breaks[cls]!) cls++;
  return cls;
}

/**
 * Where the classes of skewed data are cut: fifths of the cells, and the top fifth again at 92% and 98%, so that
 * both the many small and the few large cells stay apart.
 */
export const QUANTILES = [0.2, 0.4, 0.6, 0.8, 0.92, 0.98] as const;

/**
 * Breaks at the QUANTILES of the positive values, rounded to two significant digits. Ties and rounding can leave
 * fewer breaks than there are quantiles.
 */
export function quantileBreaks(values: ArrayLike<number>): Breaks {
  const positive = Float64Array.from(values).filter(value => value > 0);
  positive.sort();
  const breaks: number[] = [];
  for (const share of QUANTILES) {
    const quantile = positive[Math.floor(share * positive.length)];
    if (quantile === undefined) break;
    const rounded = twoDigits(quantile);
    // A break at or below the smallest value would leave its lower class empty.
    if (rounded > positive[0]! && rounded > (breaks.at(-1) ?? 0)) breaks.push(rounded);
  }
  return breaks;
}

/**
 * Breaks around a share of the market, even in log-odds, so that they stay inside (0, 1): the middle one of
 * the seven classes holds the market's own share.
 */
export function shareBreaks(marketShare: number): Breaks {
  const centre = Math.min(Math.max(marketShare, 0.01), 0.99);
  const logit = Math.log(centre / (1 - centre));
  return [-1.2, -0.6, -0.2, 0.2, 0.6, 1.2].map(
    step => Math.round(1000 / (1 + Math.exp(-logit - step))) / 1000,
  );
}

/** Spreads n + 1 classes over the seven steps of a ramp: their indices, first and last always used. */
export function rampSteps(classes: number, steps = 7): number[] {
  if (classes === 1) return [steps - 2];
  return Array.from({ length: classes }, (_, cls) => Math.round((cls * (steps - 1)) / (classes - 1)));
}

function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}
