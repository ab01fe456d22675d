import { glorotWeights } from "./draws.ts";
import type { Layer, QuantileNetwork } from "./quantileNetwork.ts";

/**
 * Weights of several networks of one shape, stacked so that one tensor operation serves them all. Each array holds
 * [network × …] of one part, in this order: weights and bias of each layer, the output last, then the direct way.
 */
export interface Stack {
  readonly networks: number;
  /** Widths from the inputs to the quantiles. */
  readonly widths: readonly number[];
  readonly parts: Float32Array[];
  /** Shape of each part without the first axis. */
  readonly shapes: readonly (readonly [number, number])[];
}

/** @param streams a stream of uniform numbers for each network */
export function newStack(widths: readonly number[], streams: readonly (() => number)[]): Stack {
  const inputs = widths[0];
  const heads = widths[widths.length - 1];
  const shapes: [number, number][] = [];
  for (let l = 1; l < widths.length; l++) shapes.push([widths[l - 1], widths[l]], [1, widths[l]]);
  shapes.push([inputs, heads]);
  const parts = shapes.map(([from, to], p) => {
    const size = from * to;
    const part = new Float32Array(streams.length * size);
    const isBias = p % 2 === 1;
    const isDirect = p === shapes.length - 1;
    if (!isBias && !isDirect) {
      for (const [m, next] of streams.entries()) part.set(glorotWeights(from, to, next), m * size);
    }
    return part;
  });
  return { networks: streams.length, widths, parts, shapes };
}

/** The weights of one network of the stack, copied out. */
export function networkParts(
  { parts, shapes }: Stack,
  network: number,
): Pick<QuantileNetwork, "hidden" | "output" | "direct"> {
  const own = parts.map((part, p) => {
    const size = shapes[p][0] * shapes[p][1];
    return part.slice(network * size, (network + 1) * size);
  });
  const layers: Layer[] = [];
  for (let p = 0; p + 2 < own.length; p += 2) layers.push({ weights: own[p], bias: own[p + 1] });
  return { hidden: layers.slice(0, -1), output: layers[layers.length - 1], direct: own[own.length - 1] };
}
