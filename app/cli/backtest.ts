import { availableParallelism } from "node:os";
import type { HideBy } from "../../proof/hide/choose.ts";
import { type BacktestResult, backtestMarket, type DarkScores } from "../run/backtestMarket.ts";
import { table } from "../words/format.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";
import { describeSales } from "./salesScores.ts";
import type { Session } from "./session.ts";
import type { Voice } from "./words/voice.ts";

export interface BacktestOptions {
  readonly own?: string;
  readonly holdout: number;
  readonly origins: number;
  readonly hide: number;
  readonly hideBy?: HideBy;
  readonly runs: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly json?: boolean;
}

/** `penumbra backtest DIR`. */
export async function backtest(dir: string, options: BacktestOptions, session: Session): Promise<void> {
  const { json, threads, ...asked } = options;
  const result = await withProgress(session, onProgress =>
    backtestMarket(dir, {
      ...asked,
      threads: threads ?? availableParallelism(),
      onProgress,
      signal: session.signal,
    }),
  );
  if (json) printJson(session, { dir, ...result });
  else session.stdout.write(describeBacktest(result, session.voice));
}

/** The scores for a reader who has never seen a backtest. */
export function describeBacktest(result: BacktestResult, voice: Voice): string {
  const { words } = voice;
  const kind = result.synthetic ? words.synthetic : words.given;
  const notes = result.notes.map(note => `  ${voice.tell(note)}\n`).join("");
  return [
    `${result.name} (${kind}): ${words.backtest.title(String(result.seed))}\n`,
    result.sales ? describeSales(result.sales, result, voice) : "",
    result.dark ? describeDark(result.dark, result, voice) : "",
    notes && `\n${words.worthKnowing}\n${notes}`,
  ].join("");
}

function describeDark(dark: DarkScores, { currency, areas }: BacktestResult, voice: Voice): string {
  const { backtest: words, hidden, situations } = voice.words;
  const { count, countInterval, money, moneyInterval, percent } = voice;
  const { columns } = words;
  const rows = dark.kinds.map(kind => [
    `  ${hidden[kind.by]}`,
    count(kind.accounts.hidden),
    countInterval(kind.accounts),
    money(kind.amount.hidden, currency),
    moneyInterval(kind.amount, currency),
    orDash(correlation(voice))(kind.spearman_cells),
    orDash(percent)(kind.coverage90),
  ]);
  const maps = [
    ["", words.deviance, columns.correlation, words.bestTenth],
    [`  ${words.estimate}`, ...mapRow(dark, voice)],
    [`  ${words.population}`, ...mapRow(dark.baseline.population, voice)],
    [`  ${words.knownAccounts}`, ...mapRow(dark.baseline.known, voice)],
  ];
  return [
    `\n${words.dark(percent(dark.hide), situations[dark.situation].long)}\n`,
    table([
      [
        `  ${columns.hidden}`,
        columns.accounts,
        columns.estimated,
        columns.amount,
        columns.estimated,
        columns.correlation,
        areas > 1 ? columns.areas : columns.territories,
      ],
      ...rows,
    ]),
    `\n${words.maps}\n`,
    table(maps),
    `  ${words.deviances}\n`,
  ].join("");
}

type MapScores = Pick<DarkScores, "deviance" | "spearman_cells" | "top_tenth">;

function mapRow(map: MapScores | null, voice: Voice): string[] {
  if (!map) return [voice.words.backtest.noPopulation, "", ""];
  return [
    orDash(voice.count)(map.deviance),
    orDash(correlation(voice))(map.spearman_cells),
    orDash((share: number) => voice.percent(share))(map.top_tenth),
  ];
}

const correlation =
  ({ decimal }: Voice) =>
  (value: number) =>
    decimal(value, 2);

/** What is not known is a dash. */
function orDash(write: (value: number) => string): (value: number | null) => string {
  return value => (value === null ? "–" : write(value));
}
