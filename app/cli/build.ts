import { availableParallelism } from "node:os";
import { type BuildResult, buildMarket } from "../build.ts";
import type { Effects } from "../effects.ts";
import { count, list, money, moneyInterval, percent } from "../format.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";

export interface BuildOptions {
  readonly threads?: number;
  readonly json?: boolean;
}

/** `penumbra build DIR`. */
export async function build(dir: string, options: BuildOptions, effects: Effects): Promise<void> {
  const threads = options.threads ?? availableParallelism();
  const onWait = (holder: string) =>
    void effects.stderr.write(`waiting for another build of this market: ${holder}\n`);
  const result = await withProgress(effects, onProgress =>
    buildMarket(dir, { threads, onProgress, onWait, signal: effects.signal }),
  );
  if (options.json) return printJson(effects, { dir, ...result.summary, done: result.done });
  effects.stdout.write(describeBuild(dir, result));
}

/** What a build brought, for a reader who has never seen one. */
export function describeBuild(dir: string, { summary, done }: BuildResult): string {
  const { amount_52w: last, forecast_52w: next, history, currency } = summary;
  const year = "last 52 weeks (12 months)";
  const rivals = last.rivals_known === null ? "not in the input" : money(last.rivals_known, currency);
  const rows: [string, string][] = [
    ["known accounts", `${count(summary.accounts.known)} sites open at the end of history`],
    ["history", `${history.first} to ${history.last}, ${count(history.periods)} periods`],
    ["own sales", `${money(last.own, currency)}  ${year}`],
    ["rivals' sales", `${rivals}  at known accounts`],
  ];
  if (last.market !== null) {
    rows.push(["market", `${money(last.market, currency)}  own + rivals at known accounts`]);
    if (last.market > 0) rows.push(["own share", percent(last.own / last.market)]);
  }
  rows.push([
    "own sales ahead",
    `${moneyInterval(next.own, currency)}  next 52 weeks (12 months), mean and 90% interval of ${next.runs} runs`,
  ]);
  rows.push(["twin", summary.twin_hash.slice(0, 12)]);
  const kind = summary.synthetic ? "synthetic data: no figure is real" : "data as given";
  const work =
    done.length > 0 ? `Built ${dir}: ${done.join(", ")}` : `${dir} is up to date; nothing had changed`;
  return `${work}\n\n${summary.name} (${kind})\n${list(rows)}\nRests on\n${describeSources(summary.sources)}`;
}

function describeSources(sources: BuildResult["summary"]["sources"]): string {
  const rows = Object.entries(sources).map(([name, { from, note }]): [string, string] => [
    name,
    `${from}: ${note}`,
  ]);
  return rows.length > 0 ? list(rows) : "";
}
