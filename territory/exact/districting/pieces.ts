import type { Districting } from "../../districting.ts";
import { bordersOf } from "./borders.ts";

/** More units than bits are not enumerated. */
export const MOST_UNITS = 62;

/** A contiguous set of units that could be a territory. */
export interface Piece {
  /** Units 0–30 and from 31 on, as bits. */
  readonly low: number;
  readonly high: number;
  /** Territory it could be; 0 where they are interchangeable. */
  readonly territory: number;
  /** Largest deviation from a target over the balances (share of it). */
  readonly deviation: number;
  /** Borders between a unit inside and one outside. */
  readonly border: number;
}

export interface Pieces {
  readonly list: readonly Piece[];
  /** Whether all were looked at; otherwise there were more than the limit. */
  readonly complete: boolean;
}

export interface PieceLimits {
  /** Contiguous sets that are looked at. */
  readonly visits: number;
  /** Pieces that are kept. */
  readonly kept: number;
}

/** A set of up to 62 units. */
type Bits = readonly [low: number, high: number];
const NONE: Bits = [0, 0];

/**
 * All contiguous sets of units that lie within a tolerance of a target, keep all locks and capacities, and leave a rest
 * of which each part holds a whole number of territories (Garfinkel and Nemhauser 1970). Each is met once: sets grow from
 * their lowest unit, and a neighbour that was passed over stays out (Wernicke 2006).
 * @param labelled whether pieces are made for each territory by itself
 */
export function piecesOf(
  question: Districting,
  tolerance: number,
  labelled: boolean,
  limits: PieceLimits,
): Pieces {
  const { units, balances, territories } = question;
  const near = neighbours(question);
  const degree = near.map(count);
  const candidates = Array.from({ length: labelled ? territories : 1 }, (_, t) => t);
  const most = balances.map(({ base, target }) =>
    Math.max(...candidates.map(t => target[t]! * (1 + tolerance) - base[t]! + 1e-9 * target[t]!)),
  );
  const least = balances.map(({ base, target }) =>
    Math.min(...candidates.map(t => target[t]! * (1 - tolerance) - base[t]! - 1e-9 * target[t]!)),
  );
  const everything = Array.from({ length: units }, (_, u) => u).reduce<Bits>(
    (all, u) => or(all, bit(u)),
    NONE,
  );
  const list: Piece[] = [];
  let visits = 0;
  let complete = true;

  function keep(inside: Bits, of: Float64Array, borders: number): void {
    const pieces = candidates.flatMap(territory => {
      const deviation = deviationAs(question, of, territory);
      if (deviation > tolerance + 1e-9 || !allowedAs(question, inside, territory, labelled)) return [];
      return [{ low: inside[0], high: inside[1], territory, deviation, border: borders }];
    });
    if (pieces.length === 0 || (territories > 1 && !restHolds(without(everything, inside)))) return;
    list.push(...pieces);
  }

  /** Each part of what is left has to hold a whole number of territories. */
  function restHolds(rest: Bits): boolean {
    let left = rest;
    while (!isEmpty(left)) {
      const part = partOf(lowest(left), left, near);
      if (balances.some(({ weight }, b) => !holdsWhole(weightOf(part, weight), b))) return false;
      left = without(left, part);
    }
    return true;
  }

  function holdsWhole(weight: number, b: number): boolean {
    if (least[b]! <= 0) return weight >= least[b]!;
    const many = Math.min(territories - 1, Math.floor(weight / least[b]!));
    return many >= 1 && weight <= many * most[b]!;
  }

  const [nearLow, nearHigh] = [Int32Array.from(near, n => n[0]), Int32Array.from(near, n => n[1])];
  /** Weight by balance of the set at each depth, so that the search allocates nothing. */
  const sums = Array.from({ length: units + 1 }, () => new Float64Array(balances.length));

  // Sets as plain numbers: this runs tens of millions of times.
  function grow(
    size: number,
    low: number,
    high: number,
    openLow: number,
    openHigh: number,
    passedLow: number,
    passedHigh: number,
    borders: number,
  ): void {
    if (++visits > limits.visits || list.length > limits.kept) {
      complete = false;
      return;
    }
    if (heavyEnough(sums[size]!)) keep([low, high], sums[size]!, borders);
    let [leftLow, leftHigh, outLow, outHigh] = [openLow, openHigh, passedLow, passedHigh];
    while ((leftLow | leftHigh) !== 0 && complete) {
      const u =
        leftLow !== 0 ? 31 - Math.clz32(leftLow & -leftLow) : HALF + 31 - Math.clz32(leftHigh & -leftHigh);
      const [bitLow, bitHigh] = u < HALF ? [1 << u, 0] : [0, 1 << (u - HALF)];
      leftLow &= ~bitLow;
      leftHigh &= ~bitHigh;
      outLow |= bitLow;
      outHigh |= bitHigh;
      if (!grown(size, u)) continue;
      const [nextLow, nextHigh] = [low | bitLow, high | bitHigh];
      const shared = ones(nearLow[u]! & low) + ones(nearHigh[u]! & high);
      const openTo = (leftLow | nearLow[u]!) & ~(outLow | nextLow);
      const openToHigh = (leftHigh | nearHigh[u]!) & ~(outHigh | nextHigh);
      grow(
        size + 1,
        nextLow,
        nextHigh,
        openTo,
        openToHigh,
        outLow,
        outHigh,
        borders + degree[u]! - 2 * shared,
      );
    }
  }

  /** Adds a unit to the sums of a set of `size` units; false where that is too heavy. */
  function grown(size: number, u: number): boolean {
    const [from, to] = [sums[size]!, sums[size + 1]!];
    for (let b = 0; b < to.length; b++) {
      to[b] = from[b]! + balances[b]!.weight[u]!;
      if (to[b]! > most[b]!) return false;
    }
    return true;
  }

  function heavyEnough(of: Float64Array): boolean {
    for (let b = 0; b < of.length; b++) if (of[b]! < least[b]!) return false;
    return true;
  }

  let before = NONE;
  for (let u = 0; u < units && complete; u++) {
    before = or(before, bit(u));
    const open = without(near[u]!, before);
    const [low, high] = bit(u);
    if (grown(0, u)) grow(1, low, high, open[0], open[1], before[0], before[1], degree[u]!);
  }
  return { list, complete };
}

