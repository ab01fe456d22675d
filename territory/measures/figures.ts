/** One measure of a plan; NaN: the input cannot tell. */
export interface Figures {
  /** By territory of the plan. */
  readonly territories: Float64Array;
  readonly plan: number;
  /** 5% and 95% points where it is estimated; of joint draws, so that the plan's are not sums of the territories'. */
  readonly interval?: Interval;
}

interface Interval {
  readonly p05: Omit<Figures, "interval">;
  readonly p95: Omit<Figures, "interval">;
}

/** A measure that adds up: the plan has the sum of its territories. */
export function summed(territories: Float64Array): Figures {
  return { territories, plan: total(territories) };
}

export function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Mean of the values that are known; NaN where none is. */
export function meanOf(values: Float64Array): number {
  const known = values.filter(value => !Number.isNaN(value));
  return known.length > 0 ? total(known) / known.length : Number.NaN;
}
