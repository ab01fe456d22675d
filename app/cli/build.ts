import { availableParallelism } from "node:os";
import { SCOPE_WORDS } from "../api/scopes.ts";
import { type BuildResult, buildMarket } from "../stages/build.ts";
import type { BuildSummary } from "../state/manifest.ts";
import { list } from "../words/format.ts";
import { describeAgainstLastYear } from "./againstLastYear.ts";
import { describeChanges, titlesOf } from "./changes.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";
import type { Session } from "./session.ts";
import { describeSources } from "./sources.ts";
import type { Voice } from "./words/voice.ts";

export interface BuildOptions {
  readonly threads?: number;
  readonly json?: boolean;
}

/** `penumbra build DIR`. */
export async function build(dir: string, options: BuildOptions, session: Session): Promise<void> {
  const threads = options.threads ?? availableParallelism();
  const onWait = (holder: string, waitedMs: number) => {
    const { waiting } = session.voice.words.build;
    session.stderr.write(`${waiting(holder, Math.round(waitedMs / 60_000))}\n`);
  };
  const result = await withProgress(session, onProgress =>
    buildMarket(dir, { threads, onProgress, onWait, signal: session.signal }),
  );
  const { summary, ...work } = result;
  if (options.json) return printJson(session, { dir, ...summary, ...work });
  session.stdout.write(describeBuild(dir, result, session.voice));
}

/** What a build brought, for a reader who has never seen one. */
export function describeBuild(dir: string, result: BuildResult, voice: Voice): string {
  const { summary } = result;
  const { amount_52w: last, forecast_52w: next, history, currency } = summary;
  const { count, day, language, money, moneyInterval } = voice;
  const { build: words, ...all } = voice.words;
  const rivals = last.rivals_known === null ? words.notInInput : money(last.rivals_known, currency);
  const rows: [string, string][] = [
    [words.known, words.sites(count(summary.accounts.known))],
    [words.history, words.span(day(history.first), day(history.last), count(history.periods))],
    [words.own, `${money(last.own, currency)}  ${words.lastYear(SCOPE_WORDS.known[language])}`],
    [words.rivals, `${rivals}  ${words.atKnown}`],
    [
      words.ahead,
      `${moneyInterval(next.own, currency)}  ${words.nextYear(SCOPE_WORDS[next.scope][language], count(next.runs))}`,
    ],
    [words.twin, summary.twin_hash.slice(0, 12)],
  ];
  return [
    `${describeWork(dir, result, voice)}\n`,
    `${summary.name} (${summary.synthetic ? all.synthetic : all.given})\n`,
    `${list(rows)}\n`,
    againstLastYear(summary, voice),
    describeDark(summary, voice),
    `\n${all.restsOn}\n${describeSources(summary.sources, voice)}`,
  ].join("");
}

function describeWork(dir: string, { done, mended, outdated, changes }: BuildResult, voice: Voice): string {
  const { build } = voice.words;
  if (done.length + mended.length === 0) return `${build.upToDate(dir)}\n`;
  const damages = mended.map(({ file, expected, found }) => `  ${file}: ${build.damage(expected, found)}\n`);
  return [
    `${build.built(dir, done.length > 0 ? titlesOf(done, voice) : build.takenOver)}\n`,
    damages.length > 0 ? `${build.damaged}\n${damages.join("")}` : "",
    outdated ? `${build.outdated}\n` : "",
    describeChanges(changes, voice),
  ].join("");
}

function againstLastYear({ forecast_52w: ahead, currency }: BuildSummary, voice: Voice): string {
  const { against_last_year: rows } = ahead;
  if (!rows) return "";
  return `${voice.words.build.againstLastYear}\n${describeAgainstLastYear(rows, currency, voice)}\n`;
}

/** The dark side: first how its estimate did where the truth is known, then what it says. */
function describeDark(summary: BuildSummary, voice: Voice): string {
  const { build: words, situations } = voice.words;
  const { dark, accounts, amount_52w, untapped_share, unaware_accounts, currency } = summary;
  if (
    !dark ||
    !accounts.dark ||
    !amount_52w.dark ||
    !amount_52w.dark_own ||
    !amount_52w.market ||
    !unaware_accounts
  )
    return `${words.noDark}\n`;
  const { count, countInterval, moneyInterval, percentInterval, tell } = voice;
  const rows: [string, string][] = [
    [words.darkAccounts, `${countInterval(accounts.dark)}  ${words.besideKnown(count(accounts.known))}`],
    [words.darkSales, `${moneyInterval(amount_52w.dark, currency)}  ${words.allBrands}`],
    [words.ours, moneyInterval(amount_52w.dark_own, currency)],
    [words.market, `${moneyInterval(amount_52w.market, currency)}  ${words.knownAndDark}`],
    [words.untapped, untapped_share ? `${percentInterval(untapped_share)}  ${words.notOurs}` : "–"],
    [words.neverHeard, `${countInterval(unaware_accounts)}  ${words.ofDark}`],
  ];
  return [
    `${words.dark(situations[dark.situation].short)}\n`,
    describeTrackRecord(dark.track_record, voice),
    list(rows),
    ...dark.notes.map(note => `  ${tell(note)}\n`),
  ].join("");
}

function describeTrackRecord(
  record: NonNullable<BuildSummary["dark"]>["track_record"],
  { words, percent, signedPercent }: Voice,
): string {
  if (!record) return "";
  const { build, hidden } = words;
  const held = (inside: boolean) => (inside ? build.held : build.missed);
  const error = (value: number | null) => (value === null ? "–" : signedPercent(value));
  const kinds = record.kinds.map(kind => {
    const { accounts, amount } = kind.inside90;
    const [accountsError, amountError] = [error(kind.accounts_error), error(kind.amount_error)];
    return `  ${build.record(hidden[kind.by], accountsError, held(accounts), amountError, held(amount))}\n`;
  });
  return `  ${build.tried(percent(record.hide))}\n${kinds.join("")}`;
}
