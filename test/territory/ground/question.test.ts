import { describe, expect, it } from "vitest";
import { groundWeights } from "../../../app/run/groundWeights.ts";
import { InputError } from "../../../core/errors.ts";
import type { Market } from "../../../data/market/market.ts";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";
import type { Demand } from "../../../territory/ground/demand.ts";
import { groundFrom } from "../../../territory/ground/ground.ts";
import { questionOf } from "../../../territory/ground/question.ts";

const { market } = plantedMarkets()
  .find(m => m.name === "gamma sizes")!
  .make(5);

/** Each account is worth a whole number of its own more than it bought; nothing is dark. */
function groundOf(of: Market) {
  const headroom = Float64Array.from({ length: of.accounts.count }, (_, i) => i % 7);
  const column = (name: string) => ({ name, type: "float64" as const, values: headroom });
  const wallets = {
    name: "wallet",
    rows: of.accounts.count,
    columns: ["headroom_expected", "headroom"].map(column),
  };
  const ground = groundFrom(of, groundWeights(of, { wallets, slots: null }));
  return { ...ground, districting: (demand: Demand) => questionOf(ground, demand) };
}
const ground = groundOf(market);
const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);
const by = ["area", "cell", "account"] as const;

describe("a question of a market", () => {
  it.each(by)("weighs the whole market by %s, and an answer goes back into a plan", kind => {
    const names = ["customers", "potential", "workload", "travel"] as const;
    const balances = names.map(name => ({ name }));
    const { districting, units, planOf } = ground.districting({ by: kind, balances });
    for (const [b, { weight, base, target }] of districting.balances.entries()) {
      const name = names[b]!;
      const all = total(ground.weights.accounts[name]);
      expect(total(weight) + total(base), name).toBeCloseTo(all, 6);
      expect(total(target), name).toBeCloseTo(all, 6);
    }
    expect(districting.start).toHaveLength(units.count);
    // All to the first territory but one unit, which the second one gets.
    const heavy = units.weights.customers.indexOf(Math.max(...units.weights.customers));
    const answer = new Int32Array(units.count);
    answer[heavy] = 1;
    const plan = planOf(answer);
    const inside = plan.territory.filter((_, i) => units.ofAccount[i]! >= 0);
    expect(new Set(inside)).toEqual(new Set([0, 1]));
    expect(plan.territory.filter((_, i) => units.ofAccount[i] === heavy).every(t => t === 1)).toBe(true);
    expect(ground.today.territory).not.toEqual(plan.territory);
  });

  it("keeps an account where a lock says, by name where areas are cut, as a unit where accounts are", () => {
    const account = market.accounts.area.findIndex(a => a >= 0);
    const id = market.accounts.ids[account]!;
    const lock = { kind: "account", id, territory: market.territories[2]!.id } as const;
    const areas = ground.districting({ by: "area", locks: [lock] });
    expect(areas.units.ofAccount[account]).toBe(-1);
    expect(areas.planOf(new Int32Array(areas.units.count)).territory[account]).toBe(2);
    const accounts = ground.districting({ by: "account", locks: [lock] });
    expect(accounts.districting.locked[accounts.units.ofAccount[account]!]).toBe(2);
    expect(accounts.districting.locked.filter(t => t >= 0)).toHaveLength(1);
    const rep = market.territories[1]!.repId!;
    const ofRep = ground.districting({ by: "area", locks: [{ kind: "rep", id: rep, territory: null }] });
    const { locked, start } = ofRep.districting;
    expect(locked).toEqual(start.map(t => (t === 1 ? 1 : -1)));
  });

  it("orders territories so that those that hold something stay, and names new ones", () => {
    const rep = market.territories.at(-1)!.repId!;
    const few = ground.districting({ territories: 1, locks: [{ kind: "rep", id: rep, territory: null }] });
    expect(few.territories.map(({ repId }) => repId)).toEqual([rep]);
    expect(few.closed).toHaveLength(market.territories.length - 1);
    expect(few.districting.start.filter(t => t === 0).length).toBeGreaterThan(0);
    const more = ground.districting({ territories: market.territories.length + 2 });
    expect(more.territories.slice(-2).map(({ id }) => id)).toEqual(["N1", "N2"]);
    expect(more.planOf(more.districting.start.fill(more.territories.length - 1)).territories).toHaveLength(
      market.territories.length + 2,
    );
  });

  it.each([
    [{ territories: 0 }, /territories: expected a whole number from 1, got 0/],
    [{ territories: 2.5 }, /got 2.5/],
    [{ maxDisruption: Number.NaN }, /max-disruption: expected a share from 0 to 1, got NaN/],
    [{ tolerance: -1 }, /tolerance: expected 0 or more, got -1/],
    [{ balances: [{ name: "customers", importance: 0 }] }, /importance: expected more than 0, got 0/],
    [
      { balances: [{ name: "prospects" }] },
      /tells nothing of prospects; expected an estimate of the dark side/,
    ],
    [
      { locks: [{ kind: "area", id: "nowhere", territory: null }] },
      /lock: expected an area of the market, got "nowhere"/,
    ],
    [{ locks: [{ kind: "cell", id: "x", territory: null }] }, /lock: expected an H3 cell/],
    [{ locks: [{ kind: "rep", id: "x", territory: null }] }, /a rep with a territory of the market, got "x"/],
    [
      { locks: [{ kind: "area", id: "x", territory: "T99" }] },
      /expected a territory of today's plan, got "T99"/,
    ],
  ] as [Demand, RegExp][])("of %o is refused with what to do", (demand, message) => {
    expect(() => ground.districting({ by: "area", ...demand })).toThrow(InputError);
    expect(() => ground.districting({ by: "area", ...demand })).toThrow(message);
  });

  it("says which locks contradict each other", () => {
    const area = market.areas[0]!;
    const [one, two] = market.territories;
    const locks = [one, two].map(t => ({ kind: "area" as const, id: area.id, territory: t!.id }));
    expect(() => ground.districting({ by: "area", locks })).toThrow(
      `locks contradict each other: "${area.name}" is locked into ${one!.id} and into ${two!.id}`,
    );
  });

  it("is asked of accounts and cells where there are no areas, and of none where nobody has a place", () => {
    const open = {
      ...market,
      areas: [],
      accounts: { ...market.accounts, area: market.accounts.area.map(() => -1) },
    };
    const bare = groundOf(open);
    expect(() => bare.districting({ by: "area" })).toThrow(/no areas/);
    for (const kind of ["cell", "account"] as const) {
      const { graph, count } = bare.units(kind).units;
      expect(count).toBeGreaterThan(10);
      expect(graph.start[count]).toBeGreaterThan(2 * count - 3);
    }
    const nowhere = groundOf({
      ...open,
      accounts: { ...open.accounts, cell: open.accounts.cell.map(() => -1) },
    });
    expect(() => nowhere.districting({ by: "account" })).toThrow(/no accounts with a place/);
  });
});
