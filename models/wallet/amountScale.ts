import { exp, log } from "../../core/math.ts";
import { quantileSorted } from "../../core/stats.ts";

/**
 * Amounts on a scale on which a network learns: log(1 + amount/unit), the unit about 1% of the median positive
 * amount, so that an account that bought nothing is far down but not at minus infinity.
 */
export interface AmountScale {
  readonly unit: number;
  readonly toScale: (amount: number) => number;
  readonly toAmount: (scaled: number) => number;
}

/** The unit is a power of two, so that no single account can move it a little. */
export function amountScale(amounts: Iterable<number>): AmountScale {
  const positive = Float64Array.from(amounts)
    .filter(amount => amount > 0)
    .sort();
  const median = positive.length > 0 ? quantileSorted(positive, 0.5) : 100;
  const unit = 2 ** Math.round(Math.log2(Math.max(1, median / 100)));
  return {
    unit,
    toScale: amount => log(1 + Math.max(0, amount) / unit),
    toAmount: scaled => Math.max(0, unit * (exp(scaled) - 1)),
  };
}
