import { lastYearFrom } from "../../core/period.ts";
import { CHANNELS } from "../../data/config/vocabulary.ts";
import { learnedAmounts } from "../../data/market/learnedAmounts.ts";
import type { Market } from "../../data/market/market.ts";
import { contactGains, isGain } from "../../models/heat/contactGain.ts";
import { contactLog } from "../../models/heat/contactLog.ts";
import type { NextContact } from "../../models/heat/nextContact.ts";
import { readOutcomes } from "../../models/heat/outcomes.ts";
import type { VisitPromise } from "../../territory/routes/repWeek.ts";

/** What models know of visits, as the plain columns that tours take. */
export interface VisitKnowledge {
  readonly promise: VisitPromise;
  /** By visit of the market: 1 where it met nobody. */
  readonly missed: Uint8Array;
  /** Half of the 90% interval of what a visit brings, as a share of it; null where visits are not known to bring orders. */
  readonly uncertainty: number | null;
}

const FACE_TO_FACE = CHANNELS.indexOf("face_to_face");
/** Orders of its own that weigh as much as those of an account's type, for the amount of an order. */
const PRIOR_ORDERS = 5;
/** Standard errors of half a 90% interval. */
const HALF_90 = 1.645;

/** @param contacts next best contacts by account, as a state keeps them */
export function visitKnowledge(market: Market, contacts: readonly (NextContact | null)[]): VisitKnowledge {
  const log = contactLog(market);
  const gain = log.told ? contactGains(market, log)[FACE_TO_FACE]! : null;
  const known = contacts.some(contact => contact !== null);
  const byVisit = (contact: NextContact | null) => contact?.channel === "face_to_face";
  return {
    promise: {
      byVisit: Uint8Array.from(contacts, contact => (byVisit(contact) || !known ? 1 : 0)),
      orders: Float64Array.from(
        contacts,
        contact => (byVisit(contact) ? contact!.score : null) ?? Number.NaN,
      ),
      orderAmount: orderAmounts(market),
    },
    missed: Uint8Array.from(readOutcomes(market.visits.outcome), outcome => (outcome === "missed" ? 1 : 0)),
    uncertainty: gain && isGain(gain) ? (HALF_90 * gain.standardError) / gain.gain : null,
  };
}

/** Minor units of an own order (own sales of a period with any, of the last year) by account, drawn to that of its type. */
function orderAmounts(market: Market): Float64Array {
  const { accounts, sales, types } = market;
  const amounts = learnedAmounts(market);
  const from = lastYearFrom(market);
  const [sum, orders] = [new Float64Array(accounts.count), new Float64Array(accounts.count)];
  const [ofType, ordersOfType] = [new Float64Array(types.length + 1), new Float64Array(types.length + 1)];
  for (let row = 0; row < sales.count; row++) {
    if (sales.period[row]! < from || sales.brand[row] !== 0 || !(amounts[row]! > 0)) continue;
    const account = sales.account[row]!;
    const type = accounts.type[account]! < 0 ? types.length : accounts.type[account]!;
    sum[account]! += amounts[row]!;
    orders[account]! += 1;
    ofType[type]! += amounts[row]!;
    ordersOfType[type]! += 1;
  }
  const usual = (type: number) => ofType[type]! / Math.max(1, ordersOfType[type]!);
  return sum.map((total, i) => {
    const type = accounts.type[i]! < 0 ? types.length : accounts.type[i]!;
    return (total + PRIOR_ORDERS * usual(type)) / (orders[i]! + PRIOR_ORDERS);
  });
}
