import type { Period } from "../../../core/period.ts";
import type { Market } from "../../../data/market/market.ts";
import { openAccounts } from "../../../data/market/openAccounts.ts";
import { ownAmounts } from "../../../data/market/ownAmounts.ts";
import { handover } from "../../../territory/plan/handover.ts";
import type { Plan } from "../../../territory/plan/plan.ts";
import { addUp, type Holding, NOTHING_HELD } from "./holdings.ts";

/** What one of them has before and after, and what it gains and loses by that. */
interface Change {
  readonly before: Holding;
  readonly after: Holding;
  readonly gained: Holding;
  readonly lost: Holding;
}

/** Two plans side by side, as `plan diff` and the API tell them. Amounts are own sales of the last 52 weeks (12 months). */
export interface PlanDiff {
  readonly a: string;
  readonly b: string;
  readonly currency: string;
  /** Of the market: what "a year" is. */
  readonly period: Period;
  /** What gets another territory, and another rep. */
  readonly moved: Holding;
  readonly changes_hands: Holding;
  /** Of all own sales; null without any. */
  readonly amount_share: number | null;
  /** By rep; null: territories that nobody works. */
  readonly reps: readonly ({ readonly rep_id: string | null } & Change)[];
  readonly territories: readonly ({ readonly territory_id: string } & Change)[];
  /** By region; null: territories of none. Empty where no plan has regions. */
  readonly regions: readonly ({ readonly region_id: string | null } & Change)[];
}

/** Both plans are of the market. */
export function diffPlans(names: Pick<PlanDiff, "a" | "b">, a: Plan, b: Plan, market: Market): PlanDiff {
  const { moved, changesHands } = handover(a, b);
  const sums = addUp(market);
  const marked = (mask: Uint8Array) => sums(i => mask[i] === 1).get(true) ?? NOTHING_HELD;
  const all = sums(() => null).get(null) ?? NOTHING_HELD;
  const hands = marked(changesHands);
  /** By whatever a territory of a plan is a part of; undefined: the account is in no territory. */
  const changes = <K>(partOf: (territory: Plan["territories"][number]) => K): [K, Change][] => {
    const of = (plan: Plan, i: number) => {
      const territory = plan.territories[plan.territory[i]!];
      return territory && { key: partOf(territory) };
    };
    const before = sums(i => of(a, i)?.key);
    const after = sums(i => of(b, i)?.key);
    const differs = (i: number) => of(a, i)?.key !== of(b, i)?.key;
    const gained = sums(i => (differs(i) ? of(b, i)?.key : undefined));
    const lost = sums(i => (differs(i) ? of(a, i)?.key : undefined));
    const keys = new Set([...a.territories, ...b.territories].map(partOf));
    const held = (map: Map<K | undefined, Holding>, key: K) => map.get(key) ?? NOTHING_HELD;
    return [...keys].map(key => [
      key,
      {
        before: held(before, key),
        after: held(after, key),
        gained: held(gained, key),
        lost: held(lost, key),
      },
    ]);
  };
  const regions = changes(({ region }) => region ?? null).map(([region_id, change]) => ({
    region_id,
    ...change,
  }));
  return {
    ...names,
    currency: market.currency,
    period: market.period,
    moved: marked(moved),
    changes_hands: hands,
    amount_share: all.own_amount > 0 ? hands.own_amount / all.own_amount : null,
    reps: changes(({ repId }) => repId).map(([rep_id, change]) => ({ rep_id, ...change })),
    territories: changes(({ id }) => id).map(([territory_id, change]) => ({ territory_id, ...change })),
    regions: regions.some(({ region_id }) => region_id !== null) ? regions : [],
  };
}

/** An account that a rep hands over or takes over. */
export interface HandedOver {
  readonly account_id: string;
  readonly name: string | null;
  readonly type: string | null;
  readonly from_territory: string | null;
  readonly to_territory: string | null;
  readonly from_rep: string | null;
  readonly to_rep: string | null;
  /** In the currency. */
  readonly own_amount: number;
}

/** Open accounts that change hands from one plan to the other, the largest first. */
export function handedOver(a: Plan, b: Plan, market: Market): HandedOver[] {
  const { changesHands } = handover(a, b);
  const { accounts, types, minorUnits } = market;
  const [open, own] = [openAccounts(market), ownAmounts(market)];
  const of = (plan: Plan, i: number) => plan.territories[plan.territory[i]!];
  const rows = accounts.ids.flatMap((account_id, i): HandedOver[] => {
    if (changesHands[i] !== 1 || open[i] !== 1) return [];
    const [from, to] = [of(a, i), of(b, i)];
    return [
      {
        account_id,
        name: accounts.names[i] ?? null,
        type: types[accounts.type[i]!] ?? null,
        from_territory: from?.id ?? null,
        to_territory: to?.id ?? null,
        from_rep: from?.repId ?? null,
        to_rep: to?.repId ?? null,
        own_amount: own[i]! / minorUnits,
      },
    ];
  });
  return rows.sort((x, y) => y.own_amount - x.own_amount || (x.account_id < y.account_id ? -1 : 1));
}

/** Reps that hand over or take over, by id, each with its accounts; null: nobody works the territory. */
export function handoversByRep(rows: readonly HandedOver[]): Map<string | null, RepList> {
  const reps = [...new Set(rows.flatMap(row => [row.from_rep, row.to_rep]))].sort((a, b) =>
    a === null ? 1 : b === null ? -1 : a < b ? -1 : 1,
  );
  return new Map(
    reps.map(rep => [
      rep,
      { takes: rows.filter(row => row.to_rep === rep), hands: rows.filter(row => row.from_rep === rep) },
    ]),
  );
}

export interface RepList {
  /** Taken over. */
  readonly takes: readonly HandedOver[];
  /** Handed over. */
  readonly hands: readonly HandedOver[];
}
