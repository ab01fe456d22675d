import { type Columns, f64, i32, u8 } from "../../core/columns.ts";
import { type GammaShape, gammaShape } from "../../core/distributions.ts";
import { exp } from "../../core/math.ts";
import type { KernelModel, KernelScalars } from "../spec/model.ts";
import type { OpenLevers } from "./leverMasks.ts";
import { type Behaviour, openBehaviour } from "./openBehaviour.ts";

/**
 * The model's columns opened once for a thread, with what follows from them and never changes. Read-only.
 *
 * Under levers (`sim/openLevers`) groups and segments are told apart by account class, and reps may be those of
 * another visit plan; without them there is one class.
 */
export interface Kernel extends KernelScalars {
  readonly model: KernelModel;
  readonly cellStart: Int32Array;
  readonly neighbours: Int32Array;
  readonly rate: Float64Array;
  readonly rateShape: Float64Array;
  readonly amountMean: Float64Array;
  readonly brandAmount: Float64Array;
  readonly aware: Uint8Array;
  readonly lastBrand: Uint8Array;
  readonly lifecycle: Uint8Array;
  readonly silence: Int32Array;
  readonly goodwill: Float64Array;
  /** Whole 1/1024ths. */
  readonly influence: Int32Array;
  readonly unit: Int32Array;
  /** class·G + index group, and class·S + promotion segment, of each account. */
  readonly group: Int32Array;
  readonly segment: Uint16Array;
  readonly repStart: Int32Array;
  readonly repAccount: Int32Array;
  readonly repWeight: Float64Array;
  readonly repCalls: Float64Array;
  /** Reps of the model; those of a visit plan beyond them contact in the channels of all reps together. */
  readonly modelReps: number;
  readonly channelMix: Float64Array;
  readonly acceptance: Float64Array;
  readonly volumeIndex: Float64Array;
  readonly ownUtility: Float64Array;
  readonly rivalUtility: Float64Array;
  readonly promotion: Float64Array;
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
  readonly classes: number;
  readonly levers: OpenLevers | null;
}

/** The columns dark, darkRank and darkSlots of `sim/spec/model.ts`. */
export interface Darkness {
  readonly dark: Uint8Array;
  readonly rank: Int32Array;
  readonly slots: Int32Array;
}

/** Opens a model for simulation. Throws where a column is missing, has another length than its table says, or
 * points outside. */
export function createKernel(model: KernelModel): Kernel {
  const { columns, scalars: s } = model;
  const perAccount = (name: string) => sized(name, f64(columns, name), s.accounts);
  const preference = sized("preference", f64(columns, "preference"), s.accounts * s.brands);
  const cellStart = sized("cellStart", i32(columns, "cellStart"), s.cells + 1);
  const neighbours = sized("neighbours", i32(columns, "neighbours"), 7 * s.cells);
  const influence = sized("influence", i32(columns, "influence"), s.accounts);
  const segment = indexed("segment", sized("segment", u8(columns, "segment"), s.accounts), s.segments);
  const repAccount = indexed("repAccount", i32(columns, "repAccount"), s.accounts);
  const repStart = sized("repStart", i32(columns, "repStart"), s.reps + 1);
  const darkness = openDarkness(columns, s, repAccount.subarray(0, repStart[s.reps]));
  const paths = s.draws * s.groups * s.periods;
  return {
    ...s,
    model,
    cellStart,
    neighbours,
    influence,
    rate: perAccount("rate"),
    rateShape: perAccount("rateShape"),
    amountMean: perAccount("amountMean"),
    goodwill: perAccount("goodwill"),
    brandAmount: sized("brandAmount", f64(columns, "brandAmount"), s.brands),
    aware: sized("aware", u8(columns, "aware"), s.accounts),
    lastBrand: sized("lastBrand", u8(columns, "lastBrand"), s.accounts),
    lifecycle: sized("lifecycle", u8(columns, "lifecycle"), s.accounts),
    segment: Uint16Array.from(segment),
    silence: sized("silence", i32(columns, "silence"), s.accounts),
    group: indexed("group", sized("group", i32(columns, "group"), s.accounts), s.groups),
    unit: indexed("unit", sized("unit", i32(columns, "unit"), s.accounts), s.units),
    repStart,
    repAccount,
    repWeight: f64(columns, "repWeight"),
    repCalls: sized("repCalls", f64(columns, "repCalls"), s.reps),
    modelReps: s.reps,
    channelMix: sized("channelMix", f64(columns, "channelMix"), (s.reps + 1) * s.channels),
    acceptance: sized("acceptance", f64(columns, "acceptance"), s.accounts * s.channels),
    volumeIndex: sized("volumeIndex", f64(columns, "volumeIndex"), paths),
    ownUtility: sized("ownUtility", f64(columns, "ownUtility"), paths),
    rivalUtility: sized("rivalUtility", f64(columns, "rivalUtility"), s.draws * s.periods * s.brands),
    promotion: sized("promotion", f64(columns, "promotion"), s.periods * s.segments * s.brands),
    brandWeight: brandWeights(preference, perAccount("ownOffset"), s.brands),
    perInfluence: inverseInfluence(cellStart, neighbours, influence),
    inertiaGain: exp(s.inertia) - 1,
    amountLaw: s.amountShape === 0 ? null : gammaShape(s.amountShape),
    darkness,
    behaviour: openBehaviour(columns, s),
    classes: 1,
    levers: null,
  };
}

function sized<A extends { readonly length: number }>(name: string, values: A, length: number): A {
  if (values.length !== length)
    throw new Error(`column ${name} has ${values.length} values; expected ${length}`);
  return values;
}

function indexed<A extends Int32Array | Uint8Array>(name: string, values: A, end: number): A {
  const at = values.findIndex(v => v < 0 || v >= end);
  if (at >= 0) throw new Error(`column ${name} has ${values[at]} at ${at}; expected 0 to ${end - 1}`);
  return values;
}

function openDarkness(columns: Columns, s: KernelScalars, visited: Int32Array): Darkness | null {
  if (!columns.layout.some(column => column.name === "dark")) return null;
  const dark = indexed("dark", sized("dark", u8(columns, "dark"), s.accounts), 2);
  const unknown = visited.find(i => dark[i] === 1);
  if (unknown !== undefined)
    throw new Error(`a rep visits account ${unknown}, which is dark; expected known accounts`);
  return {
    dark,
    rank: sized("darkRank", i32(columns, "darkRank"), s.accounts),
    slots: sized("darkSlots", i32(columns, "darkSlots"), s.draws * s.cells),
  };
}

function brandWeights(preference: Float64Array, ownOffset: Float64Array, brands: number): Float64Array {
  const weights = preference.slice();
  for (let i = 0; i < ownOffset.length; i++) weights[i * brands]! *= exp(ownOffset[i]!);
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
    for (let i = cellStart[c]!; i < cellStart[c + 1]!; i++) own[c]! += influence[i]!;
  return Float64Array.from(own, (_, c) => {
    const sum = sumAround(own, neighbours, c);
    return sum > 0 ? 1 / sum : 0;
  });
}

/** Sum of a column over a cell and its neighbours, in the order of the neighbour table. */
export function sumAround(values: Float64Array, neighbours: Int32Array, cell: number): number {
  let sum = 0;
  for (let k = 7 * cell; k < 7 * cell + 7; k++) {
    const c = neighbours[k]!;
    if (c >= 0) sum += values[c]!;
  }
  return sum;
}
