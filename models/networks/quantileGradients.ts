import type { TensorOps } from "../tf/ops.ts";
import type { Stack } from "./stack.ts";

type Tensor = ReturnType<TensorOps["tensor"]>;

/** One batch for each network of a stack: x [network × row × input] standardised, y [network × row]. */
export interface Batch {
  readonly rows: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Gradients of the stack's pinball losses, one array a part. Leaves no tensor behind. */
export function quantileGradients(
  tf: TensorOps,
  stack: Stack,
  { rows, x, y }: Batch,
  quantiles: readonly number[],
): Float32Array[] {
  const { networks, widths, parts, shapes } = stack;
  let gradients: Float32Array[] = [];
  // Not returned from it: `tidy` would look through every number of the arrays for tensors to keep.
  tf.tidy(() => {
    const inputs = tf.tensor(x, [networks, rows, widths[0]]);
    const target = tf.tensor(y, [networks, rows, 1]);
    const loss = (...weights: Tensor[]) => pinball(tf, quantileHeads(tf, weights, inputs), target, quantiles);
    const tensors = parts.map((part, p) => tf.tensor(part, [networks, ...shapes[p]]));
    gradients = tf
      .grads(loss)(tensors)
      .map(gradient => gradient.dataSync() as Float32Array);
  });
  return gradients;
}

/** The stack's quantiles, standardised: [network × row × quantile]. */
export function quantileHeads(tf: TensorOps, weights: readonly Tensor[], inputs: Tensor): Tensor {
  let h = inputs;
  const direct = weights[weights.length - 1];
  for (let p = 0; p + 2 < weights.length; p += 2) {
    h = tf.add(tf.matMul(h, weights[p]), weights[p + 1]);
    if (p + 4 < weights.length) h = tf.tanh(h);
  }
  return rising(tf, tf.add(h, tf.matMul(inputs, direct)));
}

/** The first number and, above it, the running sum of softplus of the others. */
function rising(tf: TensorOps, o: Tensor): Tensor {
  const heads = o.shape[2]!;
  const first = tf.tensor(Array.from({ length: heads }, (_, k) => (k === 0 ? 1 : 0)));
  const others = tf.sub(1, first);
  const steps = tf.add(tf.mul(o, first), tf.mul(tf.softplus(o), others));
  const upTo = tf.tensor2d(
    Array.from({ length: heads }, (_, i) => Array.from({ length: heads }, (_, j) => (i <= j ? 1 : 0))),
  );
  return tf.reshape(tf.matMul(tf.reshape(steps, [-1, heads]), upTo), o.shape);
}

/** Sum over networks of their mean pinball losses: τe + max(0, −e). */
function pinball(tf: TensorOps, predicted: Tensor, target: Tensor, quantiles: readonly number[]) {
  const error = tf.sub(target, predicted);
  const loss = tf.sum(tf.add(tf.mul(error, tf.tensor([...quantiles])), tf.relu(tf.neg(error))));
  return tf.div(loss, target.shape[1]!) as ReturnType<TensorOps["scalar"]>;
}
