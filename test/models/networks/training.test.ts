import { describe, expect, it } from "vitest";
import { networkFromJson, networkToJson } from "../../../models/networks/networkJson.ts";
import { pinballLoss } from "../../../models/networks/pinball.ts";
import { quantileHeads } from "../../../models/networks/quantileGradients.ts";
import { predictQuantiles, type QuantileNetwork } from "../../../models/networks/quantileNetwork.ts";
import { type TrainOptions, trainQuantileNetworks } from "../../../models/networks/trainQuantiles.ts";
import { type BackendName, openTensorFlow } from "../../../models/tf/tensorflow.ts";
import { bentQuantile, bentSample, TRAINING } from "./sample.ts";

const QUICK = { ...TRAINING, epochs: 4 };
const HEADS = TRAINING.quantiles.length;

/** Backends that load here: the suite runs on each. */
async function backendsAtHand(): Promise<BackendName[]> {
  const loaded: BackendName[] = [];
  // One after another: the engine has one backend at a time.
  for (const name of ["node", "wasm", "cpu"] as const) {
    const works = await openTensorFlow([name]).then(
      () => true,
      () => false,
    );
    if (works) loaded.push(name);
  }
  return loaded;
}

const atHand = await backendsAtHand();

it("has WebAssembly and the plain processor at hand", () => {
  expect(atHand).toEqual(expect.arrayContaining(["wasm", "cpu"]));
});

describe.each(atHand)("quantile networks on the %s backend", backend => {
  const train = async (options: TrainOptions, rows = 400): Promise<QuantileNetwork[]> => {
    const { tf } = await openTensorFlow([backend]);
    return trainQuantileNetworks(tf, [bentSample(rows, 1), bentSample(rows - 50, 2)], options);
  };

  it("are the same bits for the same seed, others for another", async () => {
    const json = (networks: QuantileNetwork[]) => JSON.stringify(networks.map(networkToJson));
    const first = json(await train(QUICK));
    expect(json(await train(QUICK))).toBe(first);
    expect(json(await train({ ...QUICK, seed: 6 }))).not.toBe(first);
  });

  it("leave no tensor behind", async () => {
    const { tf } = await openTensorFlow([backend]);
    const before = tf.memory().numTensors;
    await train(QUICK);
    expect(tf.memory().numTensors).toBe(before);
  });

  it("answer by the plain forward pass what TensorFlow.js answers", async () => {
    const { tf } = await openTensorFlow([backend]);
    const [network] = await train(QUICK);
    const { features } = bentSample(200, 9);
    const plain = predictQuantiles(network, features, 200);
    const z = features.map((x, at) => (x - network.centre[at % 3]) / network.scale[at % 3]);
    const tensors = tf.tidy(() => {
      const layers = [...network.hidden, network.output].flatMap(({ weights, bias }) => [
        tf.tensor(weights, [1, weights.length / bias.length, bias.length]),
        tf.tensor(bias, [1, 1, bias.length]),
      ]);
      const direct = tf.tensor(network.direct, [1, 3, HEADS]);
      return quantileHeads(tf, [...layers, direct], tf.tensor(Float32Array.from(z), [1, 200, 3])).dataSync();
    });
    const apart = plain.map((q, at) =>
      Math.abs((q - network.outputCentre) / network.outputScale - tensors[at]),
    );
    expect(Math.max(...apart)).toBeLessThan(1e-5);
  });
});

describe("quantile networks", () => {
  it("learn quantiles that bend and fan out, better than a straight line could", async () => {
    const { tf } = await openTensorFlow(["wasm"]);
    const [network] = trainQuantileNetworks(tf, [bentSample(2500, 1)], { ...TRAINING, epochs: 40 });
    const fresh = bentSample(4000, 99);
    const predicted = predictQuantiles(network, fresh.features, 4000);
    TRAINING.quantiles.forEach((level, k) => {
      const held = fresh.target.filter((y, i) => y <= predicted[i * HEADS + k]).length / 4000;
      // Four standard errors of the share, and as much for what 2,500 rows leave unlearnt.
      expect(Math.abs(held - level)).toBeLessThan(8 * Math.sqrt((level * (1 - level)) / 4000));
    });
    const truth = Float64Array.from({ length: 4000 * HEADS }, (_, at) =>
      bentQuantile(fresh.features.subarray(3 * Math.floor(at / HEADS)), TRAINING.quantiles[at % HEADS]),
    );
    const best = pinballLoss(truth, fresh.target, TRAINING.quantiles);
    const reached = pinballLoss(predicted, fresh.target, TRAINING.quantiles);
    // One flat answer for all rows, the best of its kind.
    const sorted = fresh.target.slice().sort();
    const flat = predicted.map((_, at) => sorted[Math.floor(4000 * TRAINING.quantiles[at % HEADS])]);
    const naive = pinballLoss(flat, fresh.target, TRAINING.quantiles);
    expect((reached - best) / (naive - best)).toBeLessThan(0.1);
  });

  it("never cross, not even far away from what they learned", async () => {
    const { tf } = await openTensorFlow(["wasm"]);
    const [network] = trainQuantileNetworks(tf, [bentSample(300, 3)], QUICK);
    const wild = bentSample(2000, 4).features.map(x => 100 * x);
    const predicted = predictQuantiles(network, wild, 2000);
    for (let at = 0; at < predicted.length; at++) {
      if (at % HEADS > 0) expect(predicted[at]).toBeGreaterThanOrEqual(predicted[at - 1]);
    }
  });

  it("go through JSON to the same bits, and refuse parts that do not fit", async () => {
    const { tf } = await openTensorFlow(["wasm"]);
    const [network] = trainQuantileNetworks(tf, [bentSample(300, 3)], QUICK);
    const json = networkToJson(network);
    const back = networkFromJson(JSON.parse(JSON.stringify(json)));
    const { features } = bentSample(50, 5);
    expect(predictQuantiles(back, features, 50)).toEqual(predictQuantiles(network, features, 50));
    expect(() => networkFromJson({ ...json, direct: [1, 2] })).toThrow(RangeError);
    expect(() => networkFromJson({ ...json, hidden: [] })).toThrow(/weights; expected/);
    expect(() => predictQuantiles(network, features, 49)).toThrow(/150 features for 49 rows; expected 147/);
  });
});

describe("pinball loss", () => {
  it("is that of Koenker and Bassett by hand", () => {
    // Errors 2 and −1 at τ 0.9: 0.9·2 and 0.1·1.
    expect(pinballLoss([1, 4], [3, 3], [0.9])).toBeCloseTo((1.8 + 0.1) / 2, 12);
  });
});
