import { availableParallelism } from "node:os";
import type { Summary } from "../../core/stats.ts";
import { TODAYS_COURSE } from "../../scenarios/file/read.ts";
import type { MetricName } from "../../twin/metrics.ts";
import { SCOPE_WORDS } from "../api/scopes.ts";
import { type SimulationResult, simulateMarket } from "../run/simulateMarket.ts";
import { list, table } from "../words/format.ts";
import { describeAgainstLastYear } from "./againstLastYear.ts";
import { describeRemarks, tellBefore } from "./checkScenario.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";
import type { Session } from "./session.ts";
import { describeSources } from "./sources.ts";
import type { Voice } from "./words/voice.ts";

export interface SimulateOptions {
  readonly scenario?: string;
  readonly runs: number;
  readonly horizon?: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly json?: boolean;
}

/** `penumbra simulate DIR`. */
export async function simulate(dir: string, options: SimulateOptions, session: Session): Promise<void> {
  const { scenario, runs, horizon, seed } = options;
  const result = await withProgress(session, onProgress =>
    simulateMarket(dir, {
      runs,
      threads: options.threads ?? availableParallelism(),
      onProgress,
      onRemarks: tellBefore(options.json, session),
      signal: session.signal,
      ...(scenario !== undefined && { scenario }),
      ...(horizon !== undefined && { horizon }),
      ...(seed !== undefined && { seed }),
    }),
  );
  if (options.json) printJson(session, result);
  else session.stdout.write(describe(dir, result, session.voice));
}

function describe(dir: string, result: SimulationResult, voice: Voice): string {
  const { metrics: m, currency, period } = result;
  const { words: all, count, countInterval, day, language, moneyInterval, percentInterval } = voice;
  const { simulate: words, metrics: names } = all;
  const told = (name: MetricName, format: (figure: Summary) => string) => {
    const figure = m[name];
    return figure ? format(figure) : all.unknown;
  };
  // A twin without dark accounts has known ones alone, whatever a metric's scope.
  const named = (metric: keyof typeof result.scopes & keyof typeof names) => {
    const scope = m.own_amount_known ? result.scopes[metric] : "known";
    return `${names[metric]}, ${SCOPE_WORDS[scope][language]}`;
  };
  const money = (name: MetricName) => told(name, figure => moneyInterval(figure, currency));
  const accounts = (name: MetricName) => told(name, figure => words.accounts(countInterval(figure)));
  const known: [string, string] = [named("own_amount_known"), money("own_amount_known")];
  const rows: [string, string][] = [
    [named("own_amount"), money("own_amount")],
    ...(m.own_amount_known ? [known] : []),
    [named("market_amount"), money("market_amount")],
    [named("own_share"), told("own_share", percentInterval)],
    [names.visits, words.visits(countInterval(m.visits!), countInterval(m.wasted_contacts!))],
    [names.new_accounts, accounts("new_accounts")],
    [names.lapsed_accounts, accounts("lapsed_accounts")],
  ];
  const territories = Object.entries(result.by_territory).map(([id, figures]) => [
    id,
    moneyInterval(figures.own_amount!, currency),
    figures.own_share ? percentInterval(figures.own_share) : all.unknown,
  ]);
  const { name, question = null } = result.scenario ?? { name: TODAYS_COURSE.name };
  const periods = all.periods[period](count(result.horizon));
  const sources = describeSources(result.sources, voice);
  return [
    `${result.name} (${result.synthetic ? all.synthetic : all.given})\n`,
    question ? `${voice.written(question).trim()}\n` : "",
    words.course(voice.written(name), periods, day(result.by_period[0]!.period)),
    `${words.runs(count(result.runs), String(result.seed))}\n\n`,
    list(rows),
    territories.length > 0
      ? `\n${table([[words.territory, names.own_amount, names.own_share], ...territories])}`
      : "",
    describeRemarks(result.remarks, voice),
    result.against_last_year
      ? `\n${words.againstLastYear}\n${describeAgainstLastYear(result.against_last_year, currency, voice)}`
      : "",
    sources === "" ? "" : `\n${all.restsOn}\n${sources}`,
    `\n${words.kept(result.result_hash.slice(0, 12), `${dir}/.penumbra/runs/${result.id}`)}\n`,
  ].join("");
}
