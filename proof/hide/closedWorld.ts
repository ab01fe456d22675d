import { kilometres } from "../../core/greatCircle.ts";
import { periodAt, periodEnd } from "../../core/period.ts";
import type { AreaSalesColumns, Market, SightingColumns } from "../../data/market/market.ts";
import { pickRows, rowsWhere } from "../../data/tables/rows.ts";
import { pickSightings } from "../cut/keepAccounts.ts";

/**
 * How the sales of a period fall to the spans of totals: by the days that both share, as sales of every day would, or all to
 * the span that holds the period's first day.
 */
export type Fall = "overlap" | "start";

/** An entry of a list this near to an account of its type is taken to be that account. */
const NEAR_KM = 0.25;

/** The totals that a market would have were its recorded accounts all there are: same rows, amounts summed anew. */
export function closedTotals(market: Market, fall: Fall): AreaSalesColumns {
  const { areaSales } = market;
  const rows = pickRows(
    areaSales,
    rowsWhere(areaSales.count, i => areaSales.area[i] >= 0),
  );
  const amount = sumRecorded(market, rows, fall);
  return { ...rows, amount };
}

type Span = Pick<AreaSalesColumns, "count" | "area" | "brand" | "start" | "last">;

/** [row] recorded sales of all accounts of an area, by brand and span; whole minor units. */
export function sumRecorded(market: Market, rows: Span, fall: Fall): Float64Array {
  const { accounts, sales, periodStart, brands } = market;
  const periods = periodStart.length;
  // [area × brand × period]
  const table = new Float64Array(market.areas.length * brands.length * periods);
  for (let i = 0; i < sales.count; i++) {
    const area = accounts.area[sales.account[i]];
    if (area >= 0)
      table[(area * brands.length + sales.brand[i]) * periods + sales.period[i]] += sales.amount[i];
  }
  const length = Int32Array.from(periodStart, start => periodEnd(start, market.period) - start + 1);
  return Float64Array.from({ length: rows.count }, (_, r) => {
    const from = (rows.area[r] * brands.length + rows.brand[r]) * periods;
    let sum = 0;
    for (let t = periodAt(periodStart, rows.start[r]); t < periods && periodStart[t] <= rows.last[r]; t++) {
      const days =
        Math.min(periodStart[t] + length[t] - 1, rows.last[r]) - Math.max(periodStart[t], rows.start[r]) + 1;
      const part =
        fall === "overlap" ? Math.max(0, days) / length[t] : periodStart[t] >= rows.start[r] ? 1 : 0;
      sum += part * table[from + t];
    }
    return Math.round(sum);
  });
}

/**
 * The lists that a market would have were its recorded accounts all there are: entries that name an account, and entries
 * without a name that lie next to an account of their type which the list does not name otherwise.
 */
export function closedSightings(market: Market): SightingColumns {
  const { sightings, accounts, types } = market;
  const taken = new Set<string>();
  const keep = new Uint8Array(sightings.count);
  for (let i = 0; i < sightings.count; i++) {
    if (sightings.account[i] < 0) continue;
    keep[i] = 1;
    taken.add(`${sightings.source[i]}|${sightings.account[i]}`);
  }
  const near = nearest(market);
  for (let i = 0; i < sightings.count; i++) {
    if (keep[i] === 1) continue;
    const type = sightings.type[i];
    const match = near(sightings.lat[i], sightings.lon[i], account => {
      const same = type === null || types[accounts.type[account]] === type;
      return same && !taken.has(`${sightings.source[i]}|${account}`);
    });
    if (match < 0) continue;
    keep[i] = 1;
    taken.add(`${sightings.source[i]}|${match}`);
  }
  return pickSightings(
    sightings,
    rowsWhere(sightings.count, i => keep[i] === 1),
  );
}

/** Finds the nearest placed account within reach that passes a test; -1 where there is none. */
function nearest({ accounts }: Market) {
  const step = 0.01;
  const boxes = new Map<string, number[]>();
  const box = (lat: number, lon: number) => `${Math.floor(lat / step)},${Math.floor(lon / step)}`;
  for (let i = 0; i < accounts.count; i++) {
    if (accounts.cell[i] < 0) continue;
    const key = box(accounts.lat[i], accounts.lon[i]);
    const list = boxes.get(key);
    if (list) list.push(i);
    else boxes.set(key, [i]);
  }
  return (lat: number, lon: number, test: (account: number) => boolean): number => {
    let best = -1;
    let distance = NEAR_KM;
    for (const dLat of [-step, 0, step]) {
      for (const dLon of [-step, 0, step]) {
        for (const i of boxes.get(box(lat + dLat, lon + dLon)) ?? []) {
          const km = kilometres(lat, lon, accounts.lat[i], accounts.lon[i]);
          if (km <= distance && test(i)) {
            best = i;
            distance = km;
          }
        }
      }
    }
    return best;
  };
}
