import { availableParallelism } from "node:os";
import { inLanguage } from "../../core/figures.ts";
import type { Summary } from "../../core/stats.ts";
import { TODAYS_COURSE } from "../../scenarios/file/read.ts";
import type { MetricName } from "../../twin/metrics.ts";
import { SCOPE_WORDS } from "../api/scopes.ts";
import type { Effects } from "../effects/effects.ts";
import { type SimulationResult, simulateMarket } from "../run/simulateMarket.ts";
import { count, countInterval, list, moneyInterval, percentInterval, table } from "../words/format.ts";
import { tell } from "../words/tell.ts";
import { describeAgainstLastYear } from "./againstLastYear.ts";
import { tellBefore } from "./checkScenario.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";

export interface SimulateOptions {
  readonly scenario?: string;
  readonly runs: number;
  readonly horizon?: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly json?: boolean;
}

/** `penumbra simulate DIR`. */
export async function simulate(dir: string, options: SimulateOptions, effects: Effects): Promise<void> {
  const { scenario, runs, horizon, seed } = options;
  const result = await withProgress(effects, onProgress =>
    simulateMarket(dir, {
      runs,
      threads: options.threads ?? availableParallelism(),
      onProgress,
      onRemarks: tellBefore(options.json, effects),
      signal: effects.signal,
      ...(scenario !== undefined && { scenario }),
      ...(horizon !== undefined && { horizon }),
      ...(seed !== undefined && { seed }),
    }),
  );
  if (options.json) printJson(effects, result);
  else effects.stdout.write(describe(dir, result));
}

function describe(dir: string, result: SimulationResult): string {
  const { metrics: m, currency, period } = result;
  const told = (name: MetricName, format: (figure: Summary) => string) => {
    const figure = m[name];
    return figure ? format(figure) : "not known";
  };
  // A twin without unseen accounts has known ones alone, whatever a metric's scope.
  const scope = (metric: keyof typeof result.scopes) =>
    SCOPE_WORDS[m.own_amount_known ? result.scopes[metric] : "known"].en;
  const money = (name: MetricName) => told(name, figure => moneyInterval(figure, currency));
  const accounts = (name: MetricName) => told(name, figure => `${countInterval(figure)} accounts`);
  const rows: [string, string][] = [
    [`own sales, ${scope("own_amount")}`, money("own_amount")],
    ...(m.own_amount_known
      ? [[`own sales, ${scope("own_amount_known")}`, money("own_amount_known")] as [string, string]]
      : []),
    [`market, ${scope("market_amount")}`, money("market_amount")],
    [`own share, ${scope("own_share")}`, told("own_share", percentInterval)],
    ["visits", `${countInterval(m.visits!)} contacts, ${countInterval(m.wasted_contacts!)} of them wasted`],
    ["new customers", accounts("new_accounts")],
    ["lapsed customers", accounts("lapsed_accounts")],
  ];
  const territories = Object.entries(result.by_territory).map(([id, figures]) => [
    id,
    moneyInterval(figures.own_amount!, currency),
    figures.own_share ? percentInterval(figures.own_share) : "not known",
  ]);
  const kind = result.synthetic ? "synthetic data: no figure is real" : "data as given";
  const sources = Object.entries(result.sources).map(([name, { from, note }]): [string, string] => [
    name,
    `${from}: ${tell(note, "en")}`,
  ]);
  return [
    `${result.name} (${kind})\n`,
    result.scenario?.question ? `${inLanguage(result.scenario.question, "en").trim()}\n` : "",
    `${inLanguage((result.scenario ?? TODAYS_COURSE).name, "en")}, ${result.horizon} ${period}s from ${result.by_period[0]!.period}: `,
    `mean and 90% interval of ${count(result.runs)} runs, seed ${result.seed}\n\n`,
    list(rows),
    `\n${table([["territory", "own sales", "own share"], ...territories])}`,
    result.remarks.length > 0 ? `\nWorth knowing\n${result.remarks.map(line => `  ${line}\n`).join("")}` : "",
    result.against_last_year
      ? `\nAgainst last year\n${describeAgainstLastYear(result.against_last_year, currency)}`
      : "",
    sources.length > 0 ? `\nRests on\n${list(sources)}` : "",
    `\nresult ${result.result_hash.slice(0, 12)}, kept in ${dir}/.penumbra/runs/${result.id}\n`,
  ].join("");
}
