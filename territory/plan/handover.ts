import type { Plan } from "./plan.ts";

/** What changes for the accounts of a market from one plan to another, by account. */
export interface Handover {
  /** 1: the account gets another territory. */
  readonly moved: Uint8Array;
  /** 1: it gets another rep: where both are known by name, otherwise where the territory changes. */
  readonly changesHands: Uint8Array;
}

/** Both plans are of the same market. */
export function handover(from: Plan, to: Plan): Handover {
  const rep = (plan: Plan, account: number) => plan.territories[plan.territory[account]!]?.repId ?? null;
  const [moved, changesHands] = [0, 1].map(() => new Uint8Array(to.territory.length));
  to.territory.forEach((territory, i) => {
    if (territory < 0) return;
    moved![i] = territory === from.territory[i] ? 0 : 1;
    const [before, after] = [rep(from, i), rep(to, i)];
    changesHands![i] = before === null || after === null ? moved![i]! : Number(before !== after);
  });
  return { moved: moved!, changesHands: changesHands! };
}
