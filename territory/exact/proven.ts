import type { Districting } from "../districting.ts";
import { evenest } from "./districting/evenest.ts";
import { leastMoved, leastMovedBound } from "./districting/leastMoved.ts";
import { MOST_UNITS } from "./districting/pieces.ts";
import { openSolver, type Solver } from "./highs/solve.ts";
import { type Infeasible, infeasible } from "./infeasible.ts";
import { countedBound } from "./obstacles/deviationBound.ts";
import { type InfeasibleNote, infeasibleNote } from "./obstacles/notes.ts";
import type { Names } from "./obstacles/obstacles.ts";

/** What no plan can do better than, whatever a search tries. */
export interface Bound {
  /** Largest deviation from a target over all balances (share of the target); Infinity: there is no plan at all. */
  readonly deviation: number;
  /** Every plan within the tolerances moves at least this share of the held amount; null: too large to tell. */
  readonly disruption: number | null;
}

/** What is known for sure of a question, whatever a search finds. */
export interface Proven {
  readonly bound: Bound;
  /** Why no plan can meet what was asked, when that is proven. */
  readonly infeasible: Infeasible | null;
}

export interface ProvenOptions {
  /** For each of the two exact parts; counting alone comes on top, and takes little. */
  readonly seconds?: number;
  readonly signal?: AbortSignal;
}

/** Labels (units × territories) up to which contiguity is proven too, and up to which the linear relaxation is solved. */
const [EXACT_LABELS, RELAXED_LABELS] = [1500, 20_000];

/** Bounds of programs are this exact (HiGHS keeps rows and costs to 1e-7): a question is not refused for less. */
const EXACT = 1e-6;

/** Pieces are listed on the calling thread: half a second at most. */
const LIMITS = { visits: 4_000_000, kept: 20_000 };

/**
 * Bounds for a question and, where no plan can meet it, why: by counting for any size, by HiGHS where it is small.
 * @throws CancelledError on `signal`
 */
export async function proven(
  question: Districting,
  names: Names,
  options: ProvenOptions = {},
): Promise<Proven> {
  const counted = infeasible(question, names);
  const deviation = countedBound(question);
  if (counted !== null) return { infeasible: counted, bound: { deviation, disruption: null } };
  const solver = openSolver();
  try {
    return await solved(question, { deviation, solver, ...{ seconds: 5, ...options } });
  } finally {
    await solver.close();
  }
}

interface Solving {
  /** Bound by counting. */
  readonly deviation: number;
  readonly solver: Solver;
  readonly seconds: number;
  readonly signal?: AbortSignal;
}

async function solved(question: Districting, solving: Solving): Promise<Proven> {
  const widest = Math.max(0, ...question.balances.map(balance => balance.tolerance));
  // What may move at most is judged by the second bound.
  const free = { ...question, maxDisruption: 1 };
  const even =
    question.units <= MOST_UNITS ? (await evenest(free, { ...solving, limits: LIMITS })).deviationBound : 0;
  const deviation = Math.max(solving.deviation, even);
  const uneven = deviation > widest + EXACT;
  const disruption = uneven ? null : await disruptionBound(free, solving);
  const none = (reason: InfeasibleNote): Infeasible => ({
    reason,
    nearest: {
      tolerance: uneven && Number.isFinite(deviation) ? deviation : null,
      territories: null,
      split: [],
    },
    mends:
      uneven && Number.isFinite(deviation)
        ? [infeasibleNote("infeasible.wider", { tolerance: deviation })]
        : [],
  });
  const { maxDisruption: most } = question;
  const why =
    uneven || disruption === Number.POSITIVE_INFINITY
      ? none(infeasibleNote("infeasible.searched"))
      : disruption !== null && disruption > most + EXACT
        ? none(infeasibleNote("infeasible.amount_moved", { least: disruption, most }))
        : null;
  return { bound: { deviation, disruption }, infeasible: why };
}

async function disruptionBound(question: Districting, solving: Solving): Promise<number | null> {
  const labels = question.units * question.territories;
  if (question.holdings.amount.length === 0) return 0;
  if (labels <= EXACT_LABELS) return (await leastMoved(question, solving)).bound;
  return labels <= RELAXED_LABELS ? leastMovedBound(question, solving) : null;
}
