import { describe, expect, it } from "vitest";
import { kilometres } from "../../core/greatCircle.ts";
import { withEvidence } from "../../proof/evidence.ts";
import { type Planted, plantedMarkets } from "../../proof/planted/plantedMarkets.ts";
import { random } from "../../proof/planted/random.ts";

const makers = plantedMarkets();
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);

describe("random numbers of planting", () => {
  const r = random(3, "moments");
  const n = 40_000;
  const moments = (draw: () => number) => {
    const values = Array.from({ length: n }, draw);
    const mean = sum(values) / n;
    return { mean, variance: sum(values.map(v => (v - mean) ** 2)) / n };
  };

  it.each([
    ["uniform", () => r.uniform(), 0.5, 1 / 12],
    ["normal", () => r.normal(), 0, 1],
    ["gamma 0.4", () => r.gamma(0.4), 0.4, 0.4],
    ["gamma 3.3", () => r.gamma(3.3), 3.3, 3.3],
    ["Poisson 0.3", () => r.poisson(0.3), 0.3, 0.3],
    ["Poisson 90", () => r.poisson(90), 90, 90],
  ] as const)("%s has its mean and variance", (_, draw, mean, variance) => {
    const got = moments(draw);
    expect(Math.abs(got.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / n));
    expect(Math.abs(got.variance / variance - 1)).toBeLessThan(0.08);
  });

  it("another purpose is another stream", () => {
    expect(random(3, "a").uniform()).not.toBe(random(3, "b").uniform());
    expect(random(3, "a").uniform()).toBe(random(3, "a").uniform());
  });
});

describe.each(makers.map(m => [m.name, m] as const))("planted market %s", (_, maker) => {
  const planted: Planted = maker.make(11);
  const { market, truth } = planted;

  it("has between 1,500 and 6,000 accounts, of which 40% to 80% are known", () => {
    const all = market.accounts.count + truth.count;
    expect(all).toBeGreaterThan(1400);
    expect(all).toBeLessThan(6000);
    expect(market.accounts.count / all).toBeGreaterThan(0.4);
    expect(market.accounts.count / all).toBeLessThan(0.85);
    expect(truth.aware?.some(a => a === 1)).toBe(true);
    expect(truth.aware?.some(a => a === 0)).toBe(true);
  });

  it("hides the small ones: dark accounts are smaller than known ones", () => {
    const dark = sum(truth.amount52) / truth.count;
    const from = market.periodStart.length - 52;
    let known = 0;
    for (let i = 0; i < market.sales.count; i++)
      if (market.sales.period[i] >= from) known += market.sales.amount[i];
    expect(dark).toBeLessThan(0.8 * (known / market.accounts.count));
    expect(dark).toBeGreaterThan(0);
  });

  it("its areas tile the plane and hold their accounts", () => {
    const ids = new Set(market.areas.map(a => a.id));
    expect(ids.size).toBe(market.areas.length);
    for (let i = 0; i < market.accounts.count; i += 97) {
      const ring = market.areas[market.accounts.area[i]].geometry.coordinates[0] as [number, number][];
      const lons = ring.map(([lon]) => lon);
      const lats = ring.map(([, lat]) => lat);
      expect(market.accounts.lon[i]).toBeGreaterThanOrEqual(Math.min(...lons));
      expect(market.accounts.lon[i]).toBeLessThanOrEqual(Math.max(...lons));
      expect(market.accounts.lat[i]).toBeGreaterThanOrEqual(Math.min(...lats));
      expect(market.accounts.lat[i]).toBeLessThanOrEqual(Math.max(...lats));
    }
  });

  it("has totals of areas and months that known sales alone do not reach", () => {
    const { areaSales } = market;
    const covered = new Set(areaSales.area);
    const first = Math.min(...areaSales.start);
    const last = Math.max(...areaSales.last);
    let known = 0;
    for (let i = 0; i < market.sales.count; i++) {
      const day = market.periodStart[market.sales.period[i]];
      if (covered.has(market.accounts.area[market.sales.account[i]]) && day >= first && day <= last)
        known += market.sales.amount[i];
    }
    expect(sum(areaSales.amount)).toBeGreaterThan(1.1 * known);
    expect(sum(areaSales.amount)).toBeLessThan(2.5 * known);
  });

  it("has lists whose numbers name accounts that lie where the list says, for the most part", () => {
    const { sightings, accounts } = market;
    const linked = Array.from(sightings.account, (a, i) => [a, i]).filter(([a]) => a >= 0);
    const far = linked.filter(
      ([a, i]) => kilometres(accounts.lat[a], accounts.lon[a], sightings.lat[i], sightings.lon[i]) > 1.5,
    );
    expect(far.length).toBeLessThanOrEqual(0.08 * linked.length);
    expect(sightings.count).toBeGreaterThan(0.3 * accounts.count);
  });

  it("can be stripped of its evidence", () => {
    const bare = withEvidence(market, "none");
    expect(bare.areaSales.count + bare.sightings.count).toBe(0);
    expect(withEvidence(market, "panel").sightings.count).toBe(0);
    expect(withEvidence(market, "list").sightings.count).toBe(market.sightings.count);
    expect(withEvidence(market, "list").hash).not.toBe(market.hash);
  });
});

describe("planting", () => {
  it("gives the same market for the same seed, another for another", () => {
    const [a, b, c] = [5, 5, 6].map(seed => makers[5].make(seed));
    expect(a.market.sales).toEqual(b.market.sales);
    expect(a.truth).toEqual(b.truth);
    expect(c.market.accounts.count).not.toBe(a.market.accounts.count);
  });
});
