import { i32 } from "../../core/columns.ts";
import { type Handover, lossAtFirst } from "../../data/config/handover.ts";
import { openAccounts } from "../../data/market/openAccounts.ts";
import type { LeverValue } from "../../sim/spec/levers.ts";
import { handover } from "../../territory/plan/handover.ts";
import { type Plan, today } from "../../territory/plan/plan.ts";
import type { Facts, Membership } from "../parameters/facts.ts";
import { type AccountEffect, effect, type Reach } from "./accountEffect.ts";
import { ownUnits } from "./ownUnits.ts";
import { weeksOf } from "./repLists.ts";

/** Who changes what under another plan, by account in kernel order. */
export interface Moves {
  /** 1: another territory. */
  readonly moved: Uint8Array;
  /** 1: another rep. */
  readonly changesHands: Uint8Array;
  /** 1: another rep, and somebody's today. */
  readonly loses: Uint8Array;
  /** Where everybody is then, dark accounts with their places; null: nobody moves. */
  readonly membership: Membership | null;
}

/** @param touched accounts that the plan is for */
export function movesOf(plan: Plan, facts: Facts, touched: Uint8Array): Moves {
  const before = today(facts.market);
  const { moved, changesHands } = handover(before, plan);
  const inOrder = (of: (account: number) => number) =>
    Uint8Array.from(facts.marketAccount, (account, i) =>
      touched[i] === 1 && account >= 0 ? of(account) : 0,
    );
  return {
    moved: inOrder(account => moved[account]!),
    changesHands: inOrder(account => changesHands[account]!),
    loses: inOrder(account => (before.territory[account]! < 0 ? 0 : changesHands[account]!)),
    membership: membershipOf(plan, facts, touched),
  };
}

/** How many customers a mask in kernel order holds: open ones, as plans are told everywhere. */
export function customersIn(mask: Uint8Array, { market, marketAccount }: Facts): number {
  const open = openAccounts(market);
  return mask.reduce((sum, one, k) => sum + (one === 1 && open[marketAccount[k]!] === 1 ? 1 : 0), 0);
}

/** An account that opens later goes with the one that it is the like of. */
function membershipOf(plan: Plan, { placed, twin }: Facts, touched: Uint8Array): Membership | null {
  const like = i32(twin.columns, "like");
  const territory = placed.territory.map((before, k) => {
    if (touched[k] === 0) return before;
    const account = like[k]!;
    const after = account >= 0 ? plan.territory[account]! : plan.place(placed.cell[k]!, placed.area[k]!);
    return after < 0 ? before : after;
  });
  if (territory.every((after, k) => after === placed.territory[k])) return null;
  return { territories: plan.territories.map(({ id }) => id), territory };
}

/**
 * What a new rep costs: own occasions that are missing, most at first and fewer in a straight line until the new rep knows
 * the account, so that a year's loss is what `handover.loss` says.
 */
export function brokenRelations(loses: Uint8Array, reach: Reach, facts: Facts): AccountEffect[] {
  const { handover: setting } = facts.market;
  const profile = fading(setting, facts).subarray(0, reach.to - reach.from);
  const fades = { ...reach, to: reach.from + profile.length, accounts: loses };
  const first = lossAtFirst(setting);
  const effects = ownUnits(drawnFrom(setting.loss), loss => 1 - first * loss, fades, facts);
  return effects.map(e => ({ ...e, profile }));
}

/** What is left of the loss in each period, 1 at first. */
export function fading({ fade_weeks }: Pick<Handover, "fade_weeks">, { market }: Facts): Float64Array {
  const length = fade_weeks / weeksOf(market.period);
  return Float64Array.from({ length: Math.ceil(length) }, (_, t) => Math.max(0, 1 - (t + 0.5) / length));
}

/** Contacts that nobody makes until the hand-over is done, `handover.missed_weeks` of them: one effect a period. */
export function missedContacts(changesHands: Uint8Array, reach: Reach, { market }: Facts): AccountEffect[] {
  const weeks = market.handover.missed_weeks;
  const step = weeksOf(market.period);
  const periods = Math.min(reach.to - reach.from, Math.ceil(weeks.high / step));
  return Array.from({ length: periods }, (_, t) => {
    const stretch = { from: reach.from + t, to: reach.from + t + 1 };
    // Its own stream: long gaps and large losses have nothing to do with each other.
    const met = { ...reach, ...stretch, accounts: changesHands, stream: (reach.stream ^ 1) >>> 0 };
    const curve = { from: t * step, step, values: Float64Array.of(0, -1) };
    return { ...effect("contacts", drawnFrom(weeks), met), curve };
  });
}

/** Mean share of the contacts of period t that a hand-over misses. */
export function missedShare({ low, high }: Handover["missed_weeks"], t: number, step: number): number {
  const points = 64;
  let sum = 0;
  for (let n = 0; n < points; n++) {
    const weeks = low + ((high - low) * (n + 0.5)) / points;
    sum += Math.min(1, Math.max(0, weeks / step - t));
  }
  return sum / points;
}

function drawnFrom({ low, high }: Handover["loss"]): LeverValue {
  return { law: "range", low, high };
}
