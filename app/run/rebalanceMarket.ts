import { basename, resolve } from "node:path";
import type { Note } from "../../core/note.ts";
import type { Progress } from "../../core/progress.ts";
import type { Market } from "../../data/market/market.ts";
import { checkDistricting } from "../../territory/constraints/check.ts";
import type { Names } from "../../territory/constraints/constraints.ts";
import type { Districting } from "../../territory/districting.ts";
import { proven } from "../../territory/exact/proven.ts";
import type { BalanceDemand, Lock } from "../../territory/ground/demand.ts";
import type { GroundQuestion } from "../../territory/ground/question.ts";
import { readLocks } from "../../territory/ground/readLocks.ts";
import { saveProposal } from "../../territory/saved/save.ts";
import type { Candidate } from "../../territory/search/front.ts";
import type { Calls } from "../../territory/search/question.ts";
import type { Scores } from "../../territory/search/scores.ts";
import { search } from "../../territory/search/search.ts";
import { onPlane } from "../../territory/units/plane.ts";
import type { UnitKind } from "../../territory/units/units.ts";
import { type Proposal, proposalsOf, type TodayStands, todayStands } from "./proposals.ts";
import { territoryGround } from "./territoryGround.ts";

export interface RebalanceOptions {
  readonly territories?: number | undefined;
  readonly tolerance?: number | undefined;
  readonly balances?: readonly BalanceDemand[] | undefined;
  readonly maxDisruption?: number | undefined;
  /** A CSV file of locks: see `readLocks`. */
  readonly lockFile?: string | undefined;
  readonly locks?: readonly Lock[] | undefined;
  readonly by?: UnitKind | undefined;
  /** Whether no rep may get more calls than he can make. */
  readonly capacity?: boolean | undefined;
  /** How many plans to propose, at most. */
  readonly plans?: number | undefined;
  /** About how long to search; how many proposals that is depends on the machine, and is told. */
  readonly seconds?: number | undefined;
  /** Proposals of each walk, in place of `seconds`: the same number gives the same plans everywhere. */
  readonly steps?: number | undefined;
  /** Default: the seed of the market. */
  readonly seed?: number | undefined;
  readonly threads: number;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** The best assignment so far, by index of the question's units and territories. */
  readonly onBest?: ((best: Candidate, question: GroundQuestion) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What `rebalance --json` prints. Shares are of 1. */
export interface Rebalanced {
  readonly plans: readonly Proposal[];
  /** Id of the plan to look at first. */
  readonly chosen: string;
  /** Why no plan can meet what was asked, where that is proven, and what would make it possible. */
  readonly infeasible: { readonly reason: Note; readonly possible: readonly Note[] } | null;
  /** Every plan within the tolerances moves at least this share of the own amount; null: too large to tell. */
  readonly disruption_bound: number | null;
  readonly today: TodayStands;
  readonly by: UnitKind;
  readonly units: number;
  readonly territories: number;
  readonly seed: number;
  readonly walks: number;
  /** Proposals that each walk made: `--steps` of it gives the same plans again. */
  readonly steps: number;
  /** Plans within all bounds that were passed, of which those on the front are beaten by no other in everything. */
  readonly passed: number;
  readonly front: readonly Scores[];
}

/** Walks of a search: as many as there are tastes, and some between. */
const WALKS = 8;
const PLANS = 5;

/**
 * Searches plans that are better than today's and keeps those that it proposes in `.penumbra/plans/<id>/`. The same market,
 * demands, seed and steps give the same plans on any number of threads.
 * @throws InputError for demands that are wrong in themselves or contradict each other: nothing is written then;
 * CancelledError on `signal`
 */
export async function rebalanceMarket(dir: string, options: RebalanceOptions): Promise<Rebalanced> {
  const ground = await territoryGround(dir);
  const { market } = ground;
  const question = ground.districting({ ...options, locks: await locksOf(dir, options) });
  const { districting, units } = question;
  const names = namesOf(question);
  checkDistricting(districting, names);
  const seed = options.seed ?? market.seed;
  const calls = callsOf(question, market.reps);
  const steps = await stepsOf(districting, options, { seed, calls });
  const listed = { units: units.names, territories: question.territories.map(t => t.name) };
  // What is proven takes one thread of its own, beside those of the search.
  const [found, known] = await Promise.all([
    search(districting, {
      ...{ seed, steps, calls, chains: WALKS, threads: options.threads, signal: options.signal },
      onProgress: (done, total) => options.onProgress?.({ stage: "rebalance", done, total }),
      onBest: best => options.onBest?.(best, question),
    }),
    proven(districting, listed, { ...(options.signal && { signal: options.signal }) }),
  ]);
  const told = { calls, names, bound: known.bound, most: options.plans ?? PLANS };
  const plans = proposalsOf(ground, question, found, told);
  for (const { proposal, plan } of plans) await saveProposal(dir, proposal.id, plan, market);
  return {
    plans: plans.map(({ proposal }) => proposal),
    chosen: plans[0]!.proposal.id,
    infeasible: known.infeasible && { reason: known.infeasible.reason, possible: known.infeasible.mends },
    disruption_bound: known.bound.disruption,
    today: todayStands(ground, question, found, told),
    by: units.kind,
    units: units.count,
    territories: districting.territories,
    ...{ seed, walks: WALKS, steps },
    passed: found.ensemble.length,
    front: found.front.map(({ scores }) => scores),
  };
}

async function locksOf(dir: string, { lockFile, locks = [] }: RebalanceOptions): Promise<readonly Lock[]> {
  if (lockFile === undefined) return locks;
  return [...locks, ...(await readLocks(resolve(lockFile), dir, `lock: ${basename(lockFile)}`))];
}

function namesOf({ units, territories, closed }: GroundQuestion): Names {
  const all = [...territories, ...closed];
  return { unit: u => units.names[u]!, territory: t => all[t]?.id ?? `${t}` };
}

/** Where calls are made (those of the last year, without any the customers), and where the reps of territories live. */
function callsOf(
  { units, territories, districting: { capacityWeight } }: GroundQuestion,
  reps: Market["reps"],
): Calls {
  const homes = territories.map(({ repId }) => reps.find(rep => rep.id === repId && rep.lat !== null));
  const at = (of: "lat" | "lon") => [...units[of], ...homes.map(home => home?.[of] ?? units[of][0]!)];
  const { x, y } = onPlane(at("lat"), at("lon"));
  const known = (values: Float64Array) =>
    values.slice(units.count).map((v, t) => (homes[t] ? v : Number.NaN));
  return {
    calls: capacityWeight.some(c => c > 0) ? capacityWeight : units.weights.customers,
    ...{ x: x.slice(0, units.count), y: y.slice(0, units.count), homeX: known(x), homeY: known(y) },
  };
}

/** Proposals of a walk where neither their number nor a time is asked for. */
const [LEAST_STEPS, STEPS_A_UNIT] = [200_000, 20];
/** Proposals that show the pace, and the part of the time asked for that is filled. */
const [TRIAL, FILLED] = [5000, 0.85];

/** A time becomes a number of proposals by the pace of a short search, before the search itself knows nothing of time. */
async function stepsOf(
  districting: Districting,
  { steps, seconds, threads, signal }: RebalanceOptions,
  { seed, calls }: { readonly seed: number; readonly calls: Calls },
): Promise<number> {
  if (steps !== undefined) return steps;
  if (seconds === undefined) return Math.max(LEAST_STEPS, STEPS_A_UNIT * districting.units);
  const started = performance.now();
  const time = async (trial: number) => {
    const from = performance.now();
    await search(districting, { seed, calls, chains: WALKS, steps: trial, threads, signal });
    return performance.now() - from;
  };
  const start = await time(1);
  const perStep = Math.max(1e-4, ((await time(TRIAL)) - start) / TRIAL);
  const left = 1000 * seconds - (performance.now() - started) - start;
  return Math.max(TRIAL, Math.floor((FILLED * left) / perStep));
}
