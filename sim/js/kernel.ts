import { type Columns, i32 } from "../../core/columns.ts";
import { type GammaShape, gammaShape } from "../../core/distributions.ts";
import { holds, type Opened, open } from "../../core/layout.ts";
import { exp } from "../../core/math.ts";
import { DARK, KERNEL } from "../../twin/layout.ts";
import type { KernelModel, KernelScalars } from "../spec/model.ts";
import type { OpenLevers } from "./leverMasks.ts";
import { type Behaviour, openBehaviour } from "./openBehaviour.ts";
import { type Life, openLife } from "./openLife.ts";

/**
 * The model's columns opened once for a thread, with what follows from them and never changes. Read-only.
 *
 * Under levers (`sim/openLevers`) groups and segments are told apart by account class, and reps may be those of
 * another visit plan; without them there is one class.
 */
export interface Kernel extends KernelScalars, Omit<Opened<typeof KERNEL>, "segment"> {
  readonly model: KernelModel;
  /** class·S + promotion segment of each account; `group` is class·G + index group. */
  readonly segment: Uint16Array;
  /** Reps of the model; those of a visit plan beyond them contact in the channels of all reps together. */
  readonly modelReps: number;
  /** N·B: preference, the own brand's times exp(ownOffset). */
  readonly brandWeight: Float64Array;
  /** H: 1 / the whole 1/1024ths of influence of all accounts in the cell and its neighbours; 0 where there are none. */
  readonly perInfluence: Float64Array;
  /** e^κ − 1: what the brand bought last adds to its own weight. */
  readonly inertiaGain: number;
  /** Law of one occasion's amount; null where the amount is exactly its mean. */
  readonly amountLaw: GammaShape | null;
  /** Candidate slots of accounts that nobody has recorded; null where the model has none. */
  readonly darkness: Darkness | null;
  /** Moves between customer segments; null where the model has none. */
  readonly behaviour: Behaviour | null;
  /** Leaving the own brand and coming back; null where the model has none. */
  readonly life: Life | null;
  readonly classes: number;
  readonly levers: OpenLevers | null;
}

export type Darkness = Opened<typeof DARK>;

/** Opens a model for simulation. Throws where a column is missing, has another length than its table says, or
 * points outside. */
export function createKernel(model: KernelModel): Kernel {
  const { columns, scalars: s } = model;
  const visited = i32(columns, "repAccount");
  const opened = open(KERNEL, columns, { ...s, visited: visited.length });
  const { cellStart, neighbours, influence, preference, ownOffset, repStart } = opened;
  return {
    ...s,
    ...opened,
    model,
    segment: Uint16Array.from(opened.segment),
    modelReps: s.reps,
    brandWeight: brandWeights(preference, ownOffset, s.brands),
    perInfluence: inverseInfluence(cellStart, neighbours, influence),
    inertiaGain: exp(s.inertia) - 1,
    amountLaw: s.amountShape === 0 ? null : gammaShape(s.amountShape),
    darkness: openDarkness(columns, s, visited.subarray(0, repStart[s.reps])),
    behaviour: openBehaviour(columns, s),
    life: openLife(columns, s),
    classes: 1,
    levers: null,
  };
}

function openDarkness(columns: Columns, s: KernelScalars, visited: Int32Array): Darkness | null {
  if (!holds(DARK, columns)) return null;
  const darkness = open(DARK, columns, s);
  const unknown = visited.find(i => darkness.dark[i] === 1);
  if (unknown !== undefined)
    throw new Error(`a rep visits account ${unknown}, which is dark; expected known accounts`);
  return darkness;
}

function brandWeights(preference: Float64Array, ownOffset: Float64Array, brands: number): Float64Array {
  const weights = preference.slice();
  for (let i = 0; i < ownOffset.length; i++) weights[i * brands] *= exp(ownOffset[i]);
  return weights;
}

/** H: 1 / sum of `influence` over the accounts of a cell and its neighbours; 0 where there is none. */
export function inverseInfluence(
  cellStart: Int32Array,
  neighbours: Int32Array,
  influence: Int32Array,
): Float64Array {
  const cells = cellStart.length - 1;
  const own = new Float64Array(cells);
  for (let c = 0; c < cells; c++)
    for (let i = cellStart[c]; i < cellStart[c + 1]; i++) own[c] += influence[i];
  return Float64Array.from(own, (_, c) => {
    const sum = sumAround(own, neighbours, c);
    return sum > 0 ? 1 / sum : 0;
  });
}

/** Sum of a column over a cell and its neighbours, in the order of the neighbour table. */
export function sumAround(values: Float64Array, neighbours: Int32Array, cell: number): number {
  let sum = 0;
  for (let k = 7 * cell; k < 7 * cell + 7; k++) {
    const c = neighbours[k];
    if (c >= 0) sum += values[c];
  }
  return sum;
}
