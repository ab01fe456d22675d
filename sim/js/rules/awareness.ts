import { log } from "../../../core/math.ts";
import { type Kernel, sumAround } from "../kernel.ts";
import type { RunState } from "../state.ts";
import { becomeAware } from "./contact.ts";

/**
 * Unaware accounts become aware with probability p + q·S, where S is the influence-weighted share of own buyers
 * of the period before among the accounts of the cell and its six neighbours (Bass 1969, with local imitation).
 *
 * One unit exponential threshold an account against the cell's cumulative hazard Σ −log(1 − p − q·S) has that
 * law, and keeps its luck in every scenario.
 */
export function spreadAwareness(kernel: Kernel, state: RunState): void {
  const { cellStart, unit, neighbours, innovation, imitation } = kernel;
  const { aware, threshold, hazard, buyers, perInfluence } = state;
  for (let c = 0; c < kernel.cells; c++) {
    const share = sumAround(buyers, neighbours, c) * perInfluence[c];
    const probability = Math.min(1, innovation + imitation * share);
    hazard[c] -= log(1 - probability);
    const cumulative = hazard[c];
    const end = cellStart[c + 1];
    for (let i = cellStart[c]; i < end; i++)
      if (aware[i] === 0 && threshold[i] <= cumulative) becomeAware(state, i, unit[i]);
  }
}
