import { historyEnd, weekday } from "../../../core/period.ts";
import type { Market, PreferenceColumns } from "../../../data/market/market.ts";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";
import { visitHabits } from "../../../territory/routes/habits.ts";
import { type RepWeek, type RepWeekQuestion, repWeek } from "../../../territory/routes/repWeek.ts";
import { USUAL_TRAVEL } from "../../../territory/travel/minutes.ts";

const planted = plantedMarkets().find(m => m.name === "gamma sizes")!;
let made: Market | null = null;

/** A planted market whose reps make 14 calls a week, with preferences of our own. */
export function plantedMarket(preferences: readonly Window[] = []): Market {
  made ??= planted.make(5).market;
  const reps = made.reps.map(rep => ({ ...rep, weeklyCalls: 14 }));
  return { ...made, reps, preferences: preferenceColumns(preferences) };
}

export interface Window {
  readonly account: number;
  readonly allowed?: 0 | 1;
  /** Bits, Monday 1. */
  readonly days?: number;
  readonly from?: number;
  readonly to?: number;
  readonly validFrom?: number;
  readonly validTo?: number;
}

export function preferenceColumns(rows: readonly Window[]): PreferenceColumns {
  return {
    count: rows.length,
    account: Int32Array.from(rows, row => row.account),
    channel: new Int32Array(rows.length),
    allowed: Uint8Array.from(rows, row => row.allowed ?? 1),
    days: Uint8Array.from(rows, row => row.days ?? 127),
    fromHour: Float64Array.from(rows, row => row.from ?? 0),
    toHour: Float64Array.from(rows, row => row.to ?? 24),
    validFrom: Float64Array.from(rows, row => row.validFrom ?? Number.NaN),
    validTo: Float64Array.from(rows, row => row.validTo ?? Number.NaN),
  };
}

export const mondayAfter = (market: Market) => historyEnd(market) + ((7 - weekday(historyEnd(market))) % 7);

/** The first week after history of a rep; every visit promises a tenth of an order of the account's place in the list. */
export function weekOf(market: Market, rep: number, more: Partial<RepWeekQuestion> = {}): RepWeek {
  const { count, ids } = market.accounts;
  return repWeek({
    market,
    rep,
    monday: mondayAfter(market),
    habits: visitHabits(market, new Uint8Array(market.visits.count)),
    promise: {
      byVisit: new Uint8Array(count).fill(1),
      orders: new Float64Array(count).fill(0.1),
      orderAmount: Float64Array.from(ids, id => 1000 + Number(id.replace(/\D/g, ""))),
    },
    travel: USUAL_TRAVEL,
    matrix: null,
    hours: { from: 540, to: 1080 },
    daysOff: new Set(),
    ...more,
  });
}
