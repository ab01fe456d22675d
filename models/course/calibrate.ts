import { NODES } from "../../core/quadrature.ts";
import { openBy } from "../../twin/openings.ts";
import { stationaryShares } from "../known/choice.ts";
import type { ChanceLaw } from "../response/goodwill.ts";
import type { ForecastPaths } from "./forecast.ts";

/**
 * Turns forecast amounts into what agents feel: for each group and period the factor on purchase rates (volume)
 * and the utility of the own brand under which the agents' expected own and rivals' amounts are the forecast's.
 */
export interface GroupResponse {
  readonly groups: number;
  /** Expected own and rivals' amounts a period at volume 1 on the utility grid, minor units; [group × grid]. */
  readonly own: Float64Array;
  readonly rivals: Float64Array;
}

/** Accounts in the market's order; see AccountFit. */
export interface Buyers {
  readonly rate: Float64Array;
  readonly amountMean: Float64Array;
  readonly brandAmount: Float64Array;
  readonly ownLine: Float64Array;
  readonly preference: Float64Array;
  /** Part of the year ahead in which the account knows the own brand. */
  readonly aware: Float64Array;
  readonly inertia: number;
  /** What contacts add to the own brand's utility, with chance; null: nothing. */
  readonly lift: ChanceLaw | null;
  readonly groupOf: Int32Array;
  readonly groups: number;
  /** [brand] what the year ahead adds to each brand's utility in the whole market; 0 for the own one. */
  readonly marketUtility: Float64Array;
}

const GRID = 61;
const REACH = 4.5;
/** Volume beyond which a forecast for a group of hardly any buyers is cut. */
const MAX_VOLUME = 50;

const utilityAt = (j: number): number => -REACH + (2 * REACH * j) / (GRID - 1);

/**
 * Tabulates each group's expected amounts over the own brand's utility.
 * @param members accounts that count, repeats as often; default: each one once
 */
export function groupResponse(buyers: Buyers, members: Iterable<number> = buyers.rate.keys()): GroupResponse {
  const { groups, groupOf, brandAmount } = buyers;
  const own = new Float64Array(groups * GRID);
  const rivals = new Float64Array(groups * GRID);
  const sharesOf = expectedShares(buyers);
  for (const i of members) {
    const size = buyers.rate[i] * buyers.amountMean[i];
    if (size === 0) continue;
    for (let j = 0; j < GRID; j++) {
      const shares = sharesOf(i, utilityAt(j));
      const at = groupOf[i] * GRID + j;
      own[at] += size * shares[0] * brandAmount[0] * buyers.ownLine[i];
      for (let b = 1; b < shares.length; b++) rivals[at] += size * shares[b] * brandAmount[b];
    }
  }
  return { groups, own, rivals };
}

/**
 * An account's expected shares at a utility of the own brand, over the chance of its contacts and of knowing the brand. The
 * array is the same at each call.
 */
function expectedShares(buyers: Buyers): (account: number, utility: number) => Float64Array {
  const { aware, preference, inertia, lift, marketUtility } = buyers;
  const brands = buyers.brandAmount.length;
  const factor = marketUtility.map(Math.exp);
  const weights = new Float64Array(brands);
  const shares = new Float64Array(brands);
  const out = new Float64Array(brands);
  const add = (probability: number): void => {
    if (probability === 0) return;
    stationaryShares(weights, inertia, shares);
    for (let b = 0; b < brands; b++) out[b] += probability * shares[b];
  };
  return (i, utility) => {
    out.fill(0);
    for (let b = 0; b < brands; b++) weights[b] = preference[i * brands + b] * factor[b];
    const own = weights[0] * Math.exp(utility);
    weights[0] = 0;
    add(1 - aware[i]);
    const first = i * NODES;
    // Without contacts the whole probability is on the first node, at no lift.
    const still = lift === null || (lift.probability[first] === 1 && lift.value[first] === 0);
    if (still) {
      weights[0] = own;
      add(aware[i]);
      return out;
    }
    for (let q = first; q < first + NODES; q++) {
      weights[0] = own * Math.exp(lift.value[q]);
      add(aware[i] * lift.probability[q]);
    }
    return out;
  };
}

