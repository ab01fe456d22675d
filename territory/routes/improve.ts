import { dayCost } from "./problem.ts";
import { LEAST_GAIN, type Week } from "./week.ts";

/** Stops that or-opt moves together. */
const CHAIN = 3;

/**
 * Makes a week cheaper until no move helps any more, and gives stops that have no day one where there is room. Moves: a
 * chain of up to three stops goes elsewhere, as it is or turned round (or-opt, Or 1976; on the same day or another), a part
 * of a day is turned round (2-opt, Croes 1958), two days change their ends (2-opt*, Potvin and Rousseau 1995). Each
 * is taken as soon as it helps and breaks nothing.
 */
export function improve(week: Week): void {
  const days = [...week.orders.keys()];
  let changed = new Set(days);
  while (changed.size > 0) {
    const last = changed;
    changed = new Set();
    for (const a of days)
      for (const b of days) {
        if (!last.has(a) && !last.has(b) && !changed.has(a) && !changed.has(b)) continue;
        const moved = a === b ? withinDay(week, a) : betweenDays(week, a, b);
        if (moved) changed.add(a).add(b);
      }
    if (week.left.length > 0) {
      const before = week.left.length;
      week.insert(week.left);
      if (week.left.length < before) for (const day of days) changed.add(day);
    }
  }
}

function withinDay(week: Week, day: number): boolean {
  let moved = false;
  for (let again = true; again; ) {
    again = false;
    for (const order of [...turned(week.orders[day]!), ...chainsMoved(week.orders[day]!)]) {
      const cost = dayCost(week.problem, day, order, week.costs[day]! - LEAST_GAIN);
      if (cost === Number.POSITIVE_INFINITY) continue;
      week.set(day, order, cost);
      [again, moved] = [true, true];
      break;
    }
  }
  return moved;
}

/** 2-opt: every part of two stops or more, the other way round. */
function* turned(order: readonly number[]): Generator<number[]> {
  for (let from = 0; from < order.length - 1; from++)
    for (let to = from + 2; to <= order.length; to++)
      yield [...order.slice(0, from), ...order.slice(from, to).reverse(), ...order.slice(to)];
}

/** Or-opt on one day. */
function* chainsMoved(order: readonly number[]): Generator<number[]> {
  for (let length = 1; length <= Math.min(CHAIN, order.length - 1); length++)
    for (let from = 0; from + length <= order.length; from++) {
      const rest = order.toSpliced(from, length);
      for (const chain of bothWays(order.slice(from, from + length)))
        for (let place = 0; place <= rest.length; place++)
          if (place !== from) yield rest.toSpliced(place, 0, ...chain);
    }
}

function bothWays(chain: readonly number[]): (readonly number[])[] {
  return chain.length > 1 ? [chain, chain.toReversed()] : [chain];
}

/** Or-opt from day `a` to day `b`, and their ends exchanged. */
function betweenDays(week: Week, a: number, b: number): boolean {
  let moved = false;
  for (let again = true; again; ) {
    again = false;
    for (const [first, second] of exchanges(week, a, b)) {
      const before = week.costs[a]! + week.costs[b]! - LEAST_GAIN;
      const cost = dayCost(week.problem, a, first, before);
      if (cost === Number.POSITIVE_INFINITY) continue;
      const other = dayCost(week.problem, b, second, before - cost);
      if (other === Number.POSITIVE_INFINITY) continue;
      week.set(a, first, cost);
      week.set(b, second, other);
      [again, moved] = [true, true];
      break;
    }
  }
  return moved;
}

function* exchanges(week: Week, a: number, b: number): Generator<readonly [number[], number[]]> {
  const [from, to] = [week.orders[a]!, week.orders[b]!];
  for (let length = 1; length <= Math.min(CHAIN, from.length); length++)
    for (let at = 0; at + length <= from.length; at++) {
      const rest = from.toSpliced(at, length);
      for (const chain of bothWays(from.slice(at, at + length)))
        for (let place = 0; place <= to.length; place++) yield [rest, to.toSpliced(place, 0, ...chain)];
    }
  for (let i = 0; i <= from.length; i++)
    for (let j = 0; j <= to.length; j++)
      if (a < b && i + j > 0 && i + j < from.length + to.length)
        yield [
          [...from.slice(0, i), ...to.slice(j)],
          [...to.slice(0, j), ...from.slice(i)],
        ];
}
