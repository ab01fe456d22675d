import type { Market } from "../data/market.ts";

/**
 * The market as it was known at the end of its first `periods` periods: later sales, visits and calendar entries
 * are gone, and so are accounts that had neither opened nor bought by then.
 */
export function truncateMarket(market: Market, periods: number): Market {
  const { accounts } = market;
  const periodStart = market.periodStart.slice(0, periods);
  const end = periods < market.periodStart.length ? market.periodStart[periods] : Number.POSITIVE_INFINITY;
  const sold = new Uint8Array(accounts.count);
  for (let i = 0; i < market.sales.count; i++) {
    if (market.sales.period[i] < periods) sold[market.sales.account[i]] = 1;
  }
  const kept: number[] = [];
  for (let i = 0; i < accounts.count; i++) if (sold[i] || accounts.opened[i] < end) kept.push(i);
  const place = new Int32Array(accounts.count).fill(-1);
  kept.forEach((i, k) => {
    place[i] = k;
  });
  const rows = (table: { count: number; account: Int32Array; period: Int32Array }): Int32Array => {
    const chosen: number[] = [];
    for (let i = 0; i < table.count; i++) {
      if (table.period[i] < periods && place[table.account[i]] >= 0) chosen.push(i);
    }
    return Int32Array.from(chosen);
  };
  const sales = rows(market.sales);
  const visits = rows(market.visits);
  return {
    ...market,
    hash: `${market.hash}@${periods}`,
    periodStart,
    accounts: {
      ...accounts,
      count: kept.length,
      ids: kept.map(i => accounts.ids[i]),
      names: kept.map(i => accounts.names[i]),
      site: Int32Array.from(kept, i => accounts.site[i]),
      cell: Int32Array.from(kept, i => accounts.cell[i]),
      type: Int32Array.from(kept, i => accounts.type[i]),
      area: Int32Array.from(kept, i => accounts.area[i]),
      territory: Int32Array.from(kept, i => accounts.territory[i]),
      lat: Float64Array.from(kept, i => accounts.lat[i]),
      lon: Float64Array.from(kept, i => accounts.lon[i]),
      opened: Float64Array.from(kept, i => accounts.opened[i]),
      closed: Float64Array.from(kept, i => (accounts.closed[i] < end ? accounts.closed[i] : Number.NaN)),
      influence: Float64Array.from(kept, i => accounts.influence[i]),
    },
    sales: {
      count: sales.length,
      account: sales.map(i => place[market.sales.account[i]]),
      period: sales.map(i => market.sales.period[i]),
      brand: Uint8Array.from(sales, i => market.sales.brand[i]),
      amount: Float64Array.from(sales, i => market.sales.amount[i]),
    },
    visits: {
      count: visits.length,
      account: visits.map(i => place[market.visits.account[i]]),
      period: visits.map(i => market.visits.period[i]),
      rep: visits.map(i => market.visits.rep[i]),
      hourOfWeek: Int16Array.from(visits, i => market.visits.hourOfWeek[i]),
    },
    calendar: market.calendar.filter(entry => entry.start < end),
  };
}
