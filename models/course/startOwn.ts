import { ownBeyondUsual } from "../known/choice.ts";
import { type ChanceLaw, meanOf } from "../response/goodwill.ts";
import { type Effect, goodwillOf, ownShareCurve, type ShareCurve, utilityOf } from "../response/offset.ts";
import type { Buyers, IndexPaths } from "./calibrate.ts";

/** In what state accounts are at the end of history; [account]. */
export interface Start {
  /** Brand bought last, -1 for none. */
  readonly lastBrand: Int32Array;
  readonly goodwill: Float64Array;
  /** P(the account is a buyer of the own brand). */
  readonly alive: Float64Array;
  /** Added to the own brand's utility beside the response to goodwill. */
  readonly ownOffset: Float64Array;
  readonly effect: Effect;
  /** Share of goodwill that survives a period. */
  readonly carryOver: number;
}

/** Share of the goodwill at the start below which it is forgotten. */
const FADED = 0.01;

/**
 * What each account buys of the own brand in the periods ahead because it does not start as it usually is: it bought a certain
 * brand last, and has had more or fewer contacts than usual. Minor units, below 0 for less. Goodwill ahead has its usual law,
 * moved and narrowed so that mean and variance are those that it has by then.
 * @param span draws and periods of the paths, and those of the year ahead
 */
export function ownFromStart(
  buyers: Buyers,
  start: Start,
  { volume, utility }: Pick<IndexPaths, "volume" | "utility">,
  span: Span,
): Float64Array {
  const { rate, amountMean, ownLine, brandAmount, preference, inertia, lift, aware, groupOf } = buyers;
  const volumes = pathsOf(volume, span);
  const utilities = pathsOf(utility, span);
  const brands = brandAmount.length;
  const factor = buyers.marketUtility.map(Math.exp);
  return rate.map((occasions, i) => {
    // Who does not know the brand yet will have forgotten by then.
    if (occasions === 0 || aware[i] < 1) return 0;
    const ahead = { volume: volumes[groupOf[i]], utility: utilities[groupOf[i]] };
    const weights = factor.map((f, b) => f * preference[i * brands + b]);
    const contacts =
      lift === null ? 0 : occasions * fromGoodwill(ownShareCurve(weights, inertia), lift, start, i, ahead);
    weights[0] *= Math.exp(ahead.utility[0] + (lift === null ? 0 : meanOf(lift, i, u => u)));
    const expected = occasions * ahead.volume.reduce((a, b) => a + b, 0);
    const last = start.alive[i] * ownBeyondUsual(weights, inertia, start.lastBrand[i], expected);
    return amountMean[i] * brandAmount[0] * ownLine[i] * (contacts + last);
  });
}

interface Span {
  readonly draws: number;
  readonly horizon: number;
  readonly year: number;
}

/** [group] mean over draws of the periods of the year ahead. */
function pathsOf(index: Float64Array, { draws, horizon, year }: Span): Float64Array[] {
  const groups = index.length / draws / horizon;
  return Array.from({ length: groups }, (_, g) =>
    Float64Array.from({ length: Math.min(year, horizon) }, (_, t) => {
      let sum = 0;
      for (let k = 0; k < draws; k++) sum += index[(k * groups + g) * horizon + t];
      return sum / draws;
    }),
  );
}

/** Own purchases over occasions a period at volume 1 that come of goodwill above or below what is usual. */
function fromGoodwill(
  share: ShareCurve,
  lift: ChanceLaw,
  { goodwill, ownOffset, effect, carryOver }: Start,
  i: number,
  ahead: { readonly volume: Float64Array; readonly utility: Float64Array },
): number {
  const goodwillAt = (value: number) => goodwillOf(effect, value - ownOffset[i]);
  const usual = meanOf(lift, i, goodwillAt);
  let sum = 0;
  let left = carryOver;
  for (let t = 0; t < ahead.volume.length && left > FADED; t++) {
    const narrow = Math.sqrt(1 - left ** 2);
    const beyond = meanOf(lift, i, value => {
      const now = usual + left * (goodwill[i] - usual) + narrow * (goodwillAt(value) - usual);
      const u = ahead.utility[t];
      return share(u + ownOffset[i] + utilityOf(effect, Math.max(0, now))) - share(u + value);
    });
    sum += ahead.volume[t] * beyond;
    left *= carryOver;
  }
  return sum;
}
