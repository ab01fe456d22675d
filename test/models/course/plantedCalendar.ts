import type { CalendarEntry, Market } from "../../../data/market/market.ts";
import { normalSample, poissonSample, stream } from "../sampling.ts";
import { smallMarket } from "../smallMarket.ts";

/** Monday 2022-01-03. */
const FIRST = 18_995;
const ACCOUNTS = 120;
const TERRITORIES = 3;
export const AREAS = 6;

export interface Planted {
  readonly weeks: number;
  readonly calendar: readonly CalendarEntry[];
  /** Log effect on the amount of a brand in an area and week. */
  readonly effect: (brand: number, area: number, week: number) => number;
}

/** An entry that starts on a week and lasts some. */
export function entry(
  kind: CalendarEntry["kind"],
  week: number,
  weeks: number,
  rest: Partial<CalendarEntry> = {},
): CalendarEntry {
  const start = FIRST + 7 * week;
  return { name: kind, kind, start, end: start + 7 * weeks - 1, brand: 0, area: -1, depth: null, ...rest };
}

/** Whether an entry covers a week. */
export function covers({ start, end }: CalendarEntry, week: number): boolean {
  return start <= FIRST + 7 * week && FIRST + 7 * week <= end;
}

/**
 * A market of the own brand and two rivals in three territories of two areas each, with a season, a level that moves and
 * effects that are known.
 */
export function plantCalendar(seed: number, { weeks, calendar, effect }: Planted): Market {
  const next = stream(7000 + seed);
  const base = smallMarket(1);
  const rows: { account: number; period: number; brand: number; amount: number }[] = [];
  const level = Float64Array.from({ length: weeks }, () => 0);
  for (let t = 1; t < weeks; t++) level[t] = level[t - 1] + 0.004 * normalSample(next);
  const share = [0.3, 0.5, 0.2];
  for (let account = 0; account < ACCOUNTS; account++) {
    const area = account % AREAS;
    for (let period = 0; period < weeks; period++) {
      const season = 0.15 * Math.sin((2 * Math.PI * period) / 52.18) + level[period];
      share.forEach((part, brand) => {
        const units = poissonSample(8 * part * Math.exp(season + effect(brand, area, period)), next);
        if (units > 0) rows.push({ account, period, brand, amount: 1000 * units });
      });
    }
  }
  const column = (value: number) => new Int32Array(ACCOUNTS).fill(value);
  const ids = Array.from({ length: ACCOUNTS }, (_, i) => `A${i}`);
  return {
    ...base,
    country: null,
    hash: `calendar-${seed}`,
    periodStart: Int32Array.from({ length: weeks }, (_, t) => FIRST + 7 * t),
    calendar,
    accounts: {
      ...base.accounts,
      count: ACCOUNTS,
      ids,
      siteIds: ids,
      names: ids.map(() => null),
      site: Int32Array.from(ids, (_, i) => i),
      successor: column(-1),
      cell: Int32Array.from(ids, (_, i) => i % TERRITORIES),
      type: column(0),
      area: Int32Array.from(ids, (_, i) => i % AREAS),
      territory: Int32Array.from(ids, (_, i) => i % TERRITORIES),
      ownTerritory: column(-1),
      namedTerritory: column(-1),
      lat: new Float64Array(ACCOUNTS).fill(Number.NaN),
      lon: new Float64Array(ACCOUNTS).fill(Number.NaN),
      opened: new Float64Array(ACCOUNTS).fill(Number.NaN),
      closed: new Float64Array(ACCOUNTS).fill(Number.NaN),
      influence: new Float64Array(ACCOUNTS).fill(1),
      digitalAffinity: new Float64Array(ACCOUNTS).fill(Number.NaN),
    },
    sales: {
      count: rows.length,
      account: Int32Array.from(rows, r => r.account),
      period: Int32Array.from(rows, r => r.period),
      brand: Uint8Array.from(rows, r => r.brand),
      amount: Float64Array.from(rows, r => r.amount),
    },
    visits: { ...base.visits, count: 0, account: new Int32Array(0), period: new Int32Array(0) },
  };
}
