import { describe, expect, it } from "vitest";
import { corrected } from "../../../models/dark/draw/correction.ts";
import { sumDraws } from "../../../models/dark/draw/posterior.ts";
import { estimateWithSlots } from "../../../models/dark/slots.ts";
import { withEvidence } from "../../../proof/evidence.ts";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";

const { market } = plantedMarkets()
  .find(m => m.name === "heavy tail")!
  .make(4);
const seen = withEvidence(market, "list");
const laws = { accounts: { shift: 0.2, sd: 0.3 }, amount: { shift: -0.1, sd: 0.2 } };
const { posterior, estimated, slots } = estimateWithSlots(seen, { seed: 1, draws: 100, effort: 0.05, laws });
const { draws, patches } = posterior;
const everything = new Int32Array(patches.count);
const totals = (column: Int32Array | Float64Array) => sumDraws(column, draws, everything, 1);
const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
const logs = (after: Float64Array, before: Float64Array) => after.map((v, k) => Math.log(v / before[k]));
const sd = (values: Float64Array) => Math.sqrt(mean(values.map(v => (v - mean(values)) ** 2)));

describe("a posterior that holds what its track record shows", () => {
  it("has draws times a log-normal factor each, of accounts and of amounts together", () => {
    const accounts = logs(totals(posterior.accounts), totals(estimated.accounts));
    const amounts = logs(totals(posterior.amount), totals(estimated.amount));
    expect(mean(accounts)).toBeCloseTo(-0.2, 1);
    expect(sd(accounts)).toBeCloseTo(0.3, 1);
    expect(mean(amounts)).toBeCloseTo(0.1, 9);
    expect(sd(amounts)).toBeCloseTo(0.2, 2);
    // The same luck for both: where a draw has fewer accounts it has less than others.
    const centred = accounts.map((v, k) => (v - mean(accounts)) * (amounts[k] - mean(amounts)));
    expect(mean(centred) / sd(accounts) / sd(amounts)).toBeGreaterThan(0.98);
  });

  it("keeps counts whole, the unaware a part of them, and own sales a part of the amounts", () => {
    expect(posterior.unaware.every((n, i) => n >= 0 && n <= posterior.accounts[i])).toBe(true);
    expect(posterior.own.every((v, i) => v <= posterior.amount[i] * (1 + 1e-12))).toBe(true);
    const share = (of: typeof posterior) => {
      const all = totals(of.accounts);
      return mean(totals(of.unaware).map((n, k) => n / all[k]));
    };
    expect(share(posterior)).toBeCloseTo(share(estimated), 2);
  });

  it("gives the simulator as many accounts, draw by draw, and what they buy on average", () => {
    let bought = 0;
    const active = new Float64Array(draws);
    for (let k = 0; k < draws; k++)
      for (let c = 0; c < slots.cells.count; c++) {
        const n = slots.active[k * slots.cells.count + c];
        active[k] += n;
        for (let j = 0; j < n; j++) bought += slots.amount[slots.cells.start[c] + j] / draws;
      }
    const shown = totals(posterior.accounts);
    // Rare crowds of a cell are cut off: in the draws with most accounts.
    active.forEach((n, k) => {
      expect(n).toBeLessThanOrEqual(shown[k]);
      expect(n / shown[k]).toBeGreaterThan(0.85);
    });
    expect(mean(active) / mean(shown)).toBeGreaterThan(0.98);
    expect(bought / mean(totals(posterior.amount))).toBeCloseTo(1, 6);
  });

  it("is the same bits for the same seed, and the estimate itself without laws", () => {
    const same = (a: typeof posterior, b: typeof posterior) =>
      a.accounts.every((n, i) => n === b.accounts[i]) && a.amount.every((v, i) => v === b.amount[i]);
    expect(same(corrected(estimated, laws, 1).posterior, posterior)).toBe(true);
    expect(same(corrected(estimated, laws, 2).posterior, posterior)).toBe(false);
    const none = corrected(estimated, { accounts: null, amount: null }, 1);
    expect(same(none.posterior, estimated)).toBe(true);
    expect(none.amountFactor).toBe(1);
  });
});
