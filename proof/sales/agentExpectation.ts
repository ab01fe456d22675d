import { f64, i32 } from "../../core/columns.ts";
import { ownBeyondUsual, stationaryShares } from "../../models/known/choice.ts";
import { createKernel, type Kernel } from "../../sim/js/kernel.ts";
import { recordLength } from "../../sim/js/record.ts";
import { weighBrands } from "../../sim/js/rules/purchases.ts";
import { createState, type RunState } from "../../sim/js/state.ts";
import { simulateRun } from "../../sim/run.ts";
import { drawOf } from "../../sim/spec/streams.ts";
import { kernelModel } from "../../sim/twinModel.ts";
import type { Twin } from "../../twin/source.ts";

/** What agents buy in the runs beside what the twin expects of them, own amounts of a year. */
export interface AgentExpectation {
  readonly runs: number;
  /** Σ over accounts of mean − expected, over Σ expected. */
  readonly bias: number;
  /** Σ|mean − expected| / Σ expected: too large by what chance adds to it. */
  readonly atMost: number;
  /** The same from two halves, the sign of one and the size of the other: chance cancels, and what both halves do not see. */
  readonly atLeast: number;
  /** What chance alone makes of it: Σ|difference of the halves| / 2 / Σ expected. */
  readonly chance: number;
}

export interface AgentRuns {
  /** Runs of each joint draw, an even number: `expectedOwn` is the mean over the draws. */
  readonly perDraw: number;
  /** A year. */
  readonly horizon: number;
  readonly seed: number;
}

/**
 * Simulates every account as the kernel does, and holds the mean over runs of what it is expected to buy in each period, given
 * the state in which the period's purchases are made, beside `expectedOwn` (Rao–Blackwell). What a run owes to the account's
 * own rate of the draw and to its own life is taken off, whose means are known (control variates).
 * @param twin whose paths reach as far as `horizon`
 */
export function agentExpectation(twin: Twin, { perDraw, horizon, seed }: AgentRuns): AgentExpectation {
  const kernel = createKernel(kernelModel(twin));
  const state = createState(kernel);
  const values = new Float64Array(recordLength(kernel, horizon));
  const halves = [0, 1].map(() => new Float64Array(kernel.accounts));
  const used = new Int32Array(kernel.draws);
  const runs = perDraw * kernel.draws;
  const add = expectedAmounts(kernel, state);
  for (let run = 0, done = 0; done < runs; run++) {
    const draw = drawOf(seed, run, kernel.draws);
    if (used[draw] === perDraw) continue;
    const half = halves[used[draw]++ % 2];
    simulateRun(kernel, state, { seed, run, horizon }, values, () => add(half));
    done++;
  }
  return compared(twin, halves, runs);
}

/** Adds what each account is expected to buy of the own brand in the period, minor units. */
function expectedAmounts(k: Kernel, state: RunState): (sums: Float64Array) => void {
  const weight = new Float64Array(k.brands);
  const cumulative = new Float64Array(k.brands);
  const shares = new Float64Array(k.brands);
  const pace = k.life === null ? state.rate : state.pace;
  return sums => {
    for (let i = 0; i < k.accounts; i++) {
      weighBrands(k, state, i, weight, cumulative);
      if (pace[i] === 0 || weight[0] === 0) continue;
      const share = stationaryShares(weight, k.inertia, shares)[0];
      const volume = state.volume[k.group[i]];
      const occasions = pace[i] * volume;
      const alive = k.life === null || state.alive[i] === 1;
      const usual = k.rate[i] * volume * share;
      const beyond = alive ? ownBeyondUsual(weight, k.inertia, state.lastBrand[i], occasions) : 0;
      const line = k.amountMean[i] * k.ownLine[i] * state.amountFactor[k.segment[i] * k.brands];
      sums[i] += (usual + beyond) * line;
    }
  };
}

function compared({ columns }: Twin, halves: readonly Float64Array[], runs: number): AgentExpectation {
  const expected = f64(columns, "expectedOwn");
  const like = i32(columns, "like");
  let [total, bias, atMost, atLeast, chance] = [0, 0, 0, 0, 0];
  for (let k = 0; k < expected.length; k++) {
    if (like[k] < 0) continue;
    const [first, second] = halves.map(sums => (2 * sums[k]) / runs - expected[k]);
    total += expected[k];
    bias += (first + second) / 2;
    atMost += Math.abs(first + second) / 2;
    atLeast += (Math.sign(first) * second + Math.sign(second) * first) / 2;
    chance += Math.abs(first - second) / 2;
  }
  return {
    runs,
    bias: bias / total,
    atMost: atMost / total,
    atLeast: Math.max(0, atLeast / total),
    chance: chance / total,
  };
}
