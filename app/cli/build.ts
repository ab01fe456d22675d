import { availableParallelism } from "node:os";
import { percent } from "../../core/figures.ts";
import { damageText } from "../../data/files/sealedFolder.ts";
import { SCOPE_WORDS } from "../api/scopes.ts";
import type { Effects } from "../effects/effects.ts";
import { type BuildResult, buildMarket } from "../stages/build.ts";
import type { BuildSummary } from "../state/manifest.ts";
import {
  count,
  countInterval,
  list,
  money,
  moneyInterval,
  percentInterval,
  signedPercent,
} from "../words/format.ts";
import { tell } from "../words/tell.ts";
import { describeAgainstLastYear } from "./againstLastYear.ts";
import { describeChanges } from "./changes.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";

export interface BuildOptions {
  readonly threads?: number;
  readonly json?: boolean;
}

/** `penumbra build DIR`. */
export async function build(dir: string, options: BuildOptions, effects: Effects): Promise<void> {
  const threads = options.threads ?? availableParallelism();
  const onWait = (holder: string, waitedMs: number) => {
    const minutes = Math.round(waitedMs / 60_000);
    const long = minutes > 0 ? ` (waited ${minutes} min)` : "";
    effects.stderr.write(`waiting for another build of this market${long}: ${holder}\n`);
  };
  const result = await withProgress(effects, onProgress =>
    buildMarket(dir, { threads, onProgress, onWait, signal: effects.signal }),
  );
  const { summary, ...work } = result;
  if (options.json) return printJson(effects, { dir, ...summary, ...work });
  effects.stdout.write(describeBuild(dir, result));
}

/** What a build brought, for a reader who has never seen one. */
export function describeBuild(dir: string, result: BuildResult): string {
  const { summary } = result;
  const { amount_52w: last, forecast_52w: next, history, currency } = summary;
  const year = "last 52 weeks (12 months)";
  const rivals = last.rivals_known === null ? "not in the input" : money(last.rivals_known, currency);
  const rows: [string, string][] = [
    ["known accounts", `${count(summary.accounts.known)} sites open at the end of history`],
    ["history", `${history.first} to ${history.last}, ${count(history.periods)} periods`],
    ["own sales", `${money(last.own, currency)}  ${year}, at ${SCOPE_WORDS.known.en}`],
    ["rivals' sales", `${rivals}  at known accounts`],
  ];
  rows.push([
    "own sales ahead",
    `${moneyInterval(next.own, currency)}  next 52 weeks (12 months) at ${SCOPE_WORDS[next.scope].en}, mean and 90% interval of ${next.runs} runs`,
  ]);
  rows.push(["twin", summary.twin_hash.slice(0, 12)]);
  const kind = summary.synthetic ? "synthetic data: no figure is real" : "data as given";
  return `${describeWork(dir, result)}\n${summary.name} (${kind})\n${list(rows)}\n${againstLastYear(summary)}${describeDark(summary)}\nRests on\n${describeSources(summary.sources)}`;
}

function describeWork(dir: string, { done, mended, changes }: BuildResult): string {
  if (done.length + mended.length === 0) return `${dir} is up to date; nothing had changed\n`;
  const damages = mended.map(damage => `  ${damage.file}: ${damageText(damage)}\n`);
  const damaged = damages.length > 0 ? `Damaged, and made anew\n${damages.join("")}` : "";
  return `Built ${dir}: ${done.length > 0 ? done.join(", ") : "everything was taken over"}\n${damaged}${describeChanges(changes)}`;
}

function againstLastYear({ forecast_52w: { against_last_year: rows }, currency }: BuildSummary): string {
  return rows ? `The forecast against last year\n${describeAgainstLastYear(rows, currency)}\n` : "";
}

/** The unseen part: first how its estimate did where the truth is known, then what it says. */
function describeDark({
  dark,
  accounts,
  amount_52w,
  untapped_share,
  unaware_accounts,
  currency,
}: BuildSummary): string {
  if (
    !dark ||
    !accounts.dark ||
    !amount_52w.dark ||
    !amount_52w.dark_own ||
    !amount_52w.market ||
    !unaware_accounts
  )
    return "The dark side: too few known accounts with coordinates to estimate it\n";
  const known = `${count(accounts.known)} known`;
  const rows: [string, string][] = [
    ["unseen accounts", `${countInterval(accounts.dark)}  beside ${known}; mean and 90% interval`],
    ["unseen sales", `${moneyInterval(amount_52w.dark, currency)}  all brands, last 52 weeks (12 months)`],
    ["of that ours", moneyInterval(amount_52w.dark_own, currency)],
    ["market", `${moneyInterval(amount_52w.market, currency)}  known and unseen`],
    ["untapped", untapped_share ? `${percentInterval(untapped_share)}  of the market is not ours` : "–"],
    ["never heard of us", `${countInterval(unaware_accounts)}  of the unseen accounts`],
  ];
  return `The dark side (${dark.situation})\n${describeTrackRecord(dark.track_record)}${list(rows)}${dark.notes
    .map(note => `  ${tell(note, "en")}\n`)
    .join("")}`;
}

function describeTrackRecord(record: NonNullable<BuildSummary["dark"]>["track_record"]): string {
  if (!record) return "";
  const kinds = record.kinds.map(kind => {
    const held = (inside: boolean) => (inside ? "interval held" : "interval missed");
    const error = (value: number | null) => (value === null ? "–" : signedPercent(value));
    return `  ${HIDDEN[kind.by]}: accounts ${error(kind.accounts_error)} (${held(kind.inside90.accounts)}), sales ${error(kind.amount_error)} (${held(kind.inside90.amount)})\n`;
  });
  return `  Tried on this market: ${percent(record.hide)} of the known accounts hidden, then estimated\n${kinds.join("")}`;
}

const HIDDEN = { random: "at random", "small-far": "small and far first", area: "whole areas" } as const;

function describeSources(sources: BuildResult["summary"]["sources"]): string {
  const rows = Object.entries(sources).map(([name, { from, note }]): [string, string] => [
    name,
    `${from}: ${tell(note, "en")}`,
  ]);
  return rows.length > 0 ? list(rows) : "";
}