/** The units of a piece, ascending. */
export function unitsOf({ low, high }: Piece): number[] {
  const units: number[] = [];
  for (let u = 0; u < MOST_UNITS; u++) if (has([low, high], u)) units.push(u);
  return units;
}

function deviationAs({ balances }: Districting, sums: Float64Array, t: number): number {
  return balances.reduce((most, { base, target }, b) => {
    const off = Math.abs(sums[b]! + base[t]! - target[t]!) / target[t]!;
    return Math.max(most, off);
  }, 0);
}

function allowedAs(question: Districting, inside: Bits, t: number, labelled: boolean): boolean {
  const { locked, capacity, capacityWeight } = question;
  if (weightOf(inside, capacityWeight) > capacity[t]! * (1 + 1e-9)) return false;
  return !labelled || locked.every((lock, u) => lock < 0 || (lock === t) === has(inside, u));
}

function neighbours(question: Districting): Bits[] {
  const near: Bits[] = Array.from({ length: question.units }, () => NONE);
  for (const [u, v] of bordersOf(question)) {
    near[u] = or(near[u]!, bit(v));
    near[v] = or(near[v]!, bit(u));
  }
  return near;
}

function partOf(first: number, within: Bits, near: readonly Bits[]): Bits {
  let [part, edge] = [bit(first), bit(first)];
  while (!isEmpty(edge)) {
    let reached = NONE;
    for (let left = edge; !isEmpty(left); left = without(left, bit(lowest(left))))
      reached = or(reached, near[lowest(left)]!);
    edge = without(and(reached, within), part);
    part = or(part, edge);
  }
  return part;
}

function weightOf(set: Bits, weight: Float64Array): number {
  let sum = 0;
  for (let left = set; !isEmpty(left); left = without(left, bit(lowest(left)))) sum += weight[lowest(left)]!;
  return sum;
}

const HALF = 31;

function bit(u: number): Bits {
  return u < HALF ? [1 << u, 0] : [0, 1 << (u - HALF)];
}
function has(set: Bits, u: number): boolean {
  return !isEmpty(and(set, bit(u)));
}
function or(a: Bits, b: Bits): Bits {
  return [a[0] | b[0], a[1] | b[1]];
}
function and(a: Bits, b: Bits): Bits {
  return [a[0] & b[0], a[1] & b[1]];
}
function without(a: Bits, b: Bits): Bits {
  return [a[0] & ~b[0], a[1] & ~b[1]];
}
function isEmpty(set: Bits): boolean {
  return set[0] === 0 && set[1] === 0;
}
function lowest([low, high]: Bits): number {
  return low !== 0 ? 31 - Math.clz32(low & -low) : HALF + 31 - Math.clz32(high & -high);
}
/** Bits that are set (Wegner 1960, in parallel). */
function count([low, high]: Bits): number {
  return ones(low) + ones(high);
}
function ones(of: number): number {
  const pairs = of - ((of >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
