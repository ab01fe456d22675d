import { describe, expect, it } from "vitest";
import { chance } from "../../../core/chance.ts";
import type { Market } from "../../../data/market/market.ts";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";
import { callsOf } from "../../../territory/units/calls.ts";

const { market } = plantedMarkets()
  .find(m => m.name === "gamma sizes")!
  .make(5);
const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

/** A market whose accounts lie at random in a square and are called on once a week each. */
function scattered(count: number, degrees: number): Market {
  const luck = chance(7, 1);
  const at = () => Float64Array.from({ length: count }, () => degrees * luck.uniform());
  const account = Int32Array.from({ length: 52 * count }, (_, v) => Math.floor(v / 52));
  return {
    period: "week",
    periodStart: Int32Array.from({ length: 52 }, (_, p) => 4 + 7 * p),
    reps: [{ id: "R", lat: degrees / 2, lon: degrees / 2 }],
    territories: [{ id: "T", name: "T", repId: "R" }],
    cells: { lat: [], lon: [] },
    accounts: { count, lat: at(), lon: at(), cell: new Int32Array(count), territory: new Int32Array(count) },
    visits: {
      count: account.length,
      account,
      period: account.map((_, v) => v % 52),
      channel: account.map(() => 0),
      minutes: Float64Array.from(account, () => 30),
    },
  } as unknown as Market;
}

describe("calls of accounts", () => {
  it("take the time on site that is told, else the mean of the others, and their share of travel", () => {
    const { contacts, calls, travel, legs, workload } = callsOf(market);
    const { visits, accounts, periodStart } = market;
    const recent = [...visits.account.keys()].filter(v => visits.period[v]! >= periodStart.length - 52);
    const told = visits.minutes.filter(minutes => minutes > 0);
    const usual = told.length > 0 ? total(told) / told.length : 20;
    const onSite = new Float64Array(accounts.count);
    for (const v of recent)
      onSite[visits.account[v]!]! += (visits.minutes[v]! > 0 ? visits.minutes[v]! : usual) / 60 / 52;
    onSite.forEach((hours, i) => {
      expect(workload[i]! - travel[i]! / 60).toBeCloseTo(hours, 9);
      expect(travel[i]).toBeGreaterThanOrEqual(legs[i]!);
      expect(contacts[i]).toBeGreaterThanOrEqual(calls[i]!);
    });
    expect(total(contacts)).toBeCloseTo(recent.length / 52, 9);
  });

  it("lie a tour's leg apart: 0.7124·√(n·A) in all (Beardwood, Halton and Hammersley 1959)", () => {
    const [count, degrees] = [3000, 0.5];
    const { legs } = callsOf(scattered(count, degrees), { detour: 1, kmh: 60 });
    const side = (degrees * 2 * Math.PI * 6371.0088) / 360;
    expect(total(legs) / (0.7124 * Math.sqrt(count) * side)).toBeGreaterThan(0.93);
    expect(total(legs) / (0.7124 * Math.sqrt(count) * side)).toBeLessThan(1.07);
  });

  it("are not known where nobody visits, and none where an account is not visited or has no place", () => {
    const quiet = callsOf({ ...market, visits: { ...market.visits, count: 0 } });
    for (const column of Object.values(quiet)) expect(column.every(Number.isNaN)).toBe(true);
    const { accounts } = market;
    const nowhere = new Float64Array(accounts.count).fill(Number.NaN);
    const unplaced = { ...accounts, lat: nowhere, lon: nowhere, cell: accounts.cell.map(() => -1) };
    const { travel, workload } = callsOf({ ...market, accounts: unplaced });
    expect(total(travel)).toBe(0);
    expect(total(workload)).toBeGreaterThan(1);
  });
});
