import { normalQuantile } from "../../../core/distributions.ts";
import type { QuantileProblem } from "../../../models/networks/trainQuantiles.ts";
import { stream } from "../sampling.ts";

/** y = sin 2x₀ + x₁/2 + (0.3 + 0.6·[x₂ > 0])·N(0, 1): quantiles that bend and fan out; inputs uniform in ±1.5. */
export function bentSample(rows: number, seed: number): QuantileProblem {
  const next = stream(seed);
  const features = Float64Array.from({ length: rows * 3 }, () => 3 * next() - 1.5);
  const target = Float64Array.from({ length: rows }, (_, i) =>
    bentQuantile(features.subarray(3 * i), next()),
  );
  return { features, target };
}

export function bentQuantile(x: ArrayLike<number>, p: number): number {
  return Math.sin(2 * x[0]) + x[1] / 2 + (x[2] > 0 ? 0.9 : 0.3) * normalQuantile(p);
}

export const TRAINING = {
  quantiles: [0.5, 0.75, 0.9, 0.95],
  inputs: 3,
  hidden: [16],
  seed: 5,
  epochs: 60,
  patience: 10,
  batch: 128,
  rate: 0.02,
  decay: 0.01,
  keptBack: 0.15,
} as const;
