import { afterAll, describe, expect, it } from "vitest";
import { CancelledError } from "../../../core/errors.ts";
import { type Program, programWriter, type Term } from "../../../territory/exact/highs/program.ts";
import { openSolver } from "../../../territory/exact/highs/solve.ts";

const solver = openSolver();
afterAll(() => solver.close());

/** Pack what is worth most into 10 (Dantzig 1957); best: the second and the fourth, worth 90. */
function knapsack(): Program {
  const writer = programWriter();
  const weight = [5, 4, 6, 3];
  const items = [10, 40, 30, 50].map(worth => writer.binary(-worth));
  writer.atMost(
    items.map((item, i): Term => [weight[i]!, item]),
    10,
  );
  return writer.program();
}

/** A market split problem (Cornuéjols and Dawande 1999): five sums that must be halved at once, hopeless for branch and bound. */
function marketSplit(): Program {
  const writer = programWriter();
  const sold = Array.from({ length: 40 }, () => writer.binary());
  for (let product = 0; product < 5; product++) {
    const demand = sold.map((_, i) => (((i + 3) * (product + 7) * 7919) % 97) + 1);
    const half = Math.floor(demand.reduce((sum, d) => sum + d, 0) / 2);
    const [over, under] = [writer.variable({ cost: 1 }), writer.variable({ cost: 1 })];
    writer.equal([...sold.map((x, i): Term => [demand[i]!, x]), [1, over], [-1, under]], half);
  }
  return writer.program();
}

describe("the door to HiGHS", () => {
  it("proves the best of a mixed-integer program, from a start or without", async () => {
    const program = knapsack();
    const plain = await solver.solve(program, { seconds: 20 });
    expect(plain).toMatchObject({ status: "optimal", value: -90, bound: -90 });
    expect(Array.from(plain.x!, Math.round)).toEqual([0, 1, 0, 1]);
    const start = { indices: Int32Array.of(0, 1, 2, 3), values: Float64Array.of(1, 1, 0, 0) };
    expect((await solver.solve(program, { seconds: 20, start })).value).toBe(-90);
  });

  it("solves a linear program, and proves that one has no answer", async () => {
    const writer = programWriter();
    const [x, y] = [writer.variable({ cost: 2 }), writer.variable({ cost: 3 })];
    writer.atLeast([[1, x], [1, y], [1, x]], 4); // biome-ignore format: one row
    writer.atMost([[1, x]], 1);
    expect(await solver.solve(writer.program(), { seconds: 20 })).toMatchObject({
      status: "optimal",
      value: 8,
    });
    writer.fix(y, 0);
    const none = await solver.solve(writer.program(), { seconds: 20 });
    expect(none).toEqual({
      status: "infeasible",
      value: Number.POSITIVE_INFINITY,
      bound: Number.POSITIVE_INFINITY,
      x: null,
    });
  });

  it("gives the best so far with its bound when the time is up", async () => {
    const found = await solver.solve(marketSplit(), { seconds: 1 });
    expect(found.status).toBe("stopped");
    expect(found.x).not.toBeNull();
    expect(found.bound).toBeLessThan(found.value);
  });

  it("ends a run that nobody wants any more, and goes on with the next", async () => {
    const stop = new AbortController();
    const run = solver.solve(marketSplit(), { seconds: 600, signal: stop.signal });
    const next = solver.solve(knapsack(), { seconds: 20 });
    setTimeout(() => stop.abort(), 300);
    await expect(run).rejects.toThrow(CancelledError);
    expect((await next).value).toBe(-90);
    const gone = solver.solve(knapsack(), { seconds: 20, signal: AbortSignal.abort() });
    await expect(gone).rejects.toThrow(CancelledError);
  });
});
