import { describe, expect, it } from "vitest";
import { predictQuantiles } from "../../../models/networks/quantileNetwork.ts";
import { trainQuantileNetworks } from "../../../models/networks/trainQuantiles.ts";
import { type BackendName, openTensorFlow } from "../../../models/tf/tensorflow.ts";
import { bentQuantile, bentSample, TRAINING } from "./sample.ts";

const { tf } = await openTensorFlow(["wasm"]);
describe("x", () => {
  it("learns", () => {
    const t0 = performance.now();
    const problems = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(s => bentSample(1200, s));
    let n = 0;
    const nets = trainQuantileNetworks(tf, problems, {
      ...TRAINING,
      onEpoch: e => {
        n = e;
      },
    });
    console.log(n, performance.now() - t0, "ms");
    const fresh = bentSample(4000, 99);
    const q = predictQuantiles(nets[0], fresh.features, 4000);
    console.log(
      TRAINING.quantiles.map((_, k) => fresh.target.filter((y, i) => y <= q[i * 4 + k]).length / 4000),
    );
    let err = 0;
    for (let i = 0; i < 4000; i++)
      err += Math.abs(q[i * 4 + 2] - bentQuantile(fresh.features.subarray(3 * i), 0.9));
    console.log(err / 4000);
    expect(1).toBe(1);
  });
});
