import { chance } from "../../core/chance.ts";
import { quantileSorted } from "../../core/stats.ts";
import type { Market } from "../../data/market/market.ts";
import { NO_BEHAVIOUR } from "../../twin/layout.ts";
import { activityLevels, carriedActivity } from "./activity.ts";
import type { PathOfAccounts, Transitions } from "./types.ts";

/** Moves that the prior counts for in each row: half of them stay, half go where accounts go on the whole. */
const PRIOR_MOVES = 2;
const BOOTSTRAPS = 400;
/** Names the sequence of bootstrap weights, apart from those of `cluster.ts` and `choose.ts`. */
const ROWS = 102;

/**
 * Where accounts of each segment stand one quarter later, and two, three and so on: the quarters' windows of a year overlap,
 * and accounts differ in how they move, so that no power of the first tells the others. null: one date only.
 */
export function fitTransitions(market: Market, paths: PathOfAccounts): Transitions | null {
  const { dates, segments, seed } = paths;
  if (dates.length < 2) return null;
  const after = (quarters: number) => movesOf(paths, market.accounts.count, quarters);
  const moves = after(1);
  const count = countsOf(moves, segments);
  const prior = priorOf(count, segments);
  const later = dates.slice(2).map((_, d) => d + 2);
  const activity = activityLevels(market, paths);
  return {
    periods: dates[1] - dates[0],
    count,
    probability: withPrior(count, prior, segments),
    ...bootstrapped(moves, prior, segments, seed),
    later: Float64Array.from(
      Array.from(later).flatMap(quarters => [
        ...withPrior(countsOf(after(quarters), segments), prior, segments),
      ]),
    ),
    activity,
    carry: carriedActivity(market, paths, activity),
  };
}

/**
 * [account] cells from·segments + to of its moves over some quarters. An account that closes on the way goes where closed ones
 * are, and moves no more.
 */
function movesOf(
  { dates, path, segments, gone }: PathOfAccounts,
  accounts: number,
  quarters: number,
): number[][] {
  return Array.from({ length: accounts }, (_, i) => {
    const cells: number[] = [];
    for (let d = 0; d + quarters < dates.length; d++) {
      const from = path[d * accounts + i];
      if (from === NO_BEHAVIOUR || path[(d + 1) * accounts + i] === NO_BEHAVIOUR) continue;
      const to = path[(d + quarters) * accounts + i];
      cells.push(from * segments + (to === NO_BEHAVIOUR ? gone : to));
    }
    return cells;
  });
}

function countsOf(moves: readonly (readonly number[])[], segments: number): Float64Array {
  const count = new Float64Array(segments * segments);
  for (const cells of moves) for (const cell of cells) count[cell]++;
  return count;
}

/** [from × to] moves that the prior counts for. */
function priorOf(count: Float64Array, segments: number): Float64Array {
  const into = new Float64Array(segments);
  count.forEach((n, at) => {
    into[at % segments] += n;
  });
  const total = into.reduce((a, b) => a + b, 0);
  return count.map((_, at) => {
    const to = at % segments;
    const stays = Math.floor(at / segments) === to ? 1 : 0;
    return (PRIOR_MOVES / 2) * (stays + (into[to] + 1) / (total + segments));
  });
}

/** Rows of shares. */
function withPrior(count: Float64Array, prior: Float64Array, segments: number): Float64Array {
  const sum = new Float64Array(segments);
  count.forEach((n, at) => {
    sum[Math.floor(at / segments)] += n + prior[at];
  });
  return count.map((n, at) => (n + prior[at]) / sum[Math.floor(at / segments)]);
}

/**
 * 5% and 95% points of the rows over bootstraps of accounts, since an account's moves are alike: each counts by an exponential
 * weight (Rubin 1981), the prior's moves by a gamma one. Were all moves of different accounts, that would be draws of the rows'
 * Dirichlet posterior.
 */
function bootstrapped(
  moves: readonly (readonly number[])[],
  prior: Float64Array,
  segments: number,
  seed: number,
): Pick<Transitions, "p05" | "p95"> {
  const luck = chance(seed, ROWS);
  const movers = moves.filter(cells => cells.length > 0);
  const draws = Array.from({ length: BOOTSTRAPS }, () => {
    const count = new Float64Array(prior.length);
    for (const cells of movers) {
      const weight = -Math.log(luck.uniform());
      for (const cell of cells) count[cell] += weight;
    }
    return withPrior(count, prior.map(luck.gamma), segments);
  });
  const columns = Array.from(prior, (_, at) => Float64Array.from(draws, draw => draw[at]).sort());
  return {
    p05: Float64Array.from(columns, column => quantileSorted(column, 0.05)),
    p95: Float64Array.from(columns, column => quantileSorted(column, 0.95)),
  };
}
