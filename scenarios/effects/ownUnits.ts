import { rivalsKnown } from "../../models/dark/rivals.ts";
import type { LeverValue } from "../../sim/spec/levers.ts";
import type { Facts } from "../parameters/facts.ts";
import { type AccountEffect, effect, type Reach } from "./accountEffect.ts";
import { curveOf, shareClasses, utilityCurve } from "./choiceCurve.ts";

/**
 * Effects that multiply own occasions by a factor of the lever's value: by a utility that is solved for each class of own
 * share, because the same utility moves an account that buys little from us more than one that buys nearly all.
 */
export function ownUnits(
  value: LeverValue,
  factor: (value: number) => number,
  reach: Reach,
  { market, twin, horizon }: Facts,
): AccountEffect[] {
  // Without rivals' sales at accounts there is no choice: fewer units are fewer occasions.
  if (rivalsKnown(market) !== "accounts")
    return [{ ...effect("demand", value, reach), curve: curveOf(value, v => factor(v) - 1) }];
  return shareClasses(twin, reach.accounts, horizon).map(shareClass => {
    const accounts = new Uint8Array(reach.accounts.length);
    for (const i of shareClass.accounts) accounts[i] = 1;
    const curve = utilityCurve(shareClass, value, factor, twin);
    return { ...effect("utility", value, { ...reach, accounts }), curve };
  });
}
