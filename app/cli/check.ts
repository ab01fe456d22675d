import { basename } from "node:path";
import { placeKind, shownValue } from "../../data/ingest/rejects.ts";
import { type CheckReport, checkMarket } from "../../data/readiness/check.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import { putPlansInForce } from "../stages/plansInForce.ts";
import { checkState, damageOf, type StateReport } from "../upkeep/checkState.ts";
import { inWords } from "../words/readiness.ts";
import { inEnglish } from "../words/tell.ts";
import { withFirstLine } from "./outcome.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";
import { describeReadiness } from "./readiness.ts";
import { remarks, rowReport } from "./rowReport.ts";
import type { Session } from "./session.ts";
import type { Voice } from "./words/voice.ts";

export interface CheckCommandOptions {
  /** Hash the files of the built state and of the kept runs too. */
  readonly state?: boolean;
  readonly json?: boolean;
}

/** `penumbra check DIR`. Damage of the state is told whatever becomes of the sources, and ends with exit code 4. */
export async function check(dir: string, options: CheckCommandOptions, session: Session): Promise<void> {
  const state = options.state ? await checkState(dir) : null;
  const damage = state && damageOf(dir, state);
  const checking = withProgress(session, onProgress =>
    checkMarket(dir, {
      precedence,
      settle: (folder, { plans }, database) => putPlansInForce(folder, plans, database),
      tell: inEnglish,
      onProgress,
      signal: session.signal,
    }),
  );
  const report = await checking.catch((error: unknown) => {
    if (damage) session.stderr.write(`${withFirstLine(damage, session)}\n`);
    throw error;
  });
  if (options.json) {
    const ok = report.ok && (state?.ok ?? true);
    printJson(session, { ...report, ok, readiness: inWords(report.readiness), ...(state && { state }) });
  } else
    session.stdout.write(
      `${describe(dir, report, session.voice)}${state ? describeState(state, session.voice) : ""}`,
    );
  if (damage) throw damage;
}

function describeState(
  { ok, state, files, bytes, damaged, runs, damaged_runs }: StateReport,
  { words: { check: words }, count }: Voice,
): string {
  const told = ok ? words.whole : words.damaged(count(damaged.length + damaged_runs.length));
  return `\n${words.state(basename(state), count(files), count(bytes), count(runs))}${told}\n`;
}

function describe(dir: string, report: CheckReport, voice: Voice): string {
  const { history, unplaced, currency, minorUnits } = report;
  const { words: all, count, day, exactAmount, tell } = voice;
  const { check: words } = all;
  const rejected = Object.values(report.rejects)
    .flat()
    .map(reject => {
      const what = `${reject.column ?? words.record}${shownValue(reject)}`;
      const place = words.places[placeKind(reject)](reject.file, String(reject.line));
      return `  ${words.reject(place, what, tell(reject.note))}\n`;
    });
  const folder = `${dir}/.penumbra/rejects`;
  const amount = `${exactAmount(unplaced.amount, minorUnits)} ${currency}`;
  return [
    `${words.sound(dir, currency)}\n\n`,
    rowReport(report.rows, minorUnits, voice),
    `\n${words.history(count(history.periods), day(history.first), day(history.last))}\n`,
    unplaced.accounts > 0 ? `${words.unplaced(count(unplaced.accounts), amount)}\n` : "",
    rejected.length > 0 ? `\n${words.rejected(folder)}\n` : "",
    ...rejected,
    report.notes.length + report.guesses.length > 0
      ? `\n${words.readThisWay}\n${remarks(report, voice)}`
      : "",
    `\n${describeReadiness(report.readiness, voice)}`,
  ].join("");
}
