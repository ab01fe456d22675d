import { exp, log } from "../../core/math.ts";

/**
 * A multilayer perceptron that gives several quantiles of one number, lowest first.
 *
 *     h = tanh(W·z + b) for each hidden layer,  o = V·h + S·z + c,
 *     q₁ = o₁,  qₖ = qₖ₋₁ + log(1 + e^oₖ)
 *
 * z are the standardised inputs, S a direct (linear) way from them to the output. Increments above the first quantile
 * are positive, so that quantiles cannot cross. Plain numbers: answering needs no TensorFlow.js.
 */
export interface QuantileNetwork {
  /** Ascending, each in (0, 1). */
  readonly quantiles: readonly number[];
  readonly inputs: number;
  /** z = clip((x − centre)/scale, ±CLIP). */
  readonly centre: Float64Array;
  readonly scale: Float64Array;
  /** The answer is outputCentre + outputScale·q. */
  readonly outputCentre: number;
  readonly outputScale: number;
  readonly hidden: readonly Layer[];
  readonly output: Layer;
  /** [input × quantile]. */
  readonly direct: Float32Array;
}

/** weights: [from × to]; bias: [to]. */
export interface Layer {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Inputs further from the centre than so many scales count as that far: a network knows nothing out there. */
export const CLIP = 8;

/**
 * Quantiles of `rows` inputs.
 * @param features [row × input], raw
 * @returns [row × quantile]
 */
export function predictQuantiles(
  network: QuantileNetwork,
  features: ArrayLike<number>,
  rows: number,
): Float64Array {
  const { inputs, quantiles } = network;
  if (features.length !== rows * inputs) {
    throw new RangeError(`${features.length} features for ${rows} rows; expected ${rows * inputs}`);
  }
  const heads = quantiles.length;
  const answer = new Float64Array(rows * heads);
  const z = new Float64Array(inputs);
  for (let row = 0; row < rows; row++) {
    standardise(network, features, row * inputs, z);
    answer.set(forward(network, z), row * heads);
  }
  return answer;
}

function standardise(
  { centre, scale, inputs }: Pick<QuantileNetwork, "centre" | "scale" | "inputs">,
  features: ArrayLike<number>,
  from: number,
  z: Float64Array,
): void {
  for (let f = 0; f < inputs; f++) {
    z[f] = Math.min(CLIP, Math.max(-CLIP, (features[from + f]! - centre[f]!) / scale[f]!));
  }
}

/** The quantiles of one row of standardised inputs. */
function forward(network: QuantileNetwork, z: Float64Array): Float64Array {
  const heads = network.quantiles.length;
  const last = network.hidden.reduce<Float64Array>((from, layer) => dense(layer, from).map(tanh), z);
  const out = dense(network.output, last);
  const direct = dense({ weights: network.direct, bias: new Float32Array(heads) }, z);
  let level = 0;
  for (let k = 0; k < heads; k++) {
    const o = out[k]! + direct[k]!;
    level = k === 0 ? o : level + softplus(o);
    out[k] = network.outputCentre + network.outputScale * level;
  }
  return out;
}

function dense({ weights, bias }: Layer, from: Float64Array): Float64Array {
  const width = bias.length;
  const to = Float64Array.from(bias);
  for (let i = 0; i < from.length; i++) {
    const x = from[i]!;
    for (let j = 0; j < width; j++) to[j]! += x * weights[i * width + j]!;
  }
  return to;
}

/** By our own exp, so that an answer has the same bits on every platform. */
function tanh(x: number): number {
  return 1 - 2 / (exp(2 * x) + 1);
}

function softplus(x: number): number {
  return Math.max(x, 0) + log(1 + exp(-Math.abs(x)));
}
