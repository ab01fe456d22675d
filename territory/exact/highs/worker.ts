import { parentPort } from "node:worker_threads";
import highsModule, { type Highs, type Model } from "highs";
import type { Program } from "./program.ts";
import type { Report, Task } from "./protocol.ts";

/**
 * The thread that HiGHS runs in: one program after another. A run blocks the thread until it is through, so that what it
 * has found and proven on the way is reported from its callbacks; who does not want to wait ends the thread.
 */
// Its types tell of the CommonJS build, where the loader stands under `default`; an import gets the other one.
const highs = (highsModule as unknown as typeof highsModule.default)();

parentPort!.on("message", async (task: Task) => {
  report(answer(await highs, task));
});

function report(what: Report): void {
  parentPort!.postMessage(what);
}

function answer(highs: Highs, { program, start, seconds, gap }: Task): Report {
  const { modelStatus: status, callbackType } = highs.constants;
  return highs.withModel(asModel(program), (model: Model): Report => {
    model.options.set({
      output_flag: false,
      random_seed: 0,
      time_limit: seconds,
      mip_rel_gap: 0,
      mip_abs_gap: gap,
    });
    if (start) model.setSolution({ indices: start.indices, values: start.values });
    const { modelStatus } = model.run({
      [callbackType.mipImprovingSolution]({ data }) {
        report({ kind: "better", value: data.objective_function_value!, x: data.mip_solution! });
      },
      [callbackType.mipInterrupt]({ data }) {
        report({ kind: "bound", bound: data.mip_dual_bound ?? Number.NEGATIVE_INFINITY });
      },
    });
    if (modelStatus === status.infeasible) return { kind: "infeasible" };
    const through = modelStatus === status.optimal;
    if (!through && modelStatus !== status.timeLimit)
      throw new Error(`HiGHS ended with status ${modelStatus}`);
    const whole = program.whole.includes(1);
    const bound = whole ? Number(model.info.get("mip_dual_bound")) : model.getObjectiveValue();
    const found = Number(model.info.get("primal_solution_status")) === 2;
    const best = found ? { value: model.getObjectiveValue(), x: model.getSolution().colValue } : null;
    return { kind: "done", through, bound, best };
  });
}

function asModel(program: Program) {
  const [numCols, numRows] = [program.cost.length, program.rowLower.length];
  const { starts, indices, values } = program;
  return {
    numCols,
    numRows,
    colCost: program.cost,
    colLower: program.lower,
    colUpper: program.upper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    integrality: program.whole,
    matrix: { format: "csr" as const, numRows, numCols, starts, indices, values },
  };
}
