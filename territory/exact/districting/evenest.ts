import type { Assignment, Districting } from "../../districting.ts";
import type { Answer, Solver } from "../highs/solve.ts";
import { countedBound } from "../obstacles/deviationBound.ts";
import { type Aim, partition, planOf } from "./partition.ts";
import { MOST_UNITS, type Piece, type PieceLimits, piecesOf } from "./pieces.ts";
import { largestDeviation, resplit } from "./resplit.ts";

/** The plan that deviates least, and among those the one with the fewest cut edges. */
export interface Evenest {
  /** null: none was found, or none exists (`deviationBound` Infinity). */
  readonly plan: Assignment | null;
  /** No plan deviates less (share of a target, largest over territories and balances). */
  readonly deviationBound: number;
  /** Whether no plan deviates less than `plan`. */
  readonly evenestProven: boolean;
  /** Whether no other plan that deviates as little cuts fewer edges. */
  readonly fewestCutsProven: boolean;
}

export interface EvenestOptions {
  readonly solver: Solver;
  /** For all programs together. */
  readonly seconds: number;
  readonly signal?: AbortSignal;
  readonly limits?: PieceLimits;
  /** A contiguous plan that keeps locks and capacity, say of a search: it is evened out where all plans are too many. */
  readonly from?: Assignment;
}

/** A minute or so of enumeration, and programs that HiGHS can hold. */
const LIMITS: PieceLimits = { visits: 40_000_000, kept: 60_000 };

/** Deviations that differ by less than a tenth of a percent of a target are the same: they are not told finer either. */
const PRECISION = 1e-3;

/** How far above the bound by counting pieces are first looked for, and how much wider where no plan is made of them. */
const [FIRST, WIDER] = [1e-4, 3];

/**
 * Exact districting with contiguity for up to about 60 units: pieces within a tolerance are enumerated, and HiGHS puts
 * plans together from them; while none exists the tolerance is widened, and what was ruled out is a bound. First the
 * largest deviation is minimised, then the cut edges among plans that deviate no more.
 */
export async function evenest(question: Districting, options: EvenestOptions): Promise<Evenest> {
  const { limits = LIMITS } = options;
  const end = performance.now() + 1000 * options.seconds;
  const left = (): EvenestOptions => ({
    ...options,
    seconds: Math.max(0.1, (end - performance.now()) / 1000),
  });
  const least = countedBound(question);
  const labelled = !interchangeable(question);
  let proven = least;
  const unknown = (): Evenest => {
    const plan = options.from ? resplit(question, options.from, proven + PRECISION) : null;
    const evenestProven = plan !== null && largestDeviation(question, plan) <= proven + PRECISION;
    return { plan, deviationBound: proven, evenestProven, fewestCutsProven: false };
  };
  if (question.units > MOST_UNITS || !question.contiguous) return unknown();
  for (let tolerance = least + FIRST; ; tolerance *= WIDER) {
    const { list, complete } = piecesOf(question, tolerance, labelled, limits);
    if (!complete) return unknown();
    const even = await choose(question, list, labelled, "deviation", left());
    if (even.status === "infeasible") {
      proven = tolerance;
      if (tolerance > 2 * question.territories)
        return { ...unknown(), deviationBound: Number.POSITIVE_INFINITY };
      continue;
    }
    proven = Math.max(proven, Math.min(even.bound, even.value));
    if (even.x === null) return unknown();
    const found = await fewestCuts(question, list, labelled, even, left());
    return { ...found, deviationBound: proven };
  }
}

async function fewestCuts(
  question: Districting,
  list: readonly Piece[],
  labelled: boolean,
  even: Answer,
  options: EvenestOptions,
): Promise<Omit<Evenest, "deviationBound">> {
  const evenestProven = even.status === "optimal";
  const good = list.filter(piece => piece.deviation <= even.value + 1e-7);
  const cuts = await choose(question, good, labelled, "border", options);
  if (cuts.x === null)
    return { plan: planOf(question, list, labelled, even.x!), evenestProven, fewestCutsProven: false };
  const fewestCutsProven = evenestProven && cuts.status === "optimal";
  return { plan: planOf(question, good, labelled, cuts.x), evenestProven, fewestCutsProven };
}

async function choose(
  question: Districting,
  pieces: readonly Piece[],
  labelled: boolean,
  aim: Aim,
  { solver, seconds, signal }: EvenestOptions,
): Promise<Answer> {
  const gap = aim === "border" ? 0.99 : PRECISION;
  return solver.solve(partition(question, pieces, labelled, aim), {
    seconds,
    gap,
    ...(signal && { signal }),
  });
}

/** Whether territories have nothing of their own, so that a plan is as good under other numbers. */
function interchangeable({ balances, locked, capacity }: Districting): boolean {
  const same = (values: Float64Array) => values.every(v => v === values[0]);
  return (
    locked.every(lock => lock < 0) &&
    same(capacity) &&
    balances.every(({ base, target }) => same(base) && same(target))
  );
}
