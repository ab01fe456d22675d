import { afterAll, describe, expect, test, vi } from "vitest";
import { f64 } from "../../core/columns.ts";
import { CancelledError, InputError } from "../../core/errors.ts";
import type { BlockResult } from "../../sim/block.ts";
import { blockRanges } from "../../sim/block.ts";
import { hashBlocks } from "../../sim/blockHash.ts";
import { createKernel } from "../../sim/js/kernel.ts";
import { recordLength } from "../../sim/js/record.ts";
import { createState } from "../../sim/js/state.ts";
import { simulateRun } from "../../sim/run.ts";
import { createRunner, type RunnerOptions } from "../../sim/runner.ts";
import { createRunSpec } from "../../sim/spec/runSpec.ts";
import { drawOf } from "../../sim/spec/streams.ts";
import { livelyModel } from "./lively.ts";
import { effect, leversOn, smallModel } from "./smallModel.ts";

const model = livelyModel();
const spec = createRunSpec(model, { seed: 7, runs: 70, horizon: 20 });
/** A scenario of every kind of lever, over two thirds of the accounts. */
const levers = leversOn(
  model,
  [
    effect("demand", 0, { value: { law: "normal", mean: 0.1, sd: 0.05 } }),
    effect("utility", 0.2, { brand: 1, stream: 2 }),
    effect("ownAmount", -0.1, { stream: 3 }),
    effect("unavailable", 0, { brand: 2, from: 5, stream: 4 }),
    effect("contacts", 0, { value: { law: "range", low: -0.5, high: 0.5 }, stream: 5 }),
    effect("capacity", 0.3, { stream: 6 }),
    effect("discovery", 0.1, { stream: 7 }),
    effect("seasonShift", 2, { stream: 8 }),
  ],
  i => i % 3 > 0,
);
const scenario = createRunSpec(model, { seed: 7, runs: 70, horizon: 20, levers });
const ignore = () => undefined;

/** Every implementation and number of threads passes the same suite. */
const IMPLEMENTATIONS: [string, RunnerOptions][] = [
  ["this thread", { threads: 1 }],
  ["a pool of 1", { threads: 1, background: true }],
  ["a pool of 2", { threads: 2 }],
  ["a pool of 3", { threads: 3 }],
  ["a pool of 4", { threads: 4 }],
];

const hashes = new Map<string, string>();
const scenarioHashes = new Map<string, string>();

