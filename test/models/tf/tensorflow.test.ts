import { describe, expect, it } from "vitest";
import { isSound } from "../../../models/tf/soundness.ts";
import { LOADERS, openTensorFlow } from "../../../models/tf/tensorflow.ts";

describe("TensorFlow.js", () => {
  it("runs on WebAssembly by default, on the native build where that is installed", async () => {
    const { backend, passedOver, tf } = await openTensorFlow();
    if (backend === "node") return;
    expect(backend).toBe("wasm");
    expect(passedOver).toEqual([expect.stringMatching(/^node: .*tfjs-node/)]);
    expect(tf.getBackend()).toBe("wasm");
  });

  it("uses SIMD and one thread", async () => {
    const { tf } = await openTensorFlow(["wasm"]);
    expect(await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT")).toBe(true);
    expect(await tf.env().getAsync("WASM_HAS_MULTITHREAD_SUPPORT")).toBe(false);
  });

  it("passes over a backend that does not load, does not start or computes wrongly", async () => {
    const broken = { ...LOADERS, node: () => Promise.reject(new Error("libtensorflow.so.2: no such file")) };
    expect(await openTensorFlow(["node", "wasm"], broken)).toMatchObject({
      backend: "wasm",
      passedOver: ["node: libtensorflow.so.2: no such file"],
    });
    const unknown = { ...LOADERS, wasm: () => Promise.resolve("nothing-of-this-name") };
    expect(await openTensorFlow(["wasm", "cpu"], unknown)).toMatchObject({ backend: "cpu" });
    const none = { ...unknown, cpu: () => Promise.reject(new Error("gone")) };
    await expect(openTensorFlow(["wasm", "cpu"], none)).rejects.toThrow(
      /no TensorFlow\.js backend works: wasm: .*; cpu: gone/,
    );
  });

  it("finds out a backend that computes wrongly, and leaves no tensor behind", async () => {
    const { tf } = await openTensorFlow(["cpu"]);
    const before = tf.memory().numTensors;
    expect(isSound(tf)).toBe(true);
    const wrong = {
      ...tf,
      tanh: (x: Parameters<typeof tf.tanh>[0]) => tf.mul(tf.tanh(x), 1.01),
    } as typeof tf;
    expect(isSound(wrong)).toBe(false);
    expect(tf.memory().numTensors).toBe(before);
  });
});
