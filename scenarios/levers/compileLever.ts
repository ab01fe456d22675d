import { i32 } from "../../core/columns.ts";
import { rivalsKnown } from "../../models/dark/rivals.ts";
import type { LeverValue } from "../../sim/spec/levers.ts";
import { curveOf, shareClasses, utilityCurve } from "../effects/choiceCurve.ts";
import type { AccountEffect, CompiledLever, Reach } from "../effects/compiledLever.ts";
import { PRICE_ELASTICITY } from "../effects/promotions.ts";
import { handOver } from "../handover.ts";
import { periodsIn, periodsOf } from "../parameters/calendar.ts";
import type { Facts } from "../parameters/facts.ts";
import { accountsOf, rivalOf } from "../parameters/scope.ts";
import { fixed, meanOf } from "../parameters/values.ts";
import type { TerritoryPlan } from "../plans.ts";
import type { LeverSpec, ScenarioLever } from "./levers.ts";
import { rivalPromotion } from "./rivalPromotion.ts";

/** Largest loss of a customer's revenue at a change of rep (Schmitz, Friess, Alavi and Habel 2020). */
const HANDOVER_LOSS = 0.176;
/** Weeks after which a new rep has made up for it (assumed). */
const HANDOVER_WEEKS = 26;
const WEEKS_A_MONTH = 4.345;

/** What compiling one lever needs beside its line and the market. */
interface Given {
  readonly plan: TerritoryPlan | null;
  readonly stream: number;
}

type Of<Name extends LeverSpec["lever"]> = Extract<LeverSpec, { lever: Name }>;

/** Compiles one lever. Errors as `compileScenario`. */
export function compileLever(lever: ScenarioLever, facts: Facts, { plan, stream }: Given): CompiledLever {
  const { spec } = lever;
  const reach: Reach = { accounts: accountsOf(lever, facts), ...periodsOf(lever, facts), stream };
  switch (spec.lever) {
    case "visits":
      return contacts("contacts", "visits", spec.change, reach, facts);
    case "capacity":
      return contacts("capacity", "capacity", spec.change, reach, facts);
    case "discovery":
      return discovery(spec, reach, facts);
    case "demand":
      return plain("demand", spec.change, reach);
    case "season": {
      const periods = periodsIn(lever, spec.shift, facts.market.period);
      return plain("seasonShift", fixed(periods), reach);
    }
    case "price":
      return price(spec, reach, facts);
    case "rival_exit":
      return rivalExit(lever, spec, reach, facts);
    case "rival_promotion":
      return rivalPromotion(lever, spec, reach, facts);
    case "territories":
      return territories(plan!, reach, facts);
  }
}

function effect(kind: AccountEffect["kind"], value: LeverValue, reach: Reach): AccountEffect {
  return { kind, value, profile: null, brand: 0, ...reach };
}

function plain(kind: AccountEffect["kind"], value: LeverValue, reach: Reach): CompiledLever {
  return { effects: [effect(kind, value, reach)], remarks: [] };
}

/** Whether the twin knows contacts, and if not what to tell. */
function contactRemarks({ twin }: Facts, lever: string): string[] {
  return twin.header.scalars.reps > 0
    ? []
    : [
        `the lever ${lever} changes nothing here: the market has no visits in the last year, so the twin knows no contacts`,
      ];
}

function contacts(
  kind: "contacts" | "capacity",
  lever: "visits" | "capacity",
  value: LeverValue,
  reach: Reach,
  facts: Facts,
): CompiledLever {
  const repPeriods =
    lever === "capacity" ? meanOf(value) * repsOf(reach.accounts, facts) * (reach.to - reach.from) : 0;
  return {
    effects: [effect(kind, value, reach)],
    remarks: contactRemarks(facts, lever),
    cost: { repPeriods },
  };
}

/** Number of reps who contact any of the accounts. */
function repsOf(accounts: Uint8Array, { twin }: Facts): number {
  const start = i32(twin.columns, "repStart");
  const account = i32(twin.columns, "repAccount");
  let reps = 0;
  for (let r = 0; r + 1 < start.length; r++) {
    const own = account.subarray(start[r]!, start[r + 1]!);
    if (own.some(i => accounts[i] === 1)) reps++;
  }
  return reps;
}

function discovery({ calls }: Of<"discovery">, reach: Reach, facts: Facts): CompiledLever {
  const dark = facts.twin.columns.layout.some(column => column.name === "dark");
  const remark =
    "discovery finds nobody here: the twin does not hold unrecorded accounts; the calls are spent";
  return {
    effects: [effect("discovery", calls, reach)],
    remarks: [...contactRemarks(facts, "discovery"), ...(dark ? [] : [remark])],
  };
}

/**
 * Own price: an occasion's amount × (1 + c), own occasions × (1 + c)^η by a utility that is solved for each class of
 * own share, because the same utility moves an account that buys little from us more than one that buys nearly all.
 */
function price({ change }: Of<"price">, reach: Reach, facts: Facts): CompiledLever {
  const units = (c: number) => (1 + c) ** PRICE_ELASTICITY;
  return {
    effects: [effect("ownAmount", change, reach), ...unitEffects(change, units, reach, facts)],
    remarks: [],
    cost: { ownPrice: true },
  };
}

/** Effects that multiply own occasions by a factor of the lever's value, by share class. */
function unitEffects(
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

function rivalExit(lever: ScenarioLever, spec: Of<"rival_exit">, reach: Reach, facts: Facts): CompiledLever {
  const brand = rivalOf(lever, spec.brand, facts);
  return {
    effects: [{ ...effect("unavailable", fixed(1), reach), brand }],
    remarks: [`the rival that leaves is ${facts.market.brands[brand]}`],
  };
}

/**
 * Another plan: accounts go to the reps of their new territories. Those that change hands lose up to 17.6% of their own
 * occasions at first, drawn evenly from nothing to that, and come back in a straight line over 26 weeks.
 */
function territories(plan: TerritoryPlan, reach: Reach, facts: Facts): CompiledLever {
  const { moved, changesHands, visitPlan, silent } = handOver(plan, facts, reach.accounts);
  const periods = facts.market.period === "week" ? HANDOVER_WEEKS : HANDOVER_WEEKS / WEEKS_A_MONTH;
  const length = Math.ceil(Math.min(reach.to - reach.from, periods));
  const fading = { ...reach, to: reach.from + length, accounts: changesHands };
  const profile = Float64Array.from({ length }, (_, t) => Math.max(0, 1 - t / periods));
  const loss: LeverValue = { law: "range", low: 0, high: HANDOVER_LOSS };
  const count = (mask: Uint8Array) => mask.reduce((a, b) => a + b, 0);
  const n = count(moved);
  const remarks = [
    n === 0
      ? "the plan gives every account the territory it has today"
      : `${n} accounts get another territory, ${count(changesHands)} of them another rep`,
    ...silent.map(
      id => `${id} gets accounts, but the twin knows no contacts of its rep: they are not visited`,
    ),
  ];
  return {
    effects: unitEffects(loss, v => 1 - v, fading, facts).map(e => ({ ...e, profile })),
    visitPlan: n > 0 ? visitPlan : null,
    remarks,
  };
}
