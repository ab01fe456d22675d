import { u8 } from "../../core/columns.ts";
import { InputError } from "../../core/errors.ts";
import type { LeverEffect, LeverKind, Levers, LeverValue, VisitPlan } from "./levers.ts";
import type { KernelModel, KernelScalars } from "./model.ts";

const KINDS: Record<LeverKind, true> = {
  demand: true,
  utility: true,
  ownAmount: true,
  unavailable: true,
  contacts: true,
  capacity: true,
  discovery: true,
  seasonShift: true,
};

/** Throws InputError unless the levers fit the model: they may come from another machine. */
export function validateLevers(model: KernelModel, levers: Levers): void {
  const { scalars } = model;
  const { classes, accountClass, effects, visitPlan } = levers;
  if (!(isWhole(classes) && classes >= 1 && classes <= 65_536))
    refuse(`${classes} account classes; expected a whole number from 1 to 65,536`);
  if (accountClass.length !== scalars.accounts)
    refuse(`classes of ${accountClass.length} accounts; the model has ${scalars.accounts}`);
  const outside = accountClass.findIndex(c => c >= classes);
  if (outside >= 0)
    refuse(`account ${outside} is in class ${accountClass[outside]}; expected 0 to ${classes - 1}`);
  effects.forEach((effect, e) => {
    validateEffect(`effect ${e} (${effect.kind})`, effect, classes, scalars);
  });
  if (visitPlan !== null) validatePlan(model, visitPlan);
}

function validateEffect(name: string, effect: LeverEffect, classes: number, scalars: KernelScalars): void {
  const { kind, mask, from, to, brand, value, curve, profile, stream } = effect;
  if (!Object.hasOwn(KINDS, kind))
    refuse(`${name}: unknown kind; expected one of ${Object.keys(KINDS).join(", ")}`);
  if (mask.length !== classes || mask[0] !== 0)
    refuse(`${name}: mask [${mask}]; expected ${classes} numbers, 0 for class 0`);
  if (!(isWhole(from) && isWhole(to) && from >= 0 && to > from))
    refuse(`${name}: periods ${from} to ${to}; expected whole numbers, 0 ≤ from < to`);
  if (!(isWhole(brand) && brand >= 0 && brand < scalars.brands))
    refuse(`${name}: brand ${brand}; expected 0 to ${scalars.brands - 1}`);
  if (!isLaw(value))
    refuse(`${name}: value ${JSON.stringify(value)}; expected low ≤ high, or a mean and sd ≥ 0`);
  if (curve && !(curve.step > 0 && curve.values.length > 0 && curve.values.every(Number.isFinite)))
    refuse(
      `${name}: curve of ${curve.values.length} values at steps of ${curve.step}; expected finite values`,
    );
  if (profile !== null && !(profile.length === to - from && profile.every(Number.isFinite)))
    refuse(`${name}: profile of ${profile.length} factors; expected ${to - from} finite numbers`);
  if (!(isWhole(stream) && stream >= 0 && stream < 2 ** 32))
    refuse(`${name}: stream ${stream}; expected a whole number from 0 to 2^32 - 1`);
}

function isLaw(value: LeverValue): boolean {
  if (value.law === "range")
    return Number.isFinite(value.low) && Number.isFinite(value.high) && value.low <= value.high;
  return value.law === "normal" && Number.isFinite(value.mean) && value.sd >= 0 && value.sd < Infinity;
}

function validatePlan({ columns, scalars }: KernelModel, plan: VisitPlan): void {
  const { repStart, repAccount, repWeight, repCalls } = plan;
  const entries = repAccount.length;
  const rises = (values: ArrayLike<number>, from: number, to: number) => {
    for (let n = from + 1; n < to; n++) if (!(values[n] >= values[n - 1])) return false;
    return true;
  };
  if (repStart.length !== repCalls.length + 1 || repStart[0] !== 0 || repStart.at(-1) !== entries)
    refuse(`visit plan: repStart [${repStart}]; expected one start for each of ${repCalls.length} reps, from 0 to
      the ${entries} entries`);
  if (!rises(repStart, 0, repStart.length) || repWeight.length !== entries)
    refuse(`visit plan: repStart falls, or ${repWeight.length} weights; expected ${entries}`);
  const stranger = repAccount.findIndex(i => i < 0 || i >= scalars.accounts);
  if (stranger >= 0)
    refuse(`visit plan: account ${repAccount[stranger]}; expected 0 to ${scalars.accounts - 1}`);
  if (columns.layout.some(column => column.name === "dark")) {
    const dark = u8(columns, "dark");
    const unknown = repAccount.find(i => dark[i] === 1);
    if (unknown !== undefined)
      refuse(`visit plan: account ${unknown} is dark; only known accounts are visited`);
  }
  repCalls.forEach((calls, rep) => {
    const [from, to] = [repStart[rep], repStart[rep + 1]];
    if (!(calls >= 0 && calls < 100_000))
      refuse(`visit plan: rep ${rep} makes ${calls} calls; expected 0 to 100,000`);
    if (to > from && !(repWeight[from] >= 0 && rises(repWeight, from, to) && repWeight[to - 1] === 1))
      refuse(`visit plan: weights of rep ${rep}; expected running sums that end in 1`);
  });
}

function isWhole(value: number): boolean {
  return Number.isInteger(value);
}

function refuse(message: string): never {
  throw new InputError("levers", message);
}
