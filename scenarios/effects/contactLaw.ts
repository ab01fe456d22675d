import { f64 } from "../../core/columns.ts";
import { EFFECT_VARIATION } from "../../models/response/response.ts";
import type { LeverValue } from "../../sim/spec/levers.ts";
import type { Facts } from "../parameters/facts.ts";
import { type AccountEffect, effect, type Reach } from "./accountEffect.ts";
import { curveOf } from "./choiceCurve.ts";
import { contactsByAccount, type RepList } from "./repLists.ts";

/** What contacts are expected to do, by their means. */
export interface ContactLaw {
  /** Goodwill that a contact adds, by account in kernel order: 1 inside its window, less outside. */
  readonly worth: Float64Array;
  /** 1 − e^(−γkʲ): what a contact counts for j periods later. */
  readonly weight: Float64Array;
  /** Expected utility of the own brand at a load Σ contacts × worth × weight. */
  utility(load: number): number;
}

/** Periods after which a contact is forgotten. */
const REMEMBERED = 64;

/**
 * With contacts Poisson of mean c a period, carry-over k and saturation γ, goodwill g has log E e^(−γg) = −Σⱼ c·(1 − e^(−γkʲ));
 * its utility is β(1 − e^(−γg))/γ. Null where contacts do nothing.
 */
export function contactLaw(facts: Facts): ContactLaw | null {
  const { goodwillEffect, saturation, carryOver, reps } = facts.twin.header.scalars;
  if (reps === 0 || goodwillEffect === 0 || saturation === 0) return null;
  const scale = goodwillEffect / saturation;
  return {
    worth: worthOfContacts(facts),
    weight: Float64Array.from({ length: facts.horizon + REMEMBERED }, (_, j) =>
      Math.abs(Math.expm1(-saturation * carryOver ** j)),
    ),
    utility: load => -scale * Math.expm1(-load),
  };
}

function worthOfContacts({ twin, marketAccount }: Facts): Float64Array {
  const { channels, outsideEffect, reps } = twin.header.scalars;
  if (channels === 0) return new Float64Array(marketAccount.length).fill(1);
  const mix = f64(twin.columns, "channelMix").subarray(reps * channels);
  const acceptance = f64(twin.columns, "acceptance");
  return Float64Array.from(marketAccount, (_, i) => {
    let inside = 0;
    for (let c = 0; c < channels; c++)
      inside += (mix[c]! - (c > 0 ? mix[c - 1]! : 0)) * acceptance[i * channels + c]!;
    return inside + (1 - inside) * outsideEffect;
  });
}

/** Steps of utility in which accounts are told apart. */
const STEPS = 24;

/**
 * What the published effect of contacts leaves open: it differs between studies by a log-normal factor f of mean 1, drawn
 * run by run. The simulator plays f = 1, so that (f − 1) times the change of expected utility is added, as it builds up: to
 * the change alone, since what today's contacts do is in the preferences.
 */
export function openEffect(
  today: readonly RepList[],
  after: readonly RepList[],
  reach: Reach,
  facts: Facts,
): AccountEffect[] {
  const law = contactLaw(facts);
  if (law === null) return [];
  const load = law.weight.reduce((sum, w) => sum + w, 0);
  const utility = (lists: readonly RepList[]) =>
    contactsByAccount(lists, law.worth.length).map((c, i) => law.utility(c * law.worth[i]! * load));
  const before = utility(today);
  const change = utility(after).map((u, i) => u - before[i]!);
  const largest = change.reduce((most, u) => Math.max(most, Math.abs(u)), 0);
  const sd = Math.sqrt(Math.log1p(EFFECT_VARIATION ** 2));
  const value: LeverValue = { law: "normal", mean: 0, sd };
  const { carryOver } = facts.twin.header.scalars;
  const profile = Float64Array.from({ length: reach.to - reach.from }, (_, t) => 1 - carryOver ** (t + 1));
  const stream = (reach.stream ^ 2) >>> 0;
  const step = change.map(u => (largest > 0 ? Math.round((STEPS * u) / largest) : 0));
  return [...new Set(step)]
    .sort((a, b) => a - b)
    .flatMap(one => {
      if (one === 0) return [];
      const size = (largest * one) / STEPS;
      const curve = curveOf(value, z => size * Math.expm1(z - sd ** 2 / 2));
      const met = { ...reach, stream, accounts: Uint8Array.from(step, s => +(s === one)) };
      return [{ ...effect("utility", value, met), curve, profile }];
    });
}
