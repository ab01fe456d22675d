import { describe, expect, it } from "vitest";
import { kilometres } from "../../core/greatCircle.ts";
import { spanEnd, spanStart } from "../../data/ingest/spans.ts";
import type { Market } from "../../data/market/market.ts";
import { chooseHidden, HIDE_BY } from "../../proof/hide/choose.ts";
import { openSites } from "../../proof/hide/sites.ts";
import { hideAccounts } from "../../proof/hide.ts";
import { plantedMarkets } from "../../proof/planted/plantedMarkets.ts";

/** The recorded accounts of a planted market stand for any market with totals, lists, visits and closed accounts. */
const market: Market = plantedMarkets()[5].make(7).market;
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);

function amount52(of: Market): number {
  const from = of.periodStart.length - 52;
  let total = 0;
  for (let i = 0; i < of.sales.count; i++) if (of.sales.period[i] >= from) total += of.sales.amount[i];
  return total;
}

describe.each(HIDE_BY)("hiding by %s", by => {
  const hidden = hideAccounts(market, { by, seed: 3 });

  it("hides three tenths of the open sites, with all that tells of them", () => {
    const open = openSites(market).length;
    expect(hidden.truth.count / open).toBeGreaterThan(0.26);
    expect(hidden.truth.count / open).toBeLessThan(0.34);
    const left = hidden.market;
    expect(left.accounts.count + hidden.truth.count).toBe(market.accounts.count);
    expect(left.accounts.siteIds.length).toBe(left.accounts.count);
    expect(left.hash).not.toBe(market.hash);
    for (const table of [left.sales, left.visits]) {
      expect(table.count).toBeGreaterThan(0);
      expect(table.account.every(i => i >= 0 && i < left.accounts.count)).toBe(true);
    }
    expect(Math.max(...left.sightings.account)).toBeLessThan(left.accounts.count);
  });

  it("loses no cent: what is left and the truth make up the whole", () => {
    expect(amount52(hidden.market) + sum(hidden.truth.amount52)).toBe(amount52(market));
  });

  it("leaves the cells of what is left, with their ids", () => {
    const { cells, accounts } = hidden.market;
    expect(new Set(accounts.cell).size).toBe(cells.count);
    const before = new Map(
      market.accounts.ids.map((id, i) => [id, market.cells.h3[market.accounts.cell[i]]]),
    );
    accounts.ids.forEach((id, i) => {
      expect(cells.h3[accounts.cell[i]]).toBe(before.get(id));
    });
  });

  it("is the same with the same seed, another with another", () => {
    const again = hideAccounts(market, { by, seed: 3 });
    expect(again.market.accounts.ids).toEqual(hidden.market.accounts.ids);
    const other = hideAccounts(market, { by, seed: 4 });
    expect(other.market.accounts.ids).not.toEqual(hidden.market.accounts.ids);
  });
});

describe("what is hidden", () => {
  it("small and far first: small and far ones mostly, but not all of them and not only they", () => {
    const sites = openSites(market);
    const chosen = new Set(chooseHidden(market, sites, "small-far", 0.3, 1));
    const mean = (pick: (s: number) => number, hidden: boolean) => {
      const of = sites.map((_, s) => s).filter(s => chosen.has(s) === hidden);
      return sum(of.map(pick)) / of.length;
    };
    const size = (s: number) => sites[s].yearly;
    const km = (s: number) => {
      const i = sites[s].account;
      const rep = market.reps[market.accounts.territory[i]];
      return kilometres(market.accounts.lat[i], market.accounts.lon[i], rep.lat ?? 0, rep.lon ?? 0);
    };
    expect(mean(size, true)).toBeLessThan(0.6 * mean(size, false));
    expect(mean(km, true)).toBeGreaterThan(1.3 * mean(km, false));
    const largestHidden = Math.max(...[...chosen].map(size));
    const middleKept = sites.map((_, s) => s).filter(s => !chosen.has(s) && size(s) < largestHidden);
    expect(middleKept.length).toBeGreaterThan(50);
  });

  it("area: an area is hidden whole or not at all", () => {
    const { truth, market: left } = hideAccounts(market, { by: "area", seed: 1 });
    const open = openSites(left).map(site => left.accounts.area[site.account]);
    const both = open.filter(area => truth.area.includes(area));
    expect(both).toEqual([]);
    expect(new Set(truth.area).size).toBeGreaterThan(2);
  });

  it("a site goes as a whole, under all of its numbers", () => {
    // Two neighbours become one place: the first one's number was given up for the second.
    const site = market.accounts.site.slice();
    for (let i = 0; i + 1 < 400; i += 2) site[i] = site[i + 1];
    const shared = { ...market, accounts: { ...market.accounts, site } };
    const { market: left, truth } = hideAccounts(shared, { by: "random", seed: 2 });
    const names = left.accounts.ids.map((id, i) => [id, left.accounts.siteIds[left.accounts.site[i]]]);
    const kept = new Set(names.map(([, name]) => name));
    for (let i = 0; i + 1 < 400; i += 2) {
      const name = market.accounts.siteIds[i + 1];
      const members = names.filter(([, n]) => n === name).length;
      expect([0, 2]).toContain(members);
    }
    expect(truth.count + kept.size).toBe(market.accounts.count - 200);
  });

  it("among those that bought in the last year, no hidden site is without sales", () => {
    const { truth } = hideAccounts(market, { by: "random", seed: 1, among: "buying" });
    expect(truth.amount52.every(a => a > 0)).toBe(true);
  });
});

