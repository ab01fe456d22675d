import { availableParallelism } from "node:os";
import { decimal, percent } from "../../core/figures.ts";
import type { HideBy } from "../../proof/hide/choose.ts";
import { HIDE_WORDS } from "../../proof/trackRecord.ts";
import type { Effects } from "../effects/effects.ts";
import {
  type BacktestResult,
  backtestMarket,
  type DarkScores,
  type SalesScores,
} from "../run/backtestMarket.ts";
import { count, countInterval, list, money, moneyInterval, table } from "../words/format.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";

export interface BacktestOptions {
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
export async function backtest(dir: string, options: BacktestOptions, effects: Effects): Promise<void> {
  const { json, threads, ...asked } = options;
  const result = await withProgress(effects, onProgress =>
    backtestMarket(dir, {
      ...asked,
      threads: threads ?? availableParallelism(),
      onProgress,
      signal: effects.signal,
    }),
  );
  if (json) printJson(effects, { dir, ...result });
  else effects.stdout.write(describeBacktest(result));
}

/** The scores for a reader who has never seen a backtest. */
export function describeBacktest(result: BacktestResult): string {
  const kind = result.synthetic ? "synthetic data: no figure is real" : "data as given";
  const notes = result.notes.map(note => `  ${note}\n`).join("");
  return [
    `${result.name} (${kind}): how well the twin knows what was hidden from it, seed ${result.seed}\n`,
    result.sales ? describeSales(result.sales, result) : "",
    result.dark ? describeDark(result.dark, result) : "",
    notes && `\nWorth knowing\n${notes}`,
  ].join("");
}

function describeSales(sales: SalesScores, { period, territories, currency }: BacktestResult): string {
  const { wape, wape_seasonal_naive: naive, crps, crps_seasonal_naive: naiveCrps } = sales;
  const times = sales.by_origin.length === 1 ? "once" : `${sales.by_origin.length} times`;
  const compared = (a: number | null, b: number | null) =>
    a === null || b === null || b === 0 ? "" : `  ${decimal(a / b, 2)} of the seasonal naive forecast's`;
  const held = (value: number | null, of: string) => `${share(value)} of the sales lie inside (${of} should)`;
  return [
    `\nForecast: ${sales.holdout} ${period}s hidden ${times}; own sales of ${territories} territories by ${period}\n`,
    list([
      [
        "mean error",
        `${share(wape)}  ${share(naive)} by the same ${period} a year before${compared(wape, naive)}`,
      ],
      [
        "CRPS",
        `${shortMoney(crps, currency)}  ${shortMoney(naiveCrps, currency)}${compared(crps, naiveCrps)}`,
      ],
      ["80% interval", held(sales.coverage80, "80%")],
      ["95% interval", held(sales.coverage95, "95%")],
    ]),
    table([
      ["  known up to", "error", "naive", "in 80%", "in 95%"],
      ...sales.by_origin.map(o => [
        `  ${o.origin}`,
        share(o.wape),
        share(o.wape_seasonal_naive),
        share(o.coverage80),
        share(o.coverage95),
      ]),
    ]),
  ].join("");
}

const SITUATIONS: Readonly<Record<DarkScores["situation"], string>> = {
  panel: "totals of areas tell of the whole",
  list: "another list of the market tells of the unseen",
  "panel+list": "totals of areas and another list tell of the unseen",
  none: "neither area totals nor another list: coverage and surroundings only, so the level is weakly known",
};

function describeDark(dark: DarkScores, { currency, areas }: BacktestResult): string {
  const groups = areas > 1 ? "areas" : "territories";
  const rows = dark.kinds.map(kind => [
    `  ${HIDE_WORDS[kind.by]}`,
    count(kind.accounts.hidden),
    countInterval(kind.accounts),
    money(kind.amount.hidden, currency),
    moneyInterval(kind.amount, currency),
    correlation(kind.spearman_cells),
    share(kind.coverage90),
  ]);
  const maps = [
    ["", "deviance", "rank correlation", "in the best tenth"],
    ["  this estimate", figure(dark.deviance), correlation(dark.spearman_cells), share(dark.top_tenth)],
    ["  by population", ...mapRow(dark.baseline.population)],
    ["  by known accounts", ...mapRow(dark.baseline.known)],
  ];
  return [
    `\nDark: ${percent(dark.hide)} of the known sites hidden, and estimated from the rest (${SITUATIONS[dark.situation]})\n`,
    table([
      [
        "  hidden",
        "accounts",
        "estimated (90%)",
        "amount",
        "estimated (90%)",
        "rank correlation",
        `${groups} inside 90%`,
      ],
      ...rows,
    ]),
    "\nWhere they are: cell by cell, against simple maps whose floor and total were chosen with the truth in hand\n",
    table(maps),
    "  Deviance is lower for the better map; the best tenth are the cells with the highest estimates, with their part of the hidden amount\n",
  ].join("");
}

function mapRow(map: DarkScores["baseline"]["population"]): string[] {
  if (!map) return ["no population known", "", ""];
  return [figure(map.deviance), correlation(map.spearman_cells), share(map.top_tenth)];
}

function share(value: number | null): string {
  return value === null ? "–" : percent(value);
}

function shortMoney(value: number | null, currency: string): string {
  return value === null ? "–" : money(value, currency);
}

function correlation(value: number | null): string {
  return value === null ? "–" : decimal(value, 2);
}

function figure(value: number | null): string {
  return value === null ? "–" : count(value);
}
