import { performance } from "node:perf_hooks";
import { tell } from "../app/words/tell.ts";
import type { Market } from "../data/market/market.ts";
import { estimateDark } from "../models/dark/estimate.ts";
import type { Place } from "../proof/dark/benchmarks.ts";
import type { DarkTruth } from "../proof/dark/truth.ts";
import { type DarkScore, scoreDark } from "../proof/darkScores.ts";
import { today } from "../territory/plan/plan.ts";

/** One estimate, scored. */
export interface Case {
  readonly name: string;
  readonly evidence: string;
  readonly by: string;
  readonly seed: number;
  readonly seconds: number;
  readonly notes: readonly string[];
  readonly score: DarkScore;
}

export interface CaseInput {
  readonly name: string;
  readonly evidence: string;
  readonly by: string;
  readonly seed: number;
  readonly market: Market;
  readonly truth: DarkTruth;
  readonly places: readonly Place[];
}

/** Estimates and scores one market; says on standard error that it is done. */
export function runCase({ market, truth, places, ...labels }: CaseInput): Case {
  const started = performance.now();
  const posterior = estimateDark(market, { seed: labels.seed, places, territoryAt: today(market).place });
  const seconds = (performance.now() - started) / 1000;
  const score = scoreDark(posterior, truth, { market, places, seed: labels.seed });
  console.error(`${Object.values(labels).join(", ")}: ${seconds.toFixed(1)} s`);
  return { ...labels, seconds, notes: posterior.notes.map(note => tell(note, "en")), score };
}

/** Whether a figure meets what was asked for. */
export interface Verdict {
  readonly target: string;
  readonly figure: number;
  readonly met: boolean;
}

export function atMost(target: string, figure: number, limit: number): Verdict {
  return { target, figure, met: figure <= limit };
}

export function atLeast(target: string, figure: number, limit: number): Verdict {
  return { target, figure, met: figure >= limit };
}

export function mean(cases: readonly Case[], pick: (score: DarkScore) => number): number {
  return cases.reduce((sum, c) => sum + pick(c.score), 0) / cases.length;
}

export function most(cases: readonly Case[], pick: (score: DarkScore) => number): number {
  return Math.max(...cases.map(c => pick(c.score)));
}

/** Mean of the cases' ratios to the better of the two simple maps: below 1 is better than both. */
export function devianceRatio(cases: readonly Case[]): number {
  return mean(cases, s => s.deviance / betterDeviance(s));
}

/** The same of the sums over the cases. */
export function summedDevianceRatio(cases: readonly Case[]): number {
  return mean(cases, s => s.deviance) / mean(cases, betterDeviance);
}

function betterDeviance({ benchmarks: { population, known } }: DarkScore): number {
  return Math.min(population?.deviance ?? Number.POSITIVE_INFINITY, known.deviance);
}

/** How much more of the hidden amount the best tenth of the cells holds than those of either simple map. */
export function tenthAhead(cases: readonly Case[]): number {
  return Math.min(
    mean(cases, s => s.top_tenth) - mean(cases, s => s.benchmarks.known.top_tenth),
    mean(cases, s => s.top_tenth) - mean(cases, s => s.benchmarks.population?.top_tenth ?? 0),
  );
}

/** Shares of the cases in which the market's 90% interval holds the truth, accounts and amounts counted alike. */
export function held(cases: readonly Case[]): number {
  return mean(cases, s => (Number(s.accounts.inside) + Number(s.amount.inside)) / 2);
}

/** The figures of a case as one row. */
export function row({ name, evidence, by, seed, seconds, score: s }: Case) {
  const percent = (value: number) => `${(100 * value).toFixed(1)}%`;
  return {
    market: name,
    evidence,
    hidden: by,
    seed,
    situation: s.situation,
    accounts: s.accounts.true,
    "accounts error": percent(s.accounts.error),
    "in 90%": s.accounts.inside,
    "amount error": percent(s.amount.error),
    "amount in 90%": s.amount.inside,
    "p95/p05": `${s.accounts.width.toFixed(1)} / ${s.amount.width.toFixed(1)}`,
    "total error": percent(s.totals_error),
    "by area": percent(s.totals_error_areas),
    deviance: Math.round(s.deviance),
    "by population": Math.round(s.benchmarks.population?.deviance ?? Number.NaN),
    "by known": Math.round(s.benchmarks.known.deviance),
    "top tenth": percent(s.top_tenth),
    "tenth by pop.": percent(s.benchmarks.population?.top_tenth ?? Number.NaN),
    "tenth by known": percent(s.benchmarks.known.top_tenth),
    PIT: s.pit_distance.toFixed(3),
    Spearman: s.spearman_cells.toFixed(3),
    "own error": percent(s.own.error),
    "own in 90%": s.own.inside,
    "areas 90%": `${percent(s.coverage90.accounts)} / ${percent(s.coverage90.amount)} / ${percent(s.coverage90.untapped)}`,
    seconds: Number(seconds.toFixed(1)),
  };
}

export function printVerdicts(title: string, verdicts: readonly Verdict[]): void {
  console.log(`\n${title}`);
  for (const { target, figure, met } of verdicts)
    console.log(`  ${met ? "met   " : "missed"}  ${target}: ${figure.toFixed(3)}`);
}
