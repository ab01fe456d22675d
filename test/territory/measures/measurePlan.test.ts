import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groundWeights } from "../../../app/run/groundWeights.ts";
import type { Market } from "../../../data/market/market.ts";
import type { DarkSlots } from "../../../models/dark/slots.ts";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";
import { groundFrom } from "../../../territory/ground/ground.ts";
import { balance, ratio } from "../../../territory/measures/balance.ts";
import { MEASURES, type MeasureName } from "../../../territory/measures/list.ts";
import { measurePlan, type PlanMeasures } from "../../../territory/measures/measurePlan.ts";

const { market } = plantedMarkets()
  .find(m => m.name === "gamma sizes")!
  .make(5);

/** Two dark accounts at each of the market's cells in draws of even number, worth 100 each; one in the others. */
const slots: DarkSlots = {
  situation: "none",
  draws: 4,
  cells: {
    ...market.cells,
    start: Int32Array.from({ length: market.cells.count + 1 }, (_, c) => 2 * c),
  },
  active: Int32Array.from({ length: 4 * market.cells.count }, (_, at) =>
    Math.floor(at / market.cells.count) % 2 === 0 ? 2 : 1,
  ),
  count: 2 * market.cells.count,
  type: new Int32Array(2 * market.cells.count),
  typeGroup: new Int32Array(2 * market.cells.count),
  area: Int32Array.from({ length: 2 * market.cells.count }, (_, s) => market.cells.area[s >> 1]!),
  territory: new Int32Array(2 * market.cells.count),
  amount: new Float64Array(2 * market.cells.count).fill(100),
  aware: new Uint8Array(2 * market.cells.count),
};

function groundOf(of: Market) {
  const values = new Float64Array(of.accounts.count).fill(2);
  const columns = ["headroom_expected", "headroom"].map(name => ({ name, type: "float64" as const, values }));
  const wallets = { name: "wallet", rows: of.accounts.count, columns };
  return groundFrom(of, groundWeights(of, { wallets, slots }));
}
const ground = groundOf(market);
const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);
const { accounts, dark } = ground.weights;
const { territories, areas } = market;

const SUMS = ["workload", "potential", "amount", "customers", "prospects", "contacts"] as const;

/** Compares in the order of the first plan's territories. */
function same(a: PlanMeasures, b: PlanMeasures, order = territories.map((_, t) => t)): void {
  for (const { name, of } of MEASURES) {
    const [one, other] = [a.figures[name], b.figures[name]];
    expect(other.plan, name).toBeCloseTo(one.plan, 6);
    if (of === "plan") continue;
    order.forEach((to, t) => {
      expect(other.territories[to], `${name} ${t}`).toBeCloseTo(one.territories[t]!, 6);
    });
  }
}