describe.each(IMPLEMENTATIONS)("a runner on %s", (name, options) => {
  const runner = createRunner(options);
  afterAll(() => runner.close());

  test("hands every block over once, in order, and hashes them", async () => {
    const blocks: BlockResult[] = [];
    const { runs, resultHash } = await runner.run(model, spec, { onBlock: b => void blocks.push(b) });
    expect(runs).toBe(70);
    expect(blocks.map(b => [b.block, b.from, b.to])).toEqual([
      [0, 0, 16],
      [1, 16, 32],
      [2, 32, 48],
      [3, 48, 64],
      [4, 64, 70],
    ]);
    expect(resultHash).toBe(hashBlocks(blocks.map(b => b.hash)));
    expect(blocks.every(b => b.recorded.length === (b.to - b.from) * recordLength(model.scalars, 20))).toBe(
      true,
    );
    hashes.set(name, resultHash);
  });

  test("runs a scenario in turn with today's course", async () => {
    const { resultHash } = await runner.run(model, scenario, { onBlock: ignore });
    expect(resultHash).not.toBe(hashes.get(name));
    expect((await runner.run(model, spec, { onBlock: ignore })).resultHash).toBe(hashes.get(name));
    const none = createRunSpec(model, { seed: 7, runs: 70, horizon: 20, levers: leversOn(model, []) });
    expect((await runner.run(model, none, { onBlock: ignore })).resultHash).toBe(hashes.get(name));
    expect((await runner.run(model, scenario, { onBlock: ignore })).resultHash).toBe(resultHash);
    scenarioHashes.set(name, resultHash);
  });

  test("waits for a slow consumer", async () => {
    let working = 0;
    const seen: number[] = [];
    await runner.run(model, spec, {
      onBlock: async block => {
        expect(++working).toBe(1);
        await new Promise(resolve => setTimeout(resolve, 5));
        working--;
        seen.push(block.block);
      },
    });
    expect(seen).toEqual([0, 1, 2, 3, 4]);
  });

  test("reports progress that grows to the number of runs", async () => {
    const done: number[] = [];
    await runner.run(model, spec, { onBlock: ignore, onProgress: p => void done.push(p.done / p.total) });
    expect(done.at(-1)).toBe(1);
    expect([...done].sort((a, b) => a - b)).toEqual(done);
  });

  test("stops within the blocks in flight after cancel, and works again", async () => {
    const cancel = new AbortController();
    const long = createRunSpec(model, { seed: 7, runs: 1_000_000, horizon: 52 });
    let blocks = 0;
    const onBlock = () => {
      blocks++;
      cancel.abort();
    };
    const run = runner.run(model, long, { onBlock, signal: cancel.signal });
    await expect(run).rejects.toThrow(CancelledError);
    expect(blocks).toBeLessThanOrEqual(2 * runner.threads);
    const again = await runner.run(model, spec, { onBlock: ignore });
    expect(again.resultHash).toBe(hashes.get(name));
  });

  test("refuses to start when cancelled before", async () => {
    const run = runner.run(model, spec, { onBlock: ignore, signal: AbortSignal.abort() });
    await expect(run).rejects.toThrow(CancelledError);
  });

  test("passes on an error of the consumer", async () => {
    const onBlock = () => {
      throw new RangeError("disk full");
    };
    await expect(runner.run(model, spec, { onBlock })).rejects.toThrow("disk full");
  });

  test("names run and seed of a failure, and the run alone fails likewise", async () => {
    const broken = smallModel({
      draws: 64,
      set: columns => f64(columns, "volumeIndex").fill(NaN, 5 * 52, 6 * 52),
    });
    const failing = Array.from({ length: 400 }, (_, run) => run).find(run => drawOf(9, run, 64) === 5)!;
    const run = runner.run(broken, createRunSpec(broken, { seed: 9, runs: 400, horizon: 3 }), {
      onBlock: ignore,
    });
    await expect(run).rejects.toThrow(
      `run ${failing} of seed 9 failed: index path of draw 5, group 0, period 0`,
    );
    const kernel = createKernel(broken);
    const replay = () =>
      simulateRun(
        kernel,
        createState(kernel),
        { seed: 9, run: failing, horizon: 3 },
        new Float64Array(recordLength(kernel, 3)),
      );
    expect(replay).toThrow("index path of draw 5");
  });

  test("serves several models in turn", async () => {
    const other = smallModel({ cellSizes: [3, 4] });
    const otherSpec = createRunSpec(other, { seed: 1, runs: 20, horizon: 5 });
    const first = await runner.run(other, otherSpec, { onBlock: ignore });
    const second = await runner.run(model, spec, { onBlock: ignore });
    const third = await runner.run(other, otherSpec, { onBlock: ignore });
    expect(second.resultHash).toBe(hashes.get(name));
    expect(third.resultHash).toBe(first.resultHash);
  });

  test("says what is wrong with a spec", async () => {
    const run = (change: object) => runner.run(model, { ...spec, ...change }, { onBlock: ignore });
    await expect(run({ horizon: 53 })).rejects.toThrow("horizon is 53; expected 1 to 52 periods");
    await expect(run({ runs: { from: 0, to: 0 } })).rejects.toThrow(InputError);
    await expect(run({ seed: -1 })).rejects.toThrow("seed is -1");
    await expect(run({ modelHash: "other" })).rejects.toThrow("the spec is for model other");
  });
});

describe("result_hash", () => {
  test("is the same on every runner and number of threads", () => {
    expect(hashes.size).toBe(IMPLEMENTATIONS.length);
    expect(new Set(hashes.values()).size).toBe(1);
    expect(scenarioHashes.size).toBe(IMPLEMENTATIONS.length);
    expect(new Set(scenarioHashes.values()).size).toBe(1);
  });

  test("changes with the seed", async () => {
    const runner = createRunner({ threads: 1 });
    const { resultHash } = await runner.run(model, { ...spec, seed: 8 }, { onBlock: ignore });
    expect(resultHash).not.toBe(hashes.get("this thread"));
  });

  test("a number of threads that cannot be is refused", () => {
    for (const threads of [0, -1, 1.5, NaN]) expect(() => createRunner({ threads })).toThrow(InputError);
  });
});

describe("closing", () => {
  const ports = () => process.getActiveResourcesInfo().filter(kind => kind === "MessagePort").length;

  test("leaves no thread behind, even in the middle of a run", async () => {
    const before = ports();
    const runner = createRunner({ threads: 2 });
    const long = createRunSpec(model, { seed: 7, runs: 1_000_000, horizon: 52 });
    const cancelled = expect(runner.run(model, long, { onBlock: ignore })).rejects.toThrow(CancelledError);
    await vi.waitFor(() => expect(ports()).toBeGreaterThan(before), { timeout: 20_000 });
    await runner.close();
    await cancelled;
    expect(ports()).toBe(before);
  });
});

describe("blocks", () => {
  test("are cut at multiples of 16", () => {
    expect(blockRanges(0, 33)).toEqual([
      { from: 0, to: 16 },
      { from: 16, to: 32 },
      { from: 32, to: 33 },
    ]);
    expect(blockRanges(10, 20)).toEqual([
      { from: 10, to: 16 },
      { from: 16, to: 20 },
    ]);
  });
});
