import { chance } from "../../core/chance.ts";
import type { TensorOps } from "../tf/ops.ts";
import { adam } from "./adam.ts";
import { shuffled } from "./draws.ts";
import { pinballLoss } from "./pinball.ts";
import { quantileGradients } from "./quantileGradients.ts";
import { CLIP, predictQuantiles, type QuantileNetwork } from "./quantileNetwork.ts";
import { networkParts, newStack, type Stack } from "./stack.ts";
import { columnStandards, standardOf } from "./standardise.ts";

/** What one network learns: [row × input] features and a number a row. */
export interface QuantileProblem {
  readonly features: Float64Array;
  readonly target: Float64Array;
}

export interface TrainOptions {
  /** Ascending. */
  readonly quantiles: readonly number[];
  readonly inputs: number;
  /** Widths of the hidden layers. */
  readonly hidden: readonly number[];
  readonly seed: number;
  readonly epochs: number;
  /** Epochs without a better loss on the fold kept back, after which a network is done. */
  readonly patience: number;
  readonly batch: number;
  /** Adam's rate at the start; it falls as 1/(1 + epoch/20). */
  readonly rate: number;
  /** Decoupled weight decay of hidden weights. */
  readonly decay: number;
  /** Share of the rows kept back to stop early. */
  readonly keptBack: number;
  readonly onEpoch?: (epoch: number) => void;
}

/** A problem in standard units: rows to learn from, and rows to stop by. */
interface Lesson {
  readonly frame: Pick<
    QuantileNetwork,
    "quantiles" | "inputs" | "centre" | "scale" | "outputCentre" | "outputScale"
  >;
  readonly z: Float32Array;
  readonly y: Float32Array;
  readonly rows: number;
  readonly stopFeatures: Float64Array;
  readonly stopTarget: Float64Array;
  readonly next: () => number;
}

/** Purposes of random numbers; their index is the network. */
const START = 601;
const SHUFFLE = 602;

/**
 * Trains one network for each problem, all at once, by Adam on the pinball loss with early stopping. The same
 * problems and seed give the same networks on the same backend.
 */
export function trainQuantileNetworks(
  tf: TensorOps,
  problems: readonly QuantileProblem[],
  options: TrainOptions,
): QuantileNetwork[] {
  const { quantiles, inputs, hidden, seed, epochs, batch, rate, decay } = options;
  const lessons = problems.map((problem, m) => lessonOf(problem, m, options));
  const streams = lessons.map((_, m) => chance(seed, START, m).uniform);
  const stack = newStack([inputs, ...hidden, quantiles.length], streams);
  const optimiser = adam(stack.parts, decays(stack, decay));
  const best = new BestSoFar(lessons, options.patience);
  const averaged = { ...stack, parts: stack.parts.map(part => part.slice()) };
  best.look(averaged);
  for (let epoch = 0; epoch < epochs && !best.done; epoch++) {
    const orders = lessons.map(({ rows, next }) => shuffled(rows, next));
    const steps = Math.ceil(Math.max(...lessons.map(({ rows }) => rows)) / batch);
    for (let step = 0; step < steps; step++) {
      const gradients = quantileGradients(tf, stack, batchOf(lessons, orders, step, batch), quantiles);
      optimiser.step(stack.parts, gradients, rate / (1 + epoch / 20));
      follow(averaged, stack);
    }
    best.look(averaged);
    options.onEpoch?.(epoch);
  }
  return best.networks;
}

/** Part of the way that the averaged weights go towards the new ones each step. */
const FOLLOWING = 0.03;

/** Averages weights over steps (Polyak and Juditsky 1992), exponentially: the noise of single batches goes out. */
function follow(averaged: Stack, stack: Stack): void {
  for (const [p, part] of stack.parts.entries()) {
    const mean = averaged.parts[p];
    for (let i = 0; i < part.length; i++) mean[i] += FOLLOWING * (part[i] - mean[i]);
  }
}

/** Weights of layers decay; biases and the direct way do not. */
function decays(stack: Stack, decay: number): number[] {
  return stack.parts.map((_, p) => (p % 2 === 0 && p < stack.parts.length - 1 ? decay : 0));
}

/** The network of each problem that did best on the rows kept back. */
class BestSoFar {
  readonly networks: QuantileNetwork[] = [];
  private readonly loss: number[];
  private readonly waited: number[];
  private readonly lessons: readonly Lesson[];
  private readonly patience: number;

  constructor(lessons: readonly Lesson[], patience: number) {
    this.lessons = lessons;
    this.patience = patience;
    this.loss = lessons.map(() => Number.POSITIVE_INFINITY);
    this.waited = lessons.map(() => 0);
  }

  get done(): boolean {
    return this.waited.every(epochs => epochs > this.patience);
  }

  /** Compares the networks as they stand with the best so far. One that has waited too long is done for good. */
  look(stack: Stack): void {
    for (const [m, { frame, stopFeatures, stopTarget }] of this.lessons.entries()) {
      if (this.waited[m] > this.patience) continue;
      const network = { ...frame, ...networkParts(stack, m) };
      const predicted = predictQuantiles(network, stopFeatures, stopTarget.length);
      const loss = pinballLoss(predicted, stopTarget, frame.quantiles);
      if (loss < this.loss[m]) {
        this.loss[m] = loss;
        this.networks[m] = network;
        this.waited[m] = 0;
      } else this.waited[m]++;
    }
  }
}

function lessonOf({ features, target }: QuantileProblem, m: number, options: TrainOptions): Lesson {
  const { inputs, quantiles, seed, keptBack } = options;
  const next = chance(seed, SHUFFLE, m).uniform;
  const order = shuffled(target.length, next);
  const kept = Math.min(order.length - 1, Math.max(1, Math.round(keptBack * order.length)));
  const stopRows = order.slice(0, kept);
  const rows = order.slice(kept);
  const { centre, scale } = columnStandards(features, inputs, rows);
  const output = standardOf(Float64Array.from(rows, row => target[row]));
  const z = new Float32Array(rows.length * inputs);
  rows.forEach((row, r) => {
    for (let f = 0; f < inputs; f++) {
      const value = (features[row * inputs + f] - centre[f]) / scale[f];
      z[r * inputs + f] = Math.min(CLIP, Math.max(-CLIP, value));
    }
  });
  const stopFeatures = new Float64Array(kept * inputs);
  stopRows.forEach((row, r) => {
    stopFeatures.set(features.subarray(row * inputs, (row + 1) * inputs), r * inputs);
  });
  return {
    frame: { quantiles, inputs, centre, scale, outputCentre: output.centre, outputScale: output.scale },
    z,
    y: Float32Array.from(rows, row => (target[row] - output.centre) / output.scale),
    rows: rows.length,
    stopFeatures,
    stopTarget: Float64Array.from(stopRows, row => target[row]),
    next,
  };
}

/** The next rows of each lesson's order; a lesson with fewer rows begins again. */
function batchOf(lessons: readonly Lesson[], orders: readonly Int32Array[], step: number, size: number) {
  const inputs = lessons[0].frame.inputs;
  const rows = Math.min(size, Math.max(...lessons.map(lesson => lesson.rows)));
  const x = new Float32Array(lessons.length * rows * inputs);
  const y = new Float32Array(lessons.length * rows);
  for (const [m, lesson] of lessons.entries()) {
    for (let r = 0; r < rows; r++) {
      const row = orders[m][(step * rows + r) % lesson.rows];
      const to = m * rows + r;
      x.set(lesson.z.subarray(row * inputs, (row + 1) * inputs), to * inputs);
      y[to] = lesson.y[row];
    }
  }
  return { rows, x, y };
}
