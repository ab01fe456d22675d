import type { TensorOps } from "./ops.ts";

/**
 * Whether the backend in use computes what it should: a gradient through matrix product, tanh, softplus and sums,
 * against the same worked out by hand. Leaves no tensor behind.
 */
export function isSound(tf: TensorOps): boolean {
  const [value, slope] = tf.tidy(() => {
    const x = tf.tensor2d([0.5, -1, 2, 0.25], [2, 2]);
    const loss = (w: Parameters<TensorOps["matMul"]>[0]) =>
      tf.sum(tf.softplus(tf.tanh(tf.matMul(x, w)))) as ReturnType<TensorOps["scalar"]>;
    const { value, grad } = tf.valueAndGrad(loss)(tf.tensor2d([0.3, -0.2], [2, 1]));
    return [value.dataSync()[0]!, Array.from(grad.dataSync())] as const;
  });
  const [expected, expectedSlope] = byHand();
  return Math.abs(value - expected) < 1e-4 && slope.every((g, i) => Math.abs(g - expectedSlope[i]!) < 1e-4);
}

/** Σ log(1 + e^tanh(xw)) over the rows of x, and its gradient Σ σ(t)·(1 − t²)·x with t = tanh(xw). */
function byHand(): readonly [number, readonly [number, number]] {
  const rows = [
    [0.5, -1],
    [2, 0.25],
  ] as const;
  let sum = 0;
  const slope: [number, number] = [0, 0];
  for (const [a, b] of rows) {
    const t = Math.tanh(0.3 * a - 0.2 * b);
    sum += Math.log1p(Math.exp(t));
    const d = (1 - t * t) / (1 + Math.exp(-t));
    slope[0] += d * a;
    slope[1] += d * b;
  }
  return [sum, slope];
}
