import { type CheckReport, checkMarket } from "../../data/check.ts";
import { rejectMessage } from "../../data/ingest/rejects.ts";
import { inWords } from "../api/readiness/words.ts";
import type { Effects } from "../effects.ts";
import { count, exactAmount } from "../format.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";
import { describeReadiness } from "./readiness.ts";
import { remarks, rowReport } from "./rowReport.ts";

/** `penumbra check DIR`. */
export async function check(
  dir: string,
  options: { readonly json?: boolean },
  effects: Effects,
): Promise<void> {
  const report = await withProgress(effects, onProgress =>
    checkMarket(dir, { onProgress, signal: effects.signal }),
  );
  if (options.json) printJson(effects, { ...report, readiness: inWords(report.readiness) });
  else effects.stdout.write(describe(dir, report));
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
