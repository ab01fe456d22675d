import { NO_BEHAVIOUR } from "../../twin/layout.ts";
import type { Prediction } from "./types.ts";

/**
 * How well groups of accounts tell the amounts that come after: R² of the mean by group, each account left out of its own
 * group's mean and of the overall one, so that many small groups gain nothing by their number.
 */
export function groupR2(group: ArrayLike<number>, amount: ArrayLike<number>): number {
  const sum = new Map<number, number>();
  const count = new Map<number, number>();
  let total = 0;
  for (let i = 0; i < group.length; i++) {
    sum.set(group[i], (sum.get(group[i]) ?? 0) + amount[i]);
    count.set(group[i], (count.get(group[i]) ?? 0) + 1);
    total += amount[i];
  }
  const n = group.length;
  let left = 0;
  let all = 0;
  for (let i = 0; i < n; i++) {
    const rest = (total - amount[i]) / (n - 1);
    const size = count.get(group[i]) ?? 1;
    const mean = size > 1 ? ((sum.get(group[i]) ?? 0) - amount[i]) / (size - 1) : rest;
    left += (amount[i] - mean) ** 2;
    all += (amount[i] - rest) ** 2;
  }
  return all > 0 ? 1 - left / all : 0;
}

/** ABC classes by amount: 0 the largest accounts up to 80% of it, 1 up to 95%, 2 the rest. */
export function abcClasses(amount: ArrayLike<number>): Uint8Array {
  const order = Array.from({ length: amount.length }, (_, i) => i).sort(
    (a, b) => amount[b] - amount[a] || a - b,
  );
  const total = order.reduce((sum, i) => sum + Math.max(0, amount[i]), 0);
  const classes = new Uint8Array(amount.length).fill(2);
  let before = 0;
  for (const i of order) {
    if (amount[i] <= 0 || before >= 0.95 * total) break;
    classes[i] = before < 0.8 * total ? 0 : 1;
    before += amount[i];
  }
  return classes;
}

/**
 * Segments and ABC classes of a date, judged by the amounts of the year after.
 * @param codes segments at the date; accounts in none are left out
 * @param before own amounts of the year before the date, @param after those of the year after
 */
export function predictionBySegment(
  codes: Uint8Array,
  before: Float64Array,
  after: Float64Array,
): Prediction | null {
  const members = Array.from(codes.keys()).filter(i => codes[i] !== NO_BEHAVIOUR);
  if (members.length < 3) return null;
  const amount = members.map(i => after[i]);
  return {
    r2Segments: groupR2(
      members.map(i => codes[i]),
      amount,
    ),
    r2Abc: groupR2(abcClasses(members.map(i => before[i])), amount),
    accounts: members.length,
  };
}
