import type { DarkSituation } from "../models/dark/draw/posterior.ts";
import type { BenchmarkScore } from "./dark/benchmarks.ts";
import type { DarkScore, TotalScore } from "./darkScores.ts";
import type { HideBy } from "./hide/choose.ts";

/** An estimate beside the truth, to be kept and shown; amounts in units of the currency, null where undefined. */
export interface TotalRecord {
  readonly hidden: number;
  readonly mean: number;
  readonly p05: number;
  readonly p95: number;
  readonly error: number | null;
  readonly inside90: boolean;
}

/** How well a simple map did, made as good as knowing the truth could make it. */
export interface BenchmarkRecord {
  readonly deviance: number;
  readonly spearman_cells: number | null;
  readonly top_tenth: number | null;
  readonly map: string;
}

/** What one kind of hiding showed. */
export interface KindRecord {
  readonly by: HideBy;
  readonly situation: DarkSituation;
  readonly accounts: TotalRecord;
  readonly amount: TotalRecord;
  /** Estimate / truth − 1. */
  readonly accounts_error: number | null;
  readonly amount_error: number | null;
  readonly spearman_cells: number | null;
  /** Share of areas (or territories) whose 90% interval of the accounts holds the truth, and of the amounts. */
  readonly coverage90: number | null;
  readonly coverage90_amount: number | null;
  /** The whole market's 90% interval holds the truth. */
  readonly inside90: { readonly accounts: boolean; readonly amount: boolean };
  readonly deviance: number;
  readonly top_tenth: number | null;
  readonly pit_distance: number;
  readonly baseline: { readonly population: BenchmarkRecord | null; readonly known: BenchmarkRecord };
}

/** A score as plain JSON. */
export function kindRecord(by: HideBy, score: DarkScore, minorUnits: number): KindRecord {
  const { population, known } = score.benchmarks;
  return {
    by,
    situation: score.situation,
    accounts: totalRecord(score.accounts, 1),
    amount: totalRecord(score.amount, minorUnits),
    accounts_error: finite(score.accounts.error),
    amount_error: finite(score.amount.error),
    spearman_cells: finite(score.spearman_cells),
    coverage90: finite(score.coverage90.accounts),
    coverage90_amount: finite(score.coverage90.amount),
    inside90: { accounts: score.accounts.inside, amount: score.amount.inside },
    deviance: score.deviance,
    top_tenth: finite(score.top_tenth),
    pit_distance: score.pit_distance,
    baseline: { population: population && benchmarkRecord(population), known: benchmarkRecord(known) },
  };
}

function totalRecord(score: TotalScore, unit: number): TotalRecord {
  return {
    hidden: score.true / unit,
    mean: score.mean / unit,
    p05: score.p05 / unit,
    p95: score.p95 / unit,
    error: finite(score.error),
    inside90: score.inside,
  };
}

function benchmarkRecord({ deviance, spearman_cells, top_tenth, map }: BenchmarkScore): BenchmarkRecord {
  return { deviance, spearman_cells: finite(spearman_cells), top_tenth: finite(top_tenth), map };
}

/** JSON has neither NaN nor infinity: null. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
