import type { Target } from "../../data/market/market.ts";
import type { Plan } from "./plan.ts";

/**
 * Targets as another plan has them from a day on. What a territory aimed at goes to the territories that its accounts go
 * to, in proportion to what those accounts bought (without any sales, to their number); what belongs to nobody then takes
 * nothing along. A target that the day cuts in two is divided by days. Sums stay what they were to the minor unit.
 * @param amount [account] minor currency units
 * @param day first day of the new plan, since 1970-01-01
 */
export function shareTargets(
  targets: readonly Target[],
  { before, after }: { readonly before: Plan; readonly after: Plan },
  amount: Float64Array,
  day: number,
): Target[] {
  const sharesOf = territoryShares(before, after, amount);
  const shared = targets.flatMap(target => {
    if (target.territory < 0 || target.last < day) return [target];
    const [old, rest] = cutAt(target, day);
    const shares = sharesOf(target.territory);
    const parts = largestRemainders(
      rest.amount,
      shares.map(([, share]) => share),
    );
    return [...old, ...shares.map(([territory], i) => ({ ...rest, territory, amount: parts[i]! }))];
  });
  return addedUp(shared);
}

/** By territory of the old plan: territories of the new one with the share of it that each takes over. */
function territoryShares(
  before: Plan,
  after: Plan,
  amount: Float64Array,
): (territory: number) => readonly (readonly [territory: number, share: number])[] {
  const sums = new Map<number, Map<number, { amount: number; accounts: number }>>();
  after.territory.forEach((to, i) => {
    const from = before.territory[i]!;
    if (from < 0 || to < 0) return;
    const row = sums.get(from) ?? new Map<number, { amount: number; accounts: number }>();
    sums.set(from, row);
    const sum = row.get(to) ?? { amount: 0, accounts: 0 };
    row.set(to, { amount: sum.amount + Math.max(0, amount[i]!), accounts: sum.accounts + 1 });
  });
  return territory => {
    const row = [...(sums.get(territory) ?? [])].sort(([a], [b]) => a - b);
    if (row.length === 0) return [[territory, 1]];
    const sold = row.reduce((sum, [, part]) => sum + part.amount, 0);
    const accounts = row.reduce((sum, [, part]) => sum + part.accounts, 0);
    return row.map(([to, part]) => [to, sold > 0 ? part.amount / sold : part.accounts / accounts]);
  };
}

/** The part of a target before a day, if there is one, and the part from it on. */
function cutAt(target: Target, day: number): [Target[], Target] {
  if (target.start >= day) return [[], target];
  const share = (day - target.start) / (target.last - target.start + 1);
  const old = Math.round(target.amount * share);
  return [
    [{ ...target, last: day - 1, amount: old }],
    { ...target, start: day, amount: target.amount - old },
  ];
}

/** Whole parts of a whole amount, in proportion: what rounding leaves goes to the largest fractions. */
function largestRemainders(amount: number, shares: readonly number[]): number[] {
  const parts = shares.map(share => Math.floor(amount * share));
  const left = amount - parts.reduce((sum, part) => sum + part, 0);
  const order = shares
    .map((share, i) => [amount * share - parts[i]!, i] as const)
    .sort(([a, i], [b, j]) => b - a || i - j);
  for (const [, i] of order.slice(0, left)) parts[i]!++;
  return parts;
}

function addedUp(targets: readonly Target[]): Target[] {
  const sums = new Map<string, Target>();
  for (const target of targets) {
    const key = [target.start, target.last, target.span, target.territory].join();
    sums.set(key, { ...target, amount: target.amount + (sums.get(key)?.amount ?? 0) });
  }
  return [...sums.values()].sort(
    (a, b) => a.start - b.start || a.span.localeCompare(b.span) || a.territory - b.territory,
  );
}
