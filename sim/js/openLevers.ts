import { InputError } from "../../core/errors.ts";
import type { LeverEffect, Levers } from "../spec/levers.ts";
import type { Kernel } from "./kernel.ts";
import type { MaskedVisits } from "./leverMasks.ts";

/** Whether levers change anything at all. */
function hasEffect(levers: Levers | null): levers is Levers {
  return levers !== null && (levers.effects.length > 0 || levers.visitPlan !== null);
}

/**
 * The kernel under levers: accounts sorted into groups and segments by class, visits by the plan. Without an effect
 * or a plan it is the kernel itself, so that such a scenario is today's course to the bit.
 */
export function withLevers(kernel: Kernel, levers: Levers | null): Kernel {
  if (!hasEffect(levers)) return kernel;
  const { classes, accountClass, effects, visitPlan } = levers;
  if (classes * kernel.segments > 65_536)
    throw new InputError(
      "levers",
      `${classes} classes and ${kernel.segments} segments; expected at most 65,536 pairs`,
    );
  const visits = visitPlan === null ? kernel : { ...visitPlan, reps: visitPlan.repCalls.length };
  const { reps, repStart, repAccount, repWeight, repCalls } = visits;
  const of = (kind: LeverEffect["kind"]) => effects.flatMap((effect, e) => (effect.kind === kind ? [e] : []));
  const masked = (effect: number) => maskedVisits(visits, accountClass, effect, effects[effect].mask);
  const discovery = of("discovery");
  return {
    ...kernel,
    ...{ reps, repStart, repAccount, repWeight, repCalls, classes },
    group: kernel.group.map((group, i) => accountClass[i] * kernel.groups + group),
    segment: kernel.segment.map((segment, i) => accountClass[i] * kernel.segments + segment),
    levers: {
      accountClass,
      effects,
      discovery,
      capacity: of("capacity").map(masked),
      contacts: of("contacts").map(masked),
      cellOf: discovery.length > 0 ? cellsOf(kernel.cellStart) : new Int32Array(0),
    },
  };
}

function maskedVisits(
  { reps, repStart, repAccount, repWeight }: Pick<Kernel, "reps" | "repStart" | "repAccount" | "repWeight">,
  accountClass: Uint16Array,
  effect: number,
  mask: Uint8Array,
): MaskedVisits {
  const share = new Float64Array(reps);
  const start = new Int32Array(reps + 1);
  const account: number[] = [];
  const weight: number[] = [];
  for (let rep = 0; rep < reps; rep++) {
    const [from, to] = [repStart[rep], repStart[rep + 1]];
    const first = account.length;
    let sum = 0;
    for (let entry = from; entry < to; entry++) {
      if (mask[accountClass[repAccount[entry]]] === 0) continue;
      sum += repWeight[entry] - (entry === from ? 0 : repWeight[entry - 1]);
      account.push(repAccount[entry]);
      weight.push(sum);
    }
    if (sum === 0) account.length = weight.length = first;
    for (let entry = first; entry < weight.length; entry++)
      weight[entry] = entry === weight.length - 1 ? 1 : weight[entry] / sum;
    share[rep] = account.length - first === to - from ? +(to > from) : sum;
    start[rep + 1] = account.length;
  }
  return { effect, share, start, account: Int32Array.from(account), weight: Float64Array.from(weight) };
}

function cellsOf(cellStart: Int32Array): Int32Array {
  const cells = new Int32Array(cellStart[cellStart.length - 1]);
  for (let c = 0; c + 1 < cellStart.length; c++) cells.fill(c, cellStart[c], cellStart[c + 1]);
  return cells;
}
