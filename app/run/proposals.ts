import { createHash } from "node:crypto";
import type { Note } from "../../core/note.ts";
import { brokenBy, type Names } from "../../territory/constraints/constraints.ts";
import type { Assignment, BalanceName, Districting } from "../../territory/districting.ts";
import { keepReps } from "../../territory/exact/keepReps.ts";
import type { Bound } from "../../territory/exact/proven.ts";
import type { Ground } from "../../territory/ground/ground.ts";
import type { GroundQuestion } from "../../territory/ground/question.ts";
import { measurePlan } from "../../territory/measures/measurePlan.ts";
import { planCsv } from "../../territory/plan/csv.ts";
import type { Plan } from "../../territory/plan/plan.ts";
import { choose, standing } from "../../territory/search/choose.ts";
import { addToFront, type Candidate, type Front } from "../../territory/search/front.ts";
import { type Calls, type Question, questionOf } from "../../territory/search/question.ts";
import { type ScoreName, type Scores, scoresOf } from "../../territory/search/scores.ts";
import type { Found } from "../../territory/search/search.ts";
import { stateOf } from "../../territory/search/state.ts";

/** A plan that a search proposes. Shares are of 1. */
export interface Proposal {
  readonly id: string;
  readonly within_tolerance: boolean;
  /** Largest deviation of a territory from its target, over all balances. */
  readonly balance: number;
  /** The same by balance. */
  readonly deviations: Readonly<Partial<Record<BalanceName, number>>>;
  readonly contiguous: boolean;
  /** Mean of its territories by Polsby and Popper, 1: circles; null: without outlines. */
  readonly compactness: number | null;
  /** Minutes a week on the road, all reps together; null: without visits. */
  readonly travel_minutes: number | null;
  /** Share of the borders between units that lie between territories. */
  readonly borders_cut: number;
  /** Share of the own amount that changes rep. */
  readonly disruption: number;
  /** How much less the largest deviation of any plan could be, at most. */
  readonly bound_gap: number;
  readonly reason: Note;
  /** What it breaks of what was asked. */
  readonly broken: readonly Note[];
}

/** Today's plan beside the plans that a search passed. */
export interface TodayStands {
  /** What it breaks of what was asked: where the search started. */
  readonly broken: readonly Note[];
  /** As many territories as asked for; otherwise nothing is compared. */
  readonly scores: Scores | null;
  readonly compactness: number | null;
  readonly travel_minutes: number | null;
  /** Share of the plans passed that are better, by score. */
  readonly better: Readonly<Record<ScoreName, number>> | null;
}

export interface Proposed {
  readonly proposal: Proposal;
  readonly plan: Plan;
}

/** @param most how many, at most */
export function proposalsOf(
  ground: Ground,
  asked: GroundQuestion,
  found: Found,
  { calls, names, bound, most }: { calls: Calls; names: Names; bound: Bound; most: number },
): Proposed[] {
  const { districting } = asked;
  const question = questionOf(districting, calls);
  const kept = (one: Candidate) => withRepsKept(districting, question, one);
  const moved = found.front
    .map(kept)
    .filter(one => one.assignment.some((t, u) => t !== districting.start[u]));
  // Today's plan is no proposal, unless nothing is better in anything.
  const front = (moved.length > 0 ? moved : found.front).reduce<Front>(
    (all, one) => addToFront(all, one.scores, () => one.assignment, all.length + 1),
    [],
  );
  const start = scoresOf(stateOf(question, districting.start));
  return choose(front, most, start, found.kept === 2).map(({ assignment, scores, reason }) => {
    const broken = brokenBy(districting, assignment, names);
    const plan = asked.planOf(assignment);
    const off = deviations(districting, assignment);
    const { balance, disruption } = scores;
    const proposal = {
      id: `plan-${createHash("sha256").update(planCsv(plan)).digest("hex").slice(0, 10)}`,
      within_tolerance: !broken.some(note => note.key === "constraint.uneven"),
      ...{ balance, deviations: off, contiguous: !broken.some(note => note.key === "constraint.pieces") },
      ...measured(ground, plan),
      ...{ borders_cut: scores.compactness, disruption, bound_gap: Math.max(0, balance - bound.deviation) },
      reason,
      broken,
    };
    return { proposal, plan };
  });
}

/** Today's plan in the ensemble. */
export function todayStands(
  ground: Ground,
  { districting }: GroundQuestion,
  found: Found,
  { calls, names }: { readonly calls: Calls; readonly names: Names },
): TodayStands {
  const broken = brokenBy(districting, districting.start, names);
  const figures = { broken, ...measured(ground, ground.today) };
  if (districting.before !== districting.territories) return { ...figures, scores: null, better: null };
  const scores = scoresOf(stateOf(questionOf(districting, calls), districting.start));
  return { ...figures, scores, better: standing(scores, found.ensemble) };
}

function measured(ground: Ground, plan: Plan) {
  const { figures } = measurePlan(ground, plan);
  const known = (value: number) => (Number.isFinite(value) ? value : null);
  return { compactness: known(figures.polsby_popper.plan), travel_minutes: known(figures.travel.plan) };
}

/** Trying every number for every piece costs territories² × units: more than this is not worth it. */
const MOST_TRIED = 50_000_000;

/** The same pieces under the numbers whose reps hold most of them. */
function withRepsKept(districting: Districting, question: Question, one: Candidate): Candidate {
  const { territories, units } = districting;
  if (territories ** 2 * units > MOST_TRIED) return one;
  const assignment = keepReps(districting, one.assignment);
  const scores = scoresOf(stateOf(question, assignment));
  return scores.disruption < one.scores.disruption ? { assignment, scores } : one;
}

function deviations({ balances, territories }: Districting, assignment: Assignment) {
  return Object.fromEntries(
    balances.map(({ name, weight, base, target }) => {
      const sums = Float64Array.from(base);
      assignment.forEach((t, u) => {
        if (t >= 0 && t < territories) sums[t] += weight[u];
      });
      const off = Array.from(sums, (sum, t) => (target[t] > 0 ? Math.abs(sum / target[t] - 1) : 0));
      return [name, Math.max(...off)];
    }),
  );
}
