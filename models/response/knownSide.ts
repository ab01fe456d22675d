import type { Market } from "../../data/market/market.ts";
import { type AccountFit, fitAccounts } from "../known/accounts.ts";
import { type PurchaseRecord, purchaseRecord } from "../known/purchases.ts";
import { fitResponse, type ResponseFit } from "./response.ts";

/** What is learned of known accounts one by one, before any forecast; in the market's account order. */
export interface KnownSide {
  readonly record: PurchaseRecord;
  /** 1: knows the own brand. */
  readonly aware: Uint8Array;
  readonly accounts: AccountFit;
  readonly response: ResponseFit;
}

const learned = new WeakMap<Market, KnownSide>();

/**
 * Learnt once for each market: the dark estimate and the twin rest on the same.
 * @param onStep told before each step: purchases, accounts, visits
 */
export function learnKnown(market: Market, onStep: (step: number) => void = () => undefined): KnownSide {
  const known = learned.get(market) ?? learnSteps(market, onStep);
  learned.set(market, known);
  return known;
}

function learnSteps(market: Market, onStep: (step: number) => void): KnownSide {
  onStep(0);
  const record = purchaseRecord(market);
  onStep(1);
  const aware = awareness(market, record);
  const accounts = fitAccounts(market, record, aware);
  onStep(2);
  const response = fitResponse(market, accounts, ownAmount(accounts));
  return { record, aware, accounts, response };
}

/** Own amount of each account, as a year is expected to bring it. */
function ownAmount({ expectation, rate, brandAmount }: AccountFit): Float64Array {
  return rate.map((_, i) => expectation.amount[i * brandAmount.length]);
}

/**
 * An account is aware of the own brand when it has bought it or was visited. Where no rival's sales are known,
 * a purchase is an own purchase, and every account counts as aware.
 */
export function awareness(market: Market, record: PurchaseRecord): Uint8Array {
  const periods = market.periodStart.length;
  const aware = Uint8Array.from(record.ownSilence, s => (s < periods || market.brands.length === 1 ? 1 : 0));
  for (let i = 0; i < market.visits.count; i++) aware[market.visits.account[i]] = 1;
  return aware;
}
