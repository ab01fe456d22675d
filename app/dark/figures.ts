import type { Market } from "../../data/market.ts";
import { type DarkPosterior, sumDraws } from "../../models/dark/posterior.ts";
import { type DrawSummary, summariseDraws } from "./summaries.ts";

/** The unseen part of the whole market: sites, and major units over the last 52 weeks (12 months). */
export interface DarkMarketFigures {
  readonly accounts: DrawSummary;
  readonly unaware: DrawSummary;
  readonly amount: DrawSummary;
  readonly market: DrawSummary;
  readonly untapped_amount: DrawSummary;
  readonly untapped_share: DrawSummary;
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
  const amount = sum(posterior.amount).map(v => v / minorUnits);
  const market = amount.map((dark, k) => own + (rivalOdds ? own * rivalOdds[k]! : (rivals ?? 0)) + dark);
  const untapped = market.map(v => v - own);
  return {
    accounts: summariseDraws(sum(posterior.accounts)),
    unaware: summariseDraws(sum(posterior.unaware)),
    amount: summariseDraws(amount),
    market: summariseDraws(market),
    untapped_amount: summariseDraws(untapped),
    untapped_share: summariseDraws(untapped.map((v, k) => (market[k]! > 0 ? v / market[k]! : 0))),
  };
}
