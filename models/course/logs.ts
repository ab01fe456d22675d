import { type GroupHistory, marketTotal } from "./history.ts";

/**
 * A market's history in logs, taken apart so that what is common is learned once, from the most sales:
 *
 *   log O_b[t]  = volume[t] + share_b[t]               a brand b in the whole market
 *   log O_b[g,t] = log O_b[t] + place_g[t] + own_b[g,t]   in a group g, b the own brand or all rivals together
 *
 * volume: all brands; place: all brands' part of the group. All tables are [period × series].
 */
export interface Logs {
  readonly volume: Float64Array;
  /** Own brand first. */
  readonly share: Float64Array;
  readonly place: Float64Array;
  /** Own and rivals by turns for each group. */
  readonly side: Float64Array;
  /** What the floor under idle periods has added to the level of brands and of sides, in logs. */
  readonly lifted: { readonly share: Float64Array; readonly side: Float64Array };
}

/** Smallest amount that counts, as a share of the series' median, so that an idle week does not become −∞. */
const FLOOR = 0.2;

export function takeApart(history: GroupHistory, recent: number): Logs {
  const { groups, periods } = history;
  const rivals = history.byRival.length / periods;
  const brands = 1 + rivals;
  const brandAmounts = new Float64Array(periods * brands);
  const ownTotal = marketTotal(history.own, groups);
  for (let t = 0; t < periods; t++) {
    brandAmounts[t * brands] = ownTotal[t];
    for (let b = 0; b < rivals; b++) brandAmounts[t * brands + 1 + b] = history.byRival[t * rivals + b];
  }
  const sideAmounts = new Float64Array(periods * groups * 2);
  for (let at = 0; at < periods * groups; at++) {
    sideAmounts[2 * at] = history.own[at];
    sideAmounts[2 * at + 1] = history.rivals[at];
  }
  const totals = marketTotal(brandAmounts, brands);
  const volume = floored(totals, 1).map(Math.log);
  const brand = floored(brandAmounts, brands);
  const sides = [floored(ownTotal, 1), floored(marketTotal(history.rivals, groups), 1)];
  const groupAmounts = history.own.map((v, at) => v + history.rivals[at]);
  const place = floored(groupAmounts, groups).map((v, at) => Math.log(v) - volume[Math.floor(at / groups)]);
  const side = floored(sideAmounts, groups * 2);
  return {
    volume,
    share: brand.map((v, at) => Math.log(v) - volume[Math.floor(at / brands)]),
    place,
    side: side.map((v, at) => Math.log(v / sides[at % 2][Math.floor(at / (2 * groups))]) - place[at >> 1]),
    lifted: {
      share: lift(brand, brandAmounts, brands, recent),
      side: lift(side, sideAmounts, groups * 2, recent),
    },
  };
}

/** Raises small, zero or negative amounts of each column of a [period × column] table to the floor. */
export function floored(table: Float64Array, columns: number): Float64Array {
  const out = table.slice();
  const n = table.length / columns;
  for (let c = 0; c < columns; c++) {
    const column = Float64Array.from({ length: n }, (_, t) => table[t * columns + c]);
    const positive = column.filter(v => v > 0).sort();
    const floor = positive.length > 0 ? FLOOR * positive[positive.length >> 1] : 1;
    for (let t = 0; t < n; t++) out[t * columns + c] = Math.max(out[t * columns + c], floor);
  }
  return out;
}

/** Log of the sum with the floor over the sum as it was, of the last `recent` periods, by column. */
function lift(raised: Float64Array, table: Float64Array, columns: number, recent: number): Float64Array {
  const sum = { raised: new Float64Array(columns), table: new Float64Array(columns) };
  for (let at = Math.max(0, table.length - recent * columns); at < table.length; at++) {
    sum.raised[at % columns] += raised[at];
    sum.table[at % columns] += table[at];
  }
  // A column that sold nothing of late is as good as gone.
  return sum.raised.map((v, c) => Math.log(v / Math.max(sum.table[c], 1e-6 * v)));
}