describe("a closed world", () => {
  it("area totals become the sums of recorded sales, weeks split by their days", () => {
    const { market: left } = hideAccounts(market, { by: "random", seed: 1 });
    const { areaSales } = left;
    expect(areaSales.count).toBe(market.areaSales.count);
    const byDay = new Map<string, number>();
    for (let i = 0; i < market.sales.count; i++) {
      const area = market.accounts.area[market.sales.account[i]];
      for (let d = 0; d < 7; d++) {
        const month = spanStart(market.periodStart[market.sales.period[i]] + d, "month");
        const key = `${area} ${month} ${market.sales.brand[i]}`;
        byDay.set(key, (byDay.get(key) ?? 0) + market.sales.amount[i] / 7);
      }
    }
    for (let r = 0; r < areaSales.count; r += 17) {
      const key = `${areaSales.area[r]} ${areaSales.start[r]} ${areaSales.brand[r]}`;
      expect(Math.abs(areaSales.amount[r] - (byDay.get(key) ?? 0))).toBeLessThanOrEqual(0.51);
    }
  });

  it("lists lose what matches no recorded account, and name no hidden one", () => {
    const { market: left } = hideAccounts(market, { by: "random", seed: 1, withList: undefined });
    expect(left.sightings.count).toBeLessThan(0.9 * market.sightings.count);
    expect(left.sightings.count).toBeGreaterThan(0.4 * market.sightings.count);
    for (const source of new Set(left.sightings.source)) expect(market.sightings.source).toContain(source);
  });

  it("a panel that is added holds every sale of its whole months, by the week's Monday", () => {
    const bare = { ...market, areaSales: { ...market.areaSales, ...NO_TOTALS } };
    const { market: left } = hideAccounts(bare, { by: "area", seed: 1, withPanel: true });
    const first = market.periodStart[0];
    const end = market.periodStart[market.periodStart.length - 1] + 6;
    let inside = 0;
    for (let i = 0; i < market.sales.count; i++) {
      const day = market.periodStart[market.sales.period[i]];
      if (spanStart(day, "month") >= first && spanEnd(day, "month") <= end) inside += market.sales.amount[i];
    }
    expect(sum(left.areaSales.amount)).toBe(inside);
    expect(left.areaSales.start[0]).toBeGreaterThanOrEqual(first);
  });

  it("a list that is added holds two fifths of each type, known and hidden alike, without our numbers", () => {
    const { market: left, truth } = hideAccounts(
      { ...market, sightings: { ...market.sightings, ...NO_SIGHTINGS } },
      { by: "small-far", seed: 5, withList: { coverage: 0.4 } },
    );
    expect(left.sightings.account.every(i => i === -1)).toBe(true);
    const sites = openSites(market);
    market.types.forEach((type, t) => {
      const all = sites.filter(s => market.accounts.type[s.account] === t).length;
      const listed = left.sightings.type.filter(name => name === type).length;
      expect(listed).toBe(Math.round(0.4 * all));
    });
    const places = new Set(Array.from(left.sightings.lat, (lat, i) => `${lat} ${left.sightings.lon[i]}`));
    const found = Array.from(truth.lat, (lat, i) => places.has(`${lat} ${truth.lon[i]}`)).filter(
      Boolean,
    ).length;
    // 5 standard deviations of a binomial with chance 0.4.
    expect(Math.abs(found / truth.count - 0.4)).toBeLessThan(5 * Math.sqrt(0.24 / truth.count));
  });
});

describe("a list that is added to others", () => {
  it("stands beside them, sorted, with null for what it does not say; the types' own shares may differ", () => {
    // Known accounts and lists of this market say how many people work there.
    const { market: staffed } = plantedMarkets()[1].make(2);
    const { market: left } = hideAccounts(staffed, {
      by: "random",
      seed: 1,
      withList: { coverage: 0.5, typeSpread: 0.8, linked: 0.5, named: true },
    });
    const { source, ref, attributes, account, name } = left.sightings;
    const keys = source.map((s, i) => `${s} ${ref[i]}`);
    expect(keys).toEqual(keys.toSorted());
    expect(new Set(source)).toEqual(new Set([...staffed.sightings.source, "second list"]));
    const added = source.flatMap((s, i) => (s === "second list" ? [i] : []));
    expect(attributes.staff.values).toHaveLength(left.sightings.count);
    expect(added.every(i => Number.isNaN(attributes.staff.values[i]))).toBe(true);
    expect(source.every((s, i) => s === "second list" || Number(attributes.staff.values[i]) > 0)).toBe(true);
    const linked = added.filter(i => account[i] >= 0);
    expect(linked.length / added.length).toBeGreaterThan(0.25);
    expect(linked.length / added.length).toBeLessThan(0.45);
    for (const i of linked) expect(name[i]).toBe(left.accounts.names[account[i]]);
    const rates = staffed.types.map((type, t) => {
      const all = openSites(staffed).filter(s => staffed.accounts.type[s.account] === t).length;
      return added.filter(i => left.sightings.type[i] === type).length / all;
    });
    expect(Math.max(...rates) - Math.min(...rates)).toBeGreaterThan(0.1);
  });
});

const NO_TOTALS = {
  count: 0,
  area: new Int32Array(0),
  areaIds: [],
  start: new Int32Array(0),
  last: new Int32Array(0),
  span: [],
  brand: new Int32Array(0),
  source: new Int32Array(0),
  amount: new Float64Array(0),
};

const NO_SIGHTINGS = {
  count: 0,
  source: [],
  ref: [],
  lat: new Float64Array(0),
  lon: new Float64Array(0),
  h3: new BigUint64Array(0),
  account: new Int32Array(0),
  name: [],
  type: [],
  attributes: {},
};
