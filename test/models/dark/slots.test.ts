import { describe, expect, it } from "vitest";
import { smallMarket } from "../smallMarket.ts";
import { fewDark } from "./fewDark.ts";

const market = smallMarket(1);
const { slots, posterior, amounts } = fewDark(market, { draws: 128 });
const { cells, active, draws } = slots;
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
/** Amount of the slots that a draw fills, by cell. */
const filled = (k: number, c: number) =>
  sum(slots.amount.subarray(cells.start[c], cells.start[c] + active[k * cells.count + c]));

describe("candidate slots of dark accounts", () => {
  it("keep the mean amount of every cell, to the cent", () => {
    for (let c = 0; c < cells.count; c++) {
      const cell = posterior.cells.h3.indexOf(cells.h3[c]);
      const told = sum(amounts.map(draw => sum(draw[cell]))) / draws;
      const kept = sum(Array.from({ length: draws }, (_, k) => filled(k, c))) / draws;
      expect(Math.abs(kept - told)).toBeLessThan(0.01);
    }
  });

  it("hold the accounts of a draw as far as they go, which is all of them in 99 draws of 100", () => {
    let [cut, told, held] = [0, 0, 0];
    for (let k = 0; k < draws; k++)
      for (let c = 0; c < cells.count; c++) {
        const cell = posterior.cells.h3.indexOf(cells.h3[c]);
        const number = posterior.accounts[k * posterior.cells.count + cell];
        const most = cells.start[c + 1] - cells.start[c];
        expect(active[k * cells.count + c]).toBe(Math.min(number, most));
        cut += +(number > most);
        told += number;
        held += Math.min(number, most);
      }
    expect(cut / (draws * cells.count)).toBeLessThanOrEqual(0.01);
    expect(held / told).toBeGreaterThan(0.995);
  });

  it("a cell where hardly ever somebody is has a slot, or nobody was told there", () => {
    const rare = posterior.cells.h3[4];
    const told = sum(amounts.map(draw => draw[4].length));
    expect([...cells.h3].includes(rare)).toBe(told > 0);
  });

  it("are like the accounts that they stand for, from the first ones on", () => {
    // The largest cell: shares of sleepers, and the first half of the slots against all of them.
    const own = slots.amount.subarray(0, cells.start[1]);
    expect(Math.abs(own.filter(a => a === 0).length / own.length - 0.2)).toBeLessThan(0.06);
    const half = own.subarray(0, own.length / 2);
    expect(Math.abs(sum(half) / half.length / (sum(own) / own.length) - 1)).toBeLessThan(0.5);
    expect(slots.type.every(t => t === 0)).toBe(true);
    expect(slots.territory.subarray(0, own.length).every(t => t === 0)).toBe(true);
    const aware = sum(slots.aware) / slots.count;
    expect(Math.abs(aware - 0.6)).toBeLessThan(3 * Math.sqrt(0.24 / slots.count));
  });

  it("follow from the estimate and the seed", () => {
    const again = fewDark(market, { draws: 128 }).slots;
    expect(again).toEqual(slots);
    const other = fewDark(market, { draws: 128, seed: 2 }).slots;
    expect(other.amount).not.toEqual(slots.amount);
  });
});
