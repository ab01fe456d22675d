import { InputError } from "../../core/errors.ts";
import { isSeed, MAX_SEED } from "../../core/rng.ts";
import type { Levers } from "./levers.ts";
import type { KernelModel } from "./model.ts";
import { leverReach, type Reach } from "./reach.ts";
import { MAX_HORIZON } from "./streams.ts";
import { type UnitView, validateView } from "./unitView.ts";
import { validateLevers } from "./validateLevers.ts";

/** What a block of runs needs to know beside the model: plain data that crosses threads and machines. */
export interface RunSpec {
  readonly modelHash: string;
  readonly seed: number;
  /** Runs [from, to). */
  readonly runs: { readonly from: number; readonly to: number };
  /** Periods ahead. */
  readonly horizon: number;
  readonly engine: Engine;
  /** What a scenario changes; null: today's course. */
  readonly levers: Levers | null;
  /** Recording units; null: the model's own. */
  readonly view: UnitView | null;
  /** Where its runs can differ from those of today's course. */
  readonly reach: Reach;
}

/** The implementation of the kernel. Results of different engines never share a `result_hash`. */
export type Engine = "js";

/** Sixteen consecutive runs are the unit of a task, a checkpoint, a precision check and a hash. */
export const BLOCK_RUNS = 16;

export interface RunSpecOptions {
  readonly seed: number;
  readonly runs: number;
  readonly horizon: number;
  readonly levers?: Levers | null | undefined;
  readonly view?: UnitView | null | undefined;
}

/** A spec for runs [0, runs) of a model. Throws InputError where the levers do not fit the model. */
export function createRunSpec(
  model: KernelModel,
  { seed, runs, horizon, levers = null, view = null }: RunSpecOptions,
): RunSpec {
  if (levers !== null) validateLevers(model, levers);
  if (view !== null) validateView(model, view);
  return {
    modelHash: model.hash,
    seed,
    runs: { from: 0, to: runs },
    horizon,
    engine: "js",
    levers,
    view,
    reach: leverReach(model, levers),
  };
}

/** Throws InputError unless the spec can run on the model. */
export function validateSpec(model: KernelModel, spec: RunSpec): void {
  const { from, to } = spec.runs;
  const longest = Math.min(model.scalars.periods, MAX_HORIZON);
  const whole = (n: number, low: number, high: number) => Number.isInteger(n) && n >= low && n <= high;
  if (!isSeed(spec.seed))
    throw new InputError("seed", `seed is ${spec.seed}; expected a whole number from 0 to ${MAX_SEED}`);
  if (!(whole(from, 0, 2 ** 31) && whole(to, from + 1, 2 ** 31)))
    throw new InputError("runs", `runs are ${from} to ${to}; expected whole numbers and at least one run`);
  if (!whole(spec.horizon, 1, longest))
    throw new InputError(
      "horizon",
      `horizon is ${spec.horizon}; expected 1 to ${longest} periods, as far as the model's index paths reach`,
    );
  if (spec.modelHash !== model.hash)
    throw new InputError("model_hash", `the spec is for model ${spec.modelHash}, got model ${model.hash}`);
  if (spec.levers !== null) validateLevers(model, spec.levers);
}
