import { NODES } from "../../core/quadrature.ts";
import { stationaryShares } from "../known/choice.ts";
import type { ChanceLaw } from "../response/goodwill.ts";
import type { ForecastPaths } from "./forecast.ts";

/**
 * Turns forecast amounts into what agents feel: for each group and period the factor on purchase rates (volume)
 * and the utility of the own brand under which the agents' expected own and rivals' amounts are the forecast's.
 */
export interface GroupResponse {
  readonly groups: number;
  /** Log of expected own amount over rivals' amount on the utility grid; [group × grid]. */
  readonly logRatio: Float64Array;
  /** Expected own amount a period at volume 1 on the utility grid, minor units; [group × grid]. */
  readonly own: Float64Array;
}

/** Accounts in the market's order; see AccountFit. */
export interface Buyers {
  readonly rate: Float64Array;
  readonly amountMean: Float64Array;
  readonly brandAmount: Float64Array;
  readonly preference: Float64Array;
  readonly aware: Uint8Array;
  readonly inertia: number;
  /** What contacts add to the own brand's utility, with chance; null: nothing. */
  readonly lift: ChanceLaw | null;
  readonly groupOf: Int32Array;
  readonly groups: number;
}

const GRID = 61;
const REACH = 4.5;
/** Volume beyond which a forecast for a group of hardly any buyers is cut. */
const MAX_VOLUME = 50;

const utilityAt = (j: number): number => -REACH + (2 * REACH * j) / (GRID - 1);

/** Tabulates each group's expected amounts over the own brand's utility. */
export function groupResponse(buyers: Buyers): GroupResponse {
  const { groups, groupOf, brandAmount } = buyers;
  const own = new Float64Array(groups * GRID);
  const rivals = new Float64Array(groups * GRID);
  const shares = new Float64Array(brandAmount.length);
  const scratch = { weights: shares.slice(), shares: shares.slice() };
  for (let i = 0; i < groupOf.length; i++) {
    const size = buyers.rate[i] * buyers.amountMean[i];
    if (size === 0) continue;
    for (let j = 0; j < GRID; j++) {
      expectedShares(buyers, i, utilityAt(j), scratch, shares);
      const at = groupOf[i] * GRID + j;
      own[at] += size * shares[0] * brandAmount[0];
      for (let b = 1; b < shares.length; b++) rivals[at] += size * shares[b] * brandAmount[b];
    }
  }
  const logRatio = own.map((v, at) => Math.log(Math.max(v, 1e-12) / Math.max(rivals[at], 1e-12)));
  return { groups, logRatio, own };
}

/** An account's expected shares at a utility of the own brand, over the chance of its contacts. */
function expectedShares(
  buyers: Buyers,
  i: number,
  utility: number,
  { weights, shares }: { readonly weights: Float64Array; readonly shares: Float64Array },
  out: Float64Array,
): void {
  const { aware, preference, inertia, lift } = buyers;
  const brands = out.length;
  for (let b = 0; b < brands; b++) weights[b] = preference[i * brands + b];
  const own = weights[0] * aware[i] * Math.exp(utility);
  const first = i * NODES;
  // Without contacts the whole probability is on the first node, at no lift.
  if (lift === null || (lift.probability[first] === 1 && lift.value[first] === 0)) {
    weights[0] = own;
    stationaryShares(weights, inertia, out);
    return;
  }
  out.fill(0);
  for (let q = first; q < first + NODES; q++) {
    if (lift.probability[q] === 0) continue;
    weights[0] = own * Math.exp(lift.value[q]);
    stationaryShares(weights, inertia, shares);
    for (let b = 0; b < brands; b++) out[b] += lift.probability[q] * shares[b];
  }
}

/** Index paths for the kernel: [draw × group × period]. */
export function indexPaths(
  paths: ForecastPaths,
  response: GroupResponse,
  hasRivals: boolean,
): { volume: Float64Array; utility: Float64Array } {
  const volume = new Float64Array(paths.own.length);
  const utility = new Float64Array(paths.own.length);
  for (let at = 0; at < paths.own.length; at++) {
    const group = Math.floor(at / paths.horizon) % response.groups;
    const position = hasRivals
      ? gridPosition(response.logRatio, group, Math.log(paths.own[at] / paths.rivals[at]))
      : (GRID - 1) / 2;
    utility[at] = utilityAt(position);
    const base = interpolate(response.own, group, position);
    volume[at] = base > 0 ? Math.min(MAX_VOLUME, paths.own[at] / base) : 0;
  }
  return { volume, utility };
}

/** Place on the grid where the group's log ratio (increasing in the utility) reaches the target. */
function gridPosition(logRatio: Float64Array, group: number, target: number): number {
  const from = group * GRID;
  let low = 0;
  let high = GRID - 1;
  if (target <= logRatio[from]) return 0;
  if (target >= logRatio[from + high]) return high;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (logRatio[from + middle] <= target) low = middle;
    else high = middle;
  }
  const span = logRatio[from + high] - logRatio[from + low];
  return low + (span > 0 ? (target - logRatio[from + low]) / span : 0);
}

function interpolate(table: Float64Array, group: number, position: number): number {
  const low = Math.min(Math.floor(position), GRID - 2);
  const at = group * GRID + low;
  // Geometric, because amounts grow about exponentially with the utility.
  const below = Math.max(table[at], 1e-12);
  const above = Math.max(table[at + 1], 1e-12);
  return below * (above / below) ** (position - low);
}