/** Index paths for the kernel. */
export interface IndexPaths {
  /** [draw × group × period] */
  readonly volume: Float64Array;
  readonly utility: Float64Array;
  /** Volume of the year ahead, mean of the draws, by the own brand's utility under which it comes; [group × grid]. */
  readonly load: Float64Array;
  /** The same of an account that opens: times the probability that it has. */
  readonly openingLoad: Float64Array;
  /** [group] what all accounts buy in the year ahead over what those that are there at the start do. */
  readonly growth: Float64Array;
}

/** Accounts that open in the periods ahead. */
export interface Openers {
  /** As if all of them were there. */
  readonly response: GroupResponse;
  /** Periods in which they open, evenly. */
  readonly within: number;
}

/**
 * @param year periods of the year ahead
 * @param openers whose purchases are a part of the forecast: of both sides as much as they buy of it
 */
export function indexPaths(
  paths: ForecastPaths,
  response: GroupResponse,
  hasRivals: boolean,
  year: number,
  openers: Openers,
): IndexPaths {
  const { groups } = response;
  const volume = new Float64Array(paths.own.length);
  const utility = new Float64Array(paths.own.length);
  const load = new Float64Array(response.own.length);
  const openingLoad = load.slice();
  const growth = new Float64Array(groups);
  const ahead = Math.min(year, paths.horizon);
  for (let at = 0; at < paths.own.length; at++) {
    const t = at % paths.horizon;
    const group = Math.floor(at / paths.horizon) % groups;
    const open = openBy(t, openers.within);
    const amount = (side: "own" | "rivals", cell: number): number =>
      response[side][cell] + open * openers.response[side][cell];
    const position = hasRivals
      ? gridPosition(amount, group * GRID, paths.own[at], paths.rivals[at])
      : (GRID - 1) / 2;
    utility[at] = utilityAt(position);
    const low = Math.min(Math.floor(position), GRID - 2);
    const cell = group * GRID + low;
    const above = position - low;
    const base = between(amount("own", cell), amount("own", cell + 1), above);
    volume[at] = base > 0 ? Math.min(MAX_VOLUME, paths.own[at] / base) : 0;
    if (t >= ahead) continue;
    growth[group] +=
      grown(response, openers.response, cell + Math.round(above), open) / (paths.draws * ahead);
    for (const [to, part] of [
      [cell, 1 - above],
      [cell + 1, above],
    ] as const) {
      load[to] += (part * volume[at]) / paths.draws;
      openingLoad[to] += (open * part * volume[at]) / paths.draws;
    }
  }
  return { volume, utility, load, openingLoad, growth };
}

function between(low: number, high: number, above: number): number {
  return (1 - above) * low + above * high;
}

/** Amounts of all brands with the part of the openers that is open over those without. */
function grown(there: GroupResponse, openers: GroupResponse, cell: number, open: number): number {
  const base = there.own[cell] + there.rivals[cell];
  return base > 0 ? 1 + (open * (openers.own[cell] + openers.rivals[cell])) / base : 1;
}

/**
 * Each account's expected own amount of the year ahead under the paths, minor units: Σ over draws and periods of
 * volume · λ · line · E[own share at the utility]. Over a group they add up to its forecast less what accounts that open
 * are expected to buy.
 */
export function expectedOwn(buyers: Buyers, load: Float64Array): Float64Array {
  const sharesOf = expectedShares(buyers);
  return buyers.rate.map((rate, i) => {
    const line = buyers.amountMean[i] * buyers.brandAmount[0] * buyers.ownLine[i];
    if (rate === 0) return 0;
    let occasions = 0;
    for (let j = 0; j < GRID; j++) {
      const volume = load[buyers.groupOf[i] * GRID + j];
      if (volume > 0) occasions += volume * sharesOf(i, utilityAt(j))[0];
    }
    return rate * occasions * line;
  });
}

/**
 * Place on the grid where amounts of both sides, straight between its points, are in the ratio of `own` to `rivals`, which
 * rises with the utility.
 * @param amount of a side by cell of the grid
 */
function gridPosition(
  amount: (side: "own" | "rivals", cell: number) => number,
  from: number,
  own: number,
  rivals: number,
): number {
  const excess = (j: number): number => amount("own", from + j) * rivals - amount("rivals", from + j) * own;
  let low = 0;
  let high = GRID - 1;
  if (!(excess(low) < 0)) return low;
  if (!(excess(high) > 0)) return high;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (excess(middle) <= 0) low = middle;
    else high = middle;
  }
  const span = excess(high) - excess(low);
  return low + (span > 0 ? -excess(low) / span : 0);
}
