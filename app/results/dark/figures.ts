import type { Market } from "../../../data/market/market.ts";
import { type DarkPosterior, sumDraws } from "../../../models/dark/draw/posterior.ts";
import { type DrawSummary, summariseDraws } from "./summaries.ts";

/** The dark side of the whole market: sites, and major units over the last 52 weeks (12 months). */
export interface DarkMarketFigures {
  readonly accounts: DrawSummary;
  readonly unaware: DrawSummary;
  readonly amount: DrawSummary;
  /** The own brand's part of it. */
  readonly own_amount: DrawSummary;
  readonly market: DrawSummary;
  /** All that is sold of the own brand, at known and at dark accounts; null in a market that buys nothing. */
  readonly own_share: DrawSummary | null;
  /** Market less all own. */
  readonly untapped_amount: DrawSummary;
  readonly untapped_share: DrawSummary | null;
}

/**
 * @param own the own brand's amount at known accounts, major units
 * @param rivals rivals' there; null where the input has none
 */
export function marketFigures(
  posterior: DarkPosterior,
  { minorUnits }: Pick<Market, "minorUnits">,
  own: number,
  rivals: number | null,
): DarkMarketFigures {
  const { draws, patches, rivalOdds } = posterior;
  const everything = new Int32Array(patches.count);
  const sum = (values: Int32Array | Float64Array) => sumDraws(values, draws, everything, 1);
  const major = (values: Float64Array) => sum(values).map(v => v / minorUnits);
  const [amount, darkOwn] = [major(posterior.amount), major(posterior.own)];
  const market = amount.map((dark, k) => own + (rivalOdds ? own * rivalOdds[k]! : (rivals ?? 0)) + dark);
  const allOwn = darkOwn.map(dark => own + dark);
  const untapped = market.map((v, k) => v - allOwn[k]!);
  // A share of nothing is none: a draw in which nobody buys tells nothing of it.
  const share = (part: Float64Array) => {
    const shares = part.map((v, k) => v / market[k]!).filter((_, k) => market[k]! > 0);
    return shares.length > 0 ? summariseDraws(shares) : null;
  };
  return {
    accounts: summariseDraws(sum(posterior.accounts)),
    unaware: summariseDraws(sum(posterior.unaware)),
    amount: summariseDraws(amount),
    own_amount: summariseDraws(darkOwn),
    market: summariseDraws(market),
    own_share: share(allOwn),
    untapped_amount: summariseDraws(untapped),
    untapped_share: share(untapped),
  };
}
