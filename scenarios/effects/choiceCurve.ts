import { f64, i32 } from "../../core/columns.ts";
import { stationaryShares } from "../../models/known/choice.ts";
import type { LeverCurve, LeverValue } from "../../sim/spec/levers.ts";
import { partOpen } from "../../twin/openings.ts";
import type { Twin } from "../../twin/source.ts";
import { spanOf } from "../parameters/values.ts";

/** What accounts of about the same own share choose from: the material of {@link utilityCurve}. */
export interface ShareClass {
  /** Accounts in kernel order. */
  readonly accounts: readonly number[];
  /** Own share of their occasions, 0 to 1. */
  readonly ownShare: number;
  /** [sampled account][brand] expected choice weights, and each one's occasions a period, of one that opens until then none. */
  readonly weights: Float64Array;
  readonly occasions: Float64Array;
}

/** Share classes of a twentieth. */
const CLASSES = 20;
/** Accounts that stand for a class when its curve is solved. */
const SAMPLE = 400;
/** Points of a curve over a range of values. */
const NODES = 17;
/** Utilities beyond this say that the asked units cannot be reached. */
const MAX_UTILITY = 8;

/**
 * Sorts the touched accounts by their own share under the expected utilities of periods [0, horizon).
 * @param mask accounts in kernel order, 1 = touched
 */
export function shareClasses(twin: Twin, mask: Uint8Array, horizon: number): ShareClass[] {
  const { brands, inertia } = twin.header.scalars;
  const weightOf = expectedWeights(twin, horizon);
  const there = partOpen(twin, horizon);
  const occasions = f64(twin.columns, "rate").map((rate, i) => rate * there[i]!);
  const weights = new Float64Array(brands);
  const shares = new Float64Array(brands);
  const members: number[][] = Array.from({ length: CLASSES }, () => []);
  mask.forEach((touched, i) => {
    if (touched === 0) return;
    const own = stationaryShares(weightOf(i, weights), inertia, shares)[0]!;
    // An account without any preference never buys.
    if (Number.isFinite(own)) members[Math.min(CLASSES - 1, Math.floor(own * CLASSES))]!.push(i);
  });
  return members
    .filter(accounts => accounts.length > 0)
    .map(accounts => describeClass(twin, accounts, weightOf, occasions));
}

type WeightOf = (account: number, out: Float64Array) => Float64Array;

/** Choice weights of an account at the mean of all draws' utilities, aware, and at its usual goodwill. */
function expectedWeights(twin: Twin, horizon: number): WeightOf {
  const { brands, draws, groups, periods } = twin.header.scalars;
  const ownPaths = f64(twin.columns, "ownUtility");
  const rivalPaths = f64(twin.columns, "rivalUtility");
  const own = new Float64Array(groups);
  const rivals = new Float64Array(brands);
  const each = 1 / (draws * horizon);
  for (let k = 0; k < draws; k++)
    for (let t = 0; t < horizon; t++) {
      for (let g = 0; g < groups; g++) own[g]! += each * ownPaths[(k * groups + g) * periods + t]!;
      for (let b = 1; b < brands; b++) rivals[b]! += each * rivalPaths[(k * periods + t) * brands + b]!;
    }
  const preference = f64(twin.columns, "preference");
  const group = i32(twin.columns, "group");
  return (i, out) => {
    out[0] = preference[i * brands]! * Math.exp(own[group[i]!]!);
    for (let b = 1; b < brands; b++) out[b] = preference[i * brands + b]! * Math.exp(rivals[b]!);
    return out;
  };
}

function describeClass(
  twin: Twin,
  accounts: readonly number[],
  weightOf: WeightOf,
  occasions: Float64Array,
): ShareClass {
  const { brands } = twin.header.scalars;
  const step = Math.max(1, accounts.length / SAMPLE);
  const sample = Array.from(
    { length: Math.min(SAMPLE, accounts.length) },
    (_, j) => accounts[Math.floor(j * step)]!,
  );
  const weights = new Float64Array(sample.length * brands);
  sample.forEach((i, j) => {
    weightOf(i, weights.subarray(j * brands, (j + 1) * brands));
  });
  const plain = { accounts, ownShare: 0, weights, occasions: Float64Array.from(sample, i => occasions[i]!) };
  const total = plain.occasions.reduce((a, b) => a + b, 0);
  return { ...plain, ownShare: total > 0 ? ownUnits(plain, 0, twin) / total : 0 };
}

/** Own occasions a period of a class when its own utility is raised, in the long run of the choice law. */
function ownUnits(
  { weights, occasions }: Pick<ShareClass, "weights" | "occasions">,
  utility: number,
  twin: Twin,
): number {
  const { brands, inertia } = twin.header.scalars;
  const raised = new Float64Array(brands);
  const shares = new Float64Array(brands);
  const factor = Math.exp(utility);
  let units = 0;
  for (let j = 0; j < occasions.length; j++) {
    raised.set(weights.subarray(j * brands, (j + 1) * brands));
    raised[0]! *= factor;
    units += occasions[j]! * stationaryShares(raised, inertia, shares)[0]!;
  }
  return units;
}

/**
 * The utility that multiplies a class's own occasions by `factor(value)`, as a function of the lever's value.
 *
 * For one account with own share s and no inertia that is log(s·f / (1 − s·f)) − log(s / (1 − s)), to first order
 * log f / (1 − s). Where more is asked than all of the occasions the curve stays at its end.
 */
export function utilityCurve(
  shareClass: ShareClass,
  value: LeverValue,
  factor: (value: number) => number,
  twin: Twin,
): LeverCurve {
  const units = ownUnits(shareClass, 0, twin);
  return curveOf(value, x => (units > 0 ? solve(u => ownUnits(shareClass, u, twin) / units, factor(x)) : 0));
}

/** A function of the lever's value at equal steps over the values that it can take. */
export function curveOf(value: LeverValue, f: (value: number) => number): LeverCurve {
  const [from, to] = spanOf(value);
  const nodes = to > from ? NODES : 1;
  const step = nodes > 1 ? (to - from) / (nodes - 1) : 1;
  return { from, step, values: Float64Array.from({ length: nodes }, (_, i) => f(from + i * step)) };
}

/** The argument between ±MAX_UTILITY at which an increasing function takes a value, or the end that is nearer. */
function solve(increasing: (u: number) => number, target: number): number {
  let low = -MAX_UTILITY;
  let high = MAX_UTILITY;
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (increasing(middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
