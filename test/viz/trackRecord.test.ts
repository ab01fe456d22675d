import { describe, expect, it } from "vitest";
import type { Recovery } from "../../app/api/health.ts";
import { summarise } from "../../viz/screens/health/trackRecord.ts";

const recovery = (
  accounts_error: number,
  amount_error: number,
  accounts: boolean,
  amount: boolean,
): Recovery => ({
  by: "random",
  accounts_error,
  amount_error,
  inside90: { accounts, amount },
  coverage90: 0.9,
  coverage90_amount: 0.9,
  deviance: 1,
  spearman_cells: 0.5,
  top_tenth: 0.5,
  benchmarks: { population: null, known: null },
});

describe("a track record in one sentence", () => {
  it("keeps the sign of the errors, and counts the intervals of accounts and amounts", () => {
    const kinds = [recovery(-0.2, 0.1, true, true), recovery(0.1, 0.3, true, false)];
    const summary = summarise({ hidden: 0.3, kinds })!;
    expect(summary).toMatchObject({ ways: 2, held: 3, of: 4 });
    expect(summary.accounts!).toBeCloseTo(-0.05, 12);
    expect(summary.amount!).toBeCloseTo(0.2, 12);
  });

  it("is none where nothing was hidden", () => {
    expect(summarise({ hidden: 0.3, kinds: [] })).toBeNull();
  });
});
