import { deriveKey, threefry, uniform } from "../../core/rng.ts";
import type { Market } from "../../data/market/market.ts";
import type { DarkPosterior } from "../../models/dark/draw/posterior.ts";
import { poissonSample } from "../models/sampling.ts";

/**
 * The simplest estimator there can be, for tests of the scores: so many dark accounts in all, spread over the cells of the
 * known ones in proportion, each as large as a known one; Poisson draws.
 */
export function proportional(
  market: Market,
  options: { seed: number; total: number; draws?: number },
): DarkPosterior {
  const { seed, total, draws = 100 } = options;
  const { cells, accounts } = market;
  const weight = new Float64Array(cells.count);
  for (const c of accounts.cell) if (c >= 0) weight[c] += 1;
  const placed = weight.reduce((a, b) => a + b, 0);
  const mean = market.sales.amount.reduce((a, b) => a + b, 0) / placed / (market.periodStart.length / 52);
  const key = deriveKey(seed, 3, 3);
  const out = new Int32Array(2);
  let n = 0;
  const next = () => {
    threefry(key[0], key[1], n++, 0, out);
    return uniform(out[0]);
  };
  const drawn = Int32Array.from({ length: draws * cells.count }, (_, i) =>
    poissonSample((total * weight[i % cells.count]) / placed, next),
  );
  return {
    situation: "none",
    notes: [],
    cells: { ...cells, known: Int32Array.from(weight, (_, c) => c) },
    patches: {
      count: cells.count,
      cell: Int32Array.from(weight, (_, c) => c),
      area: cells.area,
      territory: cells.territory,
      share: new Float64Array(cells.count).fill(1),
    },
    draws,
    accounts: drawn,
    amount: Float64Array.from(drawn, a => a * mean),
    own: Float64Array.from(drawn, a => 0.2 * a * mean),
    unaware: new Int32Array(drawn.length),
    rivalOdds: null,
    awareFrom: "prior",
    ownFrom: "prior",
    rivalsFrom: "data",
    methodSpread: new Float64Array(cells.count).fill(Number.NaN),
    methods: [],
  };
}