describe("measures of a plan", () => {
  const today = measurePlan(ground, ground.today);

  it("are all there, for each territory and the plan", () => {
    expect(Object.keys(today.figures).sort()).toEqual(MEASURES.map(({ name }) => name as string).sort());
    for (const { name, of } of MEASURES) {
      expect(today.figures[name].territories, name).toHaveLength(territories.length);
      expect(today.figures[name].plan, name).not.toBeNaN();
      expect(today.figures[name].territories.every(Number.isNaN), name).toBe(of === "plan");
    }
  });

  it("add up to the market over territories, whatever is moved, and do not depend on the order of moves", () => {
    const all: Record<(typeof SUMS)[number], number> = {
      workload: total(accounts.workload),
      potential: total(accounts.potential) + total(dark.potential),
      amount: total(accounts.amount),
      customers: total(accounts.customers),
      prospects: total(dark.prospects),
      contacts: total(accounts.contacts),
    };
    const nobodys = (name: (typeof SUMS)[number], of: PlanMeasures) =>
      all[name] - total(of.figures[name].territories);
    const move = fc.record({
      area: fc.nat(areas.length - 1),
      to: fc.nat(territories.length - 1),
    });
    fc.assert(
      fc.property(fc.uniqueArray(move, { selector: ({ area }) => area, maxLength: 6 }), moves => {
        const apply = (list: typeof moves) =>
          list.reduce(
            (plan, { area, to }) => plan.moveArea(areas[area]!.id, territories[to]!.id),
            ground.today,
          );
        const measured = measurePlan(ground, apply(moves));
        for (const name of SUMS) {
          // Only those whom today's plan gives to nobody can be missing, and areas may take them in.
          expect(Math.abs(nobodys(name, measured)), name).toBeLessThanOrEqual(
            Math.abs(nobodys(name, today)) + 1e-6,
          );
          expect(measured.figures[name].plan, name).toBeCloseTo(total(measured.figures[name].territories), 6);
        }
        same(measured, measurePlan(ground, apply(moves.toReversed())));
      }),
      { numRuns: 12, seed: 1 },
    );
  });

  it("do not depend on the order of territories", () => {
    const index = (t: number) => (t < 0 ? -1 : territories.length - 1 - t);
    const turned = groundOf({
      ...market,
      territories: territories.toReversed(),
      accounts: {
        ...market.accounts,
        territory: market.accounts.territory.map(index),
        ownTerritory: market.accounts.ownTerritory.map(index),
        namedTerritory: market.accounts.namedTerritory.map(index),
      },
      plan: {
        ...market.plan,
        areas: market.plan.areas.map(index),
        cells: market.plan.cells.map(row => ({ ...row, territory: index(row.territory) })),
      },
    });
    same(
      today,
      measurePlan(turned, turned.today),
      territories.map((_, t) => index(t)),
    );
  });

  it("have the interval of joint draws: here of two accounts or one in each cell", () => {
    const { prospects, potential } = today.figures;
    const cells = prospects.plan / 1.5;
    expect(cells).toBeCloseTo(Math.round(cells), 9);
    expect([prospects.interval!.p05.plan, prospects.interval!.p95.plan]).toEqual([cells, 2 * cells]);
    const known = potential.plan - 150 * cells;
    expect(potential.interval!.p95.plan).toBeCloseTo(known + 200 * cells, 6);
    expect(potential.interval!.p05.territories[0]).toBeLessThan(potential.territories[0]!);
  });

  it("count what changes hands by amount and sites, and nothing when it goes back", () => {
    const area = areas.findIndex((_, a) =>
      market.accounts.area.some((of, i) => of === a && ground.today.territory[i] === 0),
    );
    const inside = [...market.accounts.area.keys()].filter(
      i =>
        market.accounts.area[i] === area &&
        ground.today.territory[i]! >= 0 &&
        ground.today.territory[i] !== 1,
    );
    const plan = ground.today.moveArea(areas[area]!.id, territories[1]!.id);
    const { moved_accounts, moved_amount, moved_share } = measurePlan(ground, plan).figures;
    expect(moved_accounts.plan).toBe(total(inside.map(i => accounts.customers[i]!)));
    expect(moved_amount.territories[1]).toBeCloseTo(
      total(inside.map(i => Math.max(0, accounts.amount[i]!))),
      6,
    );
    expect(moved_amount.plan).toBe(moved_amount.territories[1]);
    expect(moved_share.plan).toBeGreaterThan(0);
    const back = plan.moveArea(areas[area]!.id, territories[0]!.id);
    expect(measurePlan(ground, back).figures.moved_amount.plan).toBe(0);
  });

  it("let a new territory keep the rep who holds most of it, and no rep have two", () => {
    const rows = (t: number, to: string) =>
      areas.flatMap(({ id }, a) =>
        market.plan.areas[a] === t ? [{ account: null, cell: null, area: id, territory: to }] : [],
      );
    const [one, two] = ["N1", "N2"].map(id => ({ id, name: id, repId: null }));
    const renamed = ground.today.withTerritory(one!, two!).move([...rows(0, "N1"), ...rows(1, "N2")]);
    const { moved_amount, vacant } = measurePlan(ground, renamed).figures;
    expect(moved_amount.plan).toBe(0);
    expect(vacant.territories.slice(-2)).toEqual(Float64Array.of(1, 1));
    // Both halves of one territory: one of them goes to somebody else, or stays without a rep.
    const [first, ...others] = rows(0, "N1");
    const halves = ground.today
      .withTerritory(one!, two!)
      .move([first!, ...others.map(row => ({ ...row, territory: "N2" }))]);
    expect(measurePlan(ground, halves).figures.moved_amount.plan).toBeGreaterThan(0);
  });

  it("know who is there: capacity, part-time posts, vacant territories, homes", () => {
    const [first, second, ...rest] = market.reps;
    const away = { lat: -first!.lat!, lon: first!.lon };
    const staffed = groundOf({
      ...market,
      reps: [{ ...first!, ...away, weeklyCalls: 30 }, { ...second!, weeklyCalls: null, lat: null }, ...rest],
      territories: territories.map(t => (t.id === territories[2]!.id ? { ...t, repId: null } : t)),
    });
    const { capacity_use, vacant, coverage, home_inside, home_km, contacts } = measurePlan(
      staffed,
      staffed.today,
    ).figures;
    const at = (rep: string) => territories.findIndex(({ repId }) => repId === rep);
    expect(capacity_use.territories[at(first!.id)]).toBeCloseTo(contacts.territories[at(first!.id)]! / 30, 9);
    expect(capacity_use.territories[at(second!.id)]).toBeNaN();
    expect([...vacant.territories]).toEqual(territories.map((_, t) => (t === 2 ? 1 : 0)));
    const held = today.figures.customers.territories;
    expect(coverage.plan).toBeCloseTo((total(held) - held[2]!) / total(accounts.customers), 9);
    expect(home_inside.territories[at(first!.id)]).toBe(0);
    expect(home_km.territories[at(first!.id)]).toBeGreaterThan(1000);
    expect(home_inside.territories[at(second!.id)]).toBeNaN();
  });
});

describe("balance", () => {
  const of = (...values: number[]) =>
    balance(
      { territories: Float64Array.from(values), plan: 0 },
      values.map(v => v < 0),
    );

  it("is each one's part of an even share, its variation, and the largest over the smallest", () => {
    expect([...of(1, 3).territories]).toEqual([0.5, 1.5]);
    expect(of(1, 3).plan).toBeCloseTo(0.5, 12);
    expect(ratio(of(1, 3)).plan).toBe(3);
    expect(of(2, 2, 2).plan).toBe(0);
    expect(ratio(of(0, 3)).plan).toBe(Number.POSITIVE_INFINITY);
  });

  it("leaves closed territories out, and says nothing of nothing", () => {
    expect([...of(1, -1, 3).territories]).toEqual([0.5, Number.NaN, 1.5]);
    expect(ratio(of(1, -1, 3)).plan).toBe(3);
    for (const nothing of [of(), of(0, 0), of(Number.NaN, Number.NaN)])
      expect([nothing.plan, ratio(nothing).plan]).toEqual([Number.NaN, Number.NaN]);
  });
});

const NAMES: readonly MeasureName[] = MEASURES.map(({ name }) => name);
it("have names of their own", () => {
  expect(new Set(NAMES).size).toBe(NAMES.length);
});
