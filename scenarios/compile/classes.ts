import type { Levers, VisitPlan } from "../../sim/spec/levers.ts";
import type { AccountEffect } from "../effects/accountEffect.ts";

/** Most classes that an account's class number can tell apart. */
const MAX_CLASSES = 65_536;

/**
 * Sorts accounts into classes that meet the same effects. Class 0 meets none, whether or not it has accounts.
 * Effects that touch nobody are left out.
 */
export function leversOf(
  effects: readonly AccountEffect[],
  visitPlan: VisitPlan | null,
  accounts: number,
): Levers | null {
  const used = effects.filter(effect => effect.accounts.includes(1) && effect.to > effect.from);
  if (used.length === 0 && visitPlan === null) return null;
  const accountClass = new Uint16Array(accounts);
  // The effects that each class meets, in order.
  const members: number[][] = [[]];
  const known = new Map<string, number>([["", 0]]);
  for (let i = 0; i < accounts; i++) {
    const met = used.flatMap((effect, e) => (effect.accounts[i] === 1 ? [e] : []));
    const key = met.join(",");
    const number = known.get(key) ?? members.push(met) - 1;
    if (number >= MAX_CLASSES)
      throw new RangeError(`levers tell more than ${MAX_CLASSES} classes of accounts apart`);
    known.set(key, number);
    accountClass[i] = number;
  }
  const masks = used.map((_, e) => Uint8Array.from(members, met => (met.includes(e) ? 1 : 0)));
  return {
    classes: members.length,
    accountClass,
    effects: used.map(({ accounts: _, ...effect }, e) => ({ ...effect, mask: masks[e]! })),
    visitPlan,
  };
}
