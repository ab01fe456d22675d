import { predictQuantiles } from "../networks/quantileNetwork.ts";
import { type QuantileProblem, trainQuantileNetworks } from "../networks/trainQuantiles.ts";
import type { TensorOps } from "../tf/ops.ts";
import type { Feature } from "./features.ts";
import { foldPairs } from "./folds.ts";
import { type Neighbourhood, outcomeFeatures } from "./neighbourhood.ts";

/** Quantiles that are learned; the wallet is the 90% one. */
export const QUANTILES = [0.5, 0.75, 0.9, 0.95] as const;
export const WALLET_HEAD = 2;
export const FOLDS = 5;

export interface CrossFitInput {
  readonly features: readonly Feature[];
  readonly near: Neighbourhood;
  /** Outcome on its scale. */
  readonly y: Float64Array;
  readonly teaches: Uint8Array;
  readonly foldOf: Int32Array;
  readonly seed: number;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Quantiles of every account, each by FOLDS − 1 networks that have seen neither its outcome nor that of one other fold:
 * [member][account × quantile]. There is one network for each two folds; it learns from the others and its figures
 * of the neighbourhood, too, come from the others only.
 */
export function crossFit(tf: TensorOps, input: CrossFitInput): Float64Array[] {
  const { near, y, teaches, foldOf, seed, onProgress } = input;
  const pairs = foldPairs(FOLDS);
  const usable = pairs.map(([a, b]) => teaches.map((t, i) => (foldOf[i] === a || foldOf[i] === b ? 0 : t)));
  const tables = usable.map(use => table([...input.features, ...outcomeFeatures(near, y, use)]));
  const inputs = input.features.length + 3;
  const problems = usable.map((use, p) => problemOf(tables[p], y, use, inputs));
  const networks = trainQuantileNetworks(tf, problems, {
    ...TRAINING,
    inputs,
    seed,
    ...(onProgress && { onEpoch: epoch => onProgress(epoch + 1, TRAINING.epochs) }),
  });
  const members = Array.from({ length: FOLDS - 1 }, () => new Float64Array(y.length * QUANTILES.length));
  const filled = new Int32Array(FOLDS);
  for (const [p, pair] of pairs.entries()) {
    for (const fold of pair) {
      const rows = rowsOf(foldOf, fold);
      const features = pick(tables[p], rows, inputs);
      const predicted = predictQuantiles(networks[p], features, rows.length);
      place(predicted, rows, members[filled[fold]++]);
    }
  }
  return members;
}

const TRAINING = {
  quantiles: QUANTILES,
  hidden: [16],
  epochs: 45,
  patience: 8,
  batch: 128,
  rate: 0.02,
  decay: 0.02,
  keptBack: 0.15,
} as const;

/** Columns as [account × feature]. */
function table(features: readonly Feature[]): Float64Array {
  const width = features.length;
  const rows = features[0].values.length;
  const values = new Float64Array(rows * width);
  for (const [f, feature] of features.entries()) {
    for (let i = 0; i < rows; i++) values[i * width + f] = feature.values[i];
  }
  return values;
}

function problemOf(values: Float64Array, y: Float64Array, use: Uint8Array, inputs: number): QuantileProblem {
  const rows = rowsOf(use, 1);
  return { features: pick(values, rows, inputs), target: Float64Array.from(rows, i => y[i]) };
}

function rowsOf(column: ArrayLike<number>, value: number): Int32Array {
  const rows: number[] = [];
  for (let i = 0; i < column.length; i++) if (column[i] === value) rows.push(i);
  return Int32Array.from(rows);
}

function pick(values: Float64Array, rows: Int32Array, width: number): Float64Array {
  const picked = new Float64Array(rows.length * width);
  rows.forEach((row, r) => {
    picked.set(values.subarray(row * width, (row + 1) * width), r * width);
  });
  return picked;
}

function place(predicted: Float64Array, rows: Int32Array, to: Float64Array): void {
  const heads = QUANTILES.length;
  rows.forEach((row, r) => {
    to.set(predicted.subarray(r * heads, (r + 1) * heads), row * heads);
  });
}
