import { gamma, gammaShape } from "../../core/distributions.ts";
import { deriveKey } from "../../core/rng.ts";
import { quantileSorted } from "../../core/stats.ts";
import type { Market } from "../../data/market/market.ts";
import { NO_BEHAVIOUR } from "../../twin/layout.ts";
import { activityLevels, carriedActivity } from "./activity.ts";
import type { PathOfAccounts, Transitions } from "./types.ts";

/** Moves that the prior counts for in each row: half of them stay, half go where accounts go on the whole. */
const PRIOR_MOVES = 2;
const POSTERIOR_DRAWS = 400;
/** Names the stream of posterior draws, apart from those of `cluster.ts` and `choose.ts`. */
const ROWS = 102;

/** Moves between successive quarters with their Dirichlet posterior, and what they do to purchases. null: one date only. */
export function fitTransitions(market: Market, paths: PathOfAccounts): Transitions | null {
  const { dates, segments, seed } = paths;
  if (dates.length < 2) return null;
  const count = countMoves(paths, market.accounts.count);
  const alpha = posterior(count, segments);
  const activity = activityLevels(market, paths);
  return {
    periods: dates[1] - dates[0],
    count,
    ...rowsOf(alpha, segments, seed),
    activity,
    carry: carriedActivity(market, paths, activity),
  };
}

function countMoves({ dates, path, segments }: PathOfAccounts, accounts: number): Float64Array {
  const count = new Float64Array(segments * segments);
  for (let d = 1; d < dates.length; d++) {
    for (let i = 0; i < accounts; i++) {
      const from = path[(d - 1) * accounts + i];
      const to = path[d * accounts + i];
      if (from !== NO_BEHAVIOUR && to !== NO_BEHAVIOUR) count[from * segments + to]++;
    }
  }
  return count;
}

/** [from × to] parameters of each row's Dirichlet. */
function posterior(count: Float64Array, segments: number): Float64Array {
  const into = new Float64Array(segments);
  count.forEach((n, at) => {
    into[at % segments] += n;
  });
  const total = into.reduce((a, b) => a + b, 0);
  return count.map((n, at) => {
    const to = at % segments;
    const stays = Math.floor(at / segments) === to ? 1 : 0;
    return n + (PRIOR_MOVES / 2) * (stays + (into[to] + 1) / (total + segments));
  });
}

/** Means and 5% and 95% points of the rows; the points from draws of the Dirichlet (gammas over their sum). */
function rowsOf(
  alpha: Float64Array,
  segments: number,
  seed: number,
): Pick<Transitions, "probability" | "p05" | "p95"> {
  const probability = new Float64Array(alpha.length);
  const p05 = new Float64Array(alpha.length);
  const p95 = new Float64Array(alpha.length);
  const key = deriveKey(seed, ROWS, 0);
  for (let from = 0; from < segments; from++) {
    const row = alpha.subarray(from * segments, (from + 1) * segments);
    const total = row.reduce((a, b) => a + b, 0);
    const draws = Array.from(row, () => new Float64Array(POSTERIOR_DRAWS));
    for (let draw = 0; draw < POSTERIOR_DRAWS; draw++) {
      let sum = 0;
      row.forEach((a, to) => {
        draws[to][draw] = gamma(gammaShape(a), key[0], key[1], from * segments + to, draw);
        sum += draws[to][draw];
      });
      for (const column of draws) column[draw] /= sum;
    }
    draws.forEach((column, to) => {
      column.sort();
      const at = from * segments + to;
      probability[at] = row[to] / total;
      p05[at] = quantileSorted(column, 0.05);
      p95[at] = quantileSorted(column, 0.95);
    });
  }
  return { probability, p05, p95 };
}
