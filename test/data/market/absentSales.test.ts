import { describe, expect, it } from "vitest";
import { type AbsentSales, absentPeriods, absentSales } from "../../../data/market/absentSales.ts";
import type { CalendarEntry, Market } from "../../../data/market/market.ts";
import { keepSales } from "../../models/keepSales.ts";
import { smallMarket, WEEKS } from "../../models/smallMarket.ts";

const market = smallMarket(3);
const groupOf = market.accounts.territory;
const GROUPS = 3;

const absentOf = (of: Market) => absentSales(of, groupOf, GROUPS);
const weeks = (column: Uint8Array, group: number) =>
  Array.from({ length: WEEKS }, (_, t) => t).filter(t => column[t * GROUPS + group] === 1);
const none = ({ own, rivals }: AbsentSales) => !own.includes(1) && !rivals.includes(1);
const closure = (week: number, weeks: number): CalendarEntry => ({
  name: "closed",
  start: market.periodStart[week],
  end: market.periodStart[week] + 7 * weeks - 1,
  kind: "closure",
  brand: -1,
  area: -1,
  depth: null,
});

describe("absent sales", () => {
  it("are weeks that nobody's rows tell of, for every group and side", () => {
    expect(none(absentOf(market))).toBe(true);
    const cut = keepSales(market, i => market.sales.period[i] < 60 || market.sales.period[i] >= 64);
    const { own, rivals } = absentOf(cut);
    for (let g = 0; g < GROUPS; g++) {
      expect(weeks(own, g)).toEqual([60, 61, 62, 63]);
      expect(weeks(rivals, g)).toEqual([60, 61, 62, 63]);
    }
    expect([...absentPeriods(cut).keys()].filter(t => absentPeriods(cut)[t] === 1)).toEqual([60, 61, 62, 63]);
  });

  it("may be of one side or of one group", () => {
    const late = keepSales(market, i => market.sales.brand[i] === 0 || market.sales.period[i] >= 30);
    expect(weeks(absentOf(late).rivals, 1)).toEqual(Array.from({ length: 30 }, (_, t) => t));
    expect(absentOf(late).own).not.toContain(1);
    const hole = (i: number) => market.sales.period[i] >= 80 && market.sales.period[i] < 83;
    const one = keepSales(market, i => !hole(i) || groupOf[market.sales.account[i]] !== 1);
    expect(weeks(absentOf(one).rivals, 1)).toEqual([80, 81, 82]);
    expect(weeks(absentOf(one).rivals, 0)).toEqual([]);
    expect(absentPeriods(one)).not.toContain(1);
  });

  it("are not weeks in which nothing was sold: rare orders, yearly rests, closures, the end of a group", () => {
    const rare = keepSales(market, i => market.sales.account[i] === 4 && market.sales.brand[i] === 0);
    expect(none(absentOf(rare))).toBe(true);
    const rest = keepSales(market, i => ![20, 21, 72, 73, 124, 125].includes(market.sales.period[i]));
    expect(none(absentOf(rest))).toBe(true);
    const shut = keepSales(market, i => ![40, 41].includes(market.sales.period[i]));
    expect(none(absentOf({ ...shut, calendar: [closure(40, 2)] }))).toBe(true);
    expect(none(absentOf({ ...shut, calendar: [closure(50, 2)] }))).toBe(false);
    const gone = keepSales(
      market,
      i => groupOf[market.sales.account[i]] !== 1 || market.sales.period[i] < 120,
    );
    expect(none(absentOf(gone))).toBe(true);
  });
});
