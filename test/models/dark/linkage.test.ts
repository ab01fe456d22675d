import { describe, expect, it } from "vitest";
import { chance } from "../../../core/chance.ts";
import { cellAt } from "../../../core/hexgrid.ts";
import type { Market, SightingColumns } from "../../../data/market/market.ts";
import { linkSightings } from "../../../models/dark/lists/linkage.ts";
import { alike } from "../../../models/dark/lists/names.ts";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";

const { market } = plantedMarkets()
  .find(m => m.name === "gamma sizes")!
  .make(5);
const nobody = () => false;

interface Entry {
  readonly source: string;
  readonly lat: number;
  readonly lon: number;
  readonly account?: number;
  readonly type: number;
  readonly name?: string;
}

function withEntries(entries: readonly Entry[]): Market {
  const sightings: SightingColumns = {
    count: entries.length,
    source: entries.map(e => e.source),
    ref: entries.map((_, i) => `${i}`),
    lat: Float64Array.from(entries, e => e.lat),
    lon: Float64Array.from(entries, e => e.lon),
    h3: BigUint64Array.from(entries, e => cellAt(e.lat, e.lon, market.resolution)),
    account: Int32Array.from(entries, e => e.account ?? -1),
    name: entries.map(e => e.name ?? null),
    type: entries.map(e => market.types[e.type] ?? null),
    attributes: {},
  };
  return { ...market, sightings };
}

/** Entries of known accounts, points off by `km`, and as many strangers a few km from everybody. */
function list(km: number, linked: number): { entries: Entry[]; strangers: number } {
  const c = chance(9, 9);
  const { accounts } = market;
  const known = Array.from({ length: accounts.count }, (_, i) => i).filter(i => i % 3 === 0);
  const entries = known.map((i, k): Entry => {
    const at = { lat: accounts.lat[i] + (km * c.normal()) / 111.195, lon: accounts.lon[i] };
    return { source: "list", ...at, type: accounts.type[i], ...(k < linked && { account: i }) };
  });
  const strangers = 150;
  for (let n = 0; n < strangers; n++) {
    const i = Math.floor(c.uniform() * accounts.count);
    entries.push({
      source: "list",
      lat: accounts.lat[i] + 0.02 + 0.01 * c.uniform(),
      lon: accounts.lon[i] + 0.02,
      type: accounts.type[i],
    });
  }
  return { entries, strangers };
}

describe("linking lists to known accounts", () => {
  it("takes ids as they are, and finds others by place and type", () => {
    const { entries, strangers } = list(0.02, 60);
    const linkage = linkSightings(withEntries(entries), nobody);
    const known = entries.length - strangers;
    expect(linkage.report.byId).toBe(60);
    expect(linkage.report.byId + linkage.report.byPlace).toBeGreaterThan(0.9 * known);
    expect(linkage.entries.length).toBeLessThan(1.3 * strangers);
    expect(linkage.report.errorRate).toBeLessThan(0.1);
  });

  it("learns how exact the points are where no entry names its account", () => {
    for (const km of [0.01, 0.06]) {
      const { report } = linkSightings(withEntries(list(km, 0).entries), nobody);
      // Points are off along the meridian alone: the Rayleigh spread is that over the root of two.
      expect(report.pointKm).toBeGreaterThan(0.4 * km);
      expect(report.pointKm).toBeLessThan(1.6 * km);
    }
  });

  it("counts a place that stands twice once, and one on two lists once with both marks", () => {
    const far = { lat: market.accounts.lat[0] + 0.5, lon: market.accounts.lon[0], type: 0 };
    const entries: Entry[] = [
      { source: "a", ...far, name: "Kısmet Market" },
      { source: "a", ...far, name: "KISMET MARKET" },
      { source: "b", ...far, name: "Kısmet" },
      { source: "b", lat: far.lat + 0.2, lon: far.lon, type: 0, name: "Umut" },
    ];
    const { entries: unknown } = linkSightings(withEntries(entries), nobody);
    expect(unknown.map(e => e.pattern).sort()).toEqual([2, 3]);
  });

  it("marks closed places on no list", () => {
    const i = 0;
    const { lat, lon } = { lat: market.accounts.lat[i], lon: market.accounts.lon[i] };
    const entry = { source: "a", lat, lon, type: market.accounts.type[i], account: i };
    const { pattern } = linkSightings(withEntries([entry]), account => account === i);
    expect(pattern[i]).toBe(0);
  });
});

describe("names", () => {
  it.each([
    ["Kısmet Market", "KISMET MARKET", 1],
    ["Şule Büfe", "sule bufe", 1],
    ["Umut Eczanesi", "Umut", 0.9],
    ["Umut", "Kısmet", 0],
  ])("%s and %s are alike by %d", (a, b, share) => {
    expect(alike(a, b)).toBeCloseTo(share, 6);
    expect(alike(b, a)).toBeCloseTo(share, 6);
  });
});
