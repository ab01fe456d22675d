import type { Layer, QuantileNetwork } from "./quantileNetwork.ts";

/** A network as plain JSON. Weights are 32-bit numbers and read back to the same bits. */
export interface QuantileNetworkJson {
  readonly kind: "quantile-network";
  readonly version: 1;
  readonly quantiles: readonly number[];
  readonly centre: readonly number[];
  readonly scale: readonly number[];
  readonly outputCentre: number;
  readonly outputScale: number;
  readonly hidden: readonly LayerJson[];
  readonly output: LayerJson;
  readonly direct: readonly number[];
}

interface LayerJson {
  readonly weights: readonly number[];
  readonly bias: readonly number[];
}

export function networkToJson(network: QuantileNetwork): QuantileNetworkJson {
  const { quantiles, centre, scale, outputCentre, outputScale, hidden, output, direct } = network;
  return {
    kind: "quantile-network",
    version: 1,
    quantiles: [...quantiles],
    centre: [...centre],
    scale: [...scale],
    outputCentre,
    outputScale,
    hidden: hidden.map(layerToJson),
    output: layerToJson(output),
    direct: [...direct],
  };
}

/** @throws RangeError when the parts do not fit together */
export function networkFromJson(json: QuantileNetworkJson): QuantileNetwork {
  const network: QuantileNetwork = {
    quantiles: json.quantiles,
    inputs: json.centre.length,
    centre: Float64Array.from(json.centre),
    scale: Float64Array.from(json.scale),
    outputCentre: json.outputCentre,
    outputScale: json.outputScale,
    hidden: json.hidden.map(layerFromJson),
    output: layerFromJson(json.output),
    direct: Float32Array.from(json.direct),
  };
  checkShapes(network);
  return network;
}

function layerToJson({ weights, bias }: Layer): LayerJson {
  return { weights: [...weights], bias: [...bias] };
}

function layerFromJson({ weights, bias }: LayerJson): Layer {
  return { weights: Float32Array.from(weights), bias: Float32Array.from(bias) };
}

function checkShapes({ inputs, scale, hidden, output, direct, quantiles }: QuantileNetwork): void {
  let from = inputs;
  for (const { weights, bias } of [...hidden, output]) {
    if (weights.length !== from * bias.length) {
      throw new RangeError(`a layer has ${weights.length} weights; expected ${from} × ${bias.length}`);
    }
    from = bias.length;
  }
  if (from !== quantiles.length || direct.length !== inputs * from || scale.length !== inputs) {
    throw new RangeError(`a network of ${inputs} inputs and ${quantiles.length} quantiles has other parts`);
  }
}
