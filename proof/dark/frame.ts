import { cellCentre } from "../../core/hexgrid.ts";
import type { DarkPosterior } from "../../models/dark/draw/posterior.ts";
import { sumDraws } from "../../models/dark/draw/posterior.ts";
import type { DarkTruth } from "./truth.ts";

/**
 * An estimate beside the truth over cells: all cells of the estimate, and those where something is hidden and the estimate
 * has no cell at all (it says zero there). Length of each column: number of cells.
 */
export interface CellFrame {
  readonly count: number;
  readonly h3: BigUint64Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly accounts: Int32Array;
  readonly amount: Float64Array;
  /** Posterior means. */
  readonly meanAccounts: Float64Array;
  readonly meanAmount: Float64Array;
  readonly draws: number;
  /** [draw × cell] accounts. */
  readonly drawnAccounts: Float64Array;
}

/** Lays an estimate and the truth over the same cells. */
export function cellFrame(posterior: DarkPosterior, truth: DarkTruth): CellFrame {
  const { cells, patches, draws } = posterior;
  const index = new Map<bigint, number>();
  cells.h3.forEach((h, c) => {
    index.set(h, c);
  });
  const inside = index.size;
  for (const h of truth.h3) if (!index.has(h)) index.set(h, index.size);
  const h3 = BigUint64Array.from(index.keys());
  const accounts = new Int32Array(h3.length);
  const amount = new Float64Array(h3.length);
  truth.h3.forEach((h, i) => {
    const c = index.get(h) ?? 0;
    accounts[c]++;
    amount[c] += truth.amount52[i];
  });
  const drawnAccounts = sumDraws(posterior.accounts, draws, patches.cell, h3.length);
  const drawnAmount = sumDraws(posterior.amount, draws, patches.cell, h3.length);
  const centres = Array.from(h3, (h, c) => (c < inside ? [cells.lat[c], cells.lon[c]] : cellCentre(h)));
  return {
    count: h3.length,
    h3,
    lat: Float64Array.from(centres, ([lat]) => lat),
    lon: Float64Array.from(centres, ([, lon]) => lon),
    accounts,
    amount,
    meanAccounts: means(drawnAccounts, draws, h3.length),
    meanAmount: means(drawnAmount, draws, h3.length),
    draws,
    drawnAccounts,
  };
}

/** [group] mean over the draws of a [draw × group] column. */
function means(column: Float64Array, draws: number, groups: number): Float64Array {
  const mean = new Float64Array(groups);
  for (let k = 0; k < draws; k++) {
    for (let g = 0; g < groups; g++) mean[g] += column[k * groups + g] / draws;
  }
  return mean;
}

export function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}
