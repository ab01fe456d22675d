import { basename } from "node:path";
import { inEnglish } from "../../app/words/tell.ts";
import { rejectMessage } from "../../data/ingest/rejects.ts";
import { type CheckReport, checkMarket } from "../../data/readiness/check.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import { inWords } from "../api/readiness/words.ts";
import type { Effects } from "../effects/effects.ts";
import { checkState, damageOf, type StateReport } from "../upkeep/checkState.ts";
import { count, exactAmount } from "../words/format.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";
import { describeReadiness } from "./readiness.ts";
import { remarks, rowReport } from "./rowReport.ts";

export interface CheckCommandOptions {
  /** Hash the files of the built state and of the kept runs too. */
  readonly state?: boolean;
  readonly json?: boolean;
}

/** `penumbra check DIR`. Damage of the state is told whatever becomes of the sources, and ends with exit code 4. */
export async function check(dir: string, options: CheckCommandOptions, effects: Effects): Promise<void> {
  const state = options.state ? await checkState(dir) : null;
  const damage = state && damageOf(dir, state);
  const checking = withProgress(effects, onProgress =>
    checkMarket(dir, { precedence, tell: inEnglish, onProgress, signal: effects.signal }),
  );
  const report = await checking.catch((error: unknown) => {
    if (damage) effects.stderr.write(`${damage.message}\n`);
    throw error;
  });
  if (options.json) {
    const ok = report.ok && (state?.ok ?? true);
    printJson(effects, { ...report, ok, readiness: inWords(report.readiness), ...(state && { state }) });
  } else effects.stdout.write(`${describe(dir, report)}${state ? describeState(state) : ""}`);
  if (damage) throw damage;
}

function describeState({ ok, state, files, bytes, damaged, runs, damaged_runs }: StateReport): string {
  const size = `${count(files)} files, ${count(bytes)} bytes`;
  const told = ok ? "all are what was written" : `${count(damaged.length + damaged_runs.length)} damaged`;
  return `\nState ${basename(state)}: ${size}; kept runs: ${count(runs)}; ${told}\n`;
}

function describe(dir: string, report: CheckReport): string {
  const { history, unplaced, currency, minorUnits } = report;
  const rejected = Object.values(report.rejects)
    .flat()
    .map(reject => `  ${rejectMessage(reject)}\n`);
  return [
    `${dir} can be built. Amounts are in ${currency}.\n\n`,
    rowReport(report.rows, minorUnits),
    `\nHistory: ${count(history.periods)} periods, the first from ${history.first}, the last from ${history.last}\n`,
    unplaced.accounts > 0
      ? `Unplaced: ${count(unplaced.accounts)} accounts without coordinates, with ${exactAmount(unplaced.amount, minorUnits)} ${currency} of sales; they stay in the totals\n`
      : "",
    rejected.length > 0
      ? `\nRejected, the first of each table (all of them: ${dir}/.penumbra/rejects)\n`
      : "",
    ...rejected,
    report.notes.length + report.guesses.length > 0 ? `\nRead this way\n${remarks(report)}` : "",
    `\n${describeReadiness(report.readiness)}`,
  ].join("");
}
