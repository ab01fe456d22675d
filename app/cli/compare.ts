import { availableParallelism } from "node:os";
import { decimal, inLanguage, percent, signed } from "../../core/figures.ts";
import type { Uplift } from "../../scenarios/compare/uplift.ts";
import { SCOPE_WORDS } from "../api/scopes.ts";
import type { Effects } from "../effects/effects.ts";
import { type CompareResult, compareMarket } from "../run/compareMarket.ts";
import { count, list, money, signedPercent, table } from "../words/format.ts";
import { tell } from "../words/tell.ts";
import { describeAgainstLastYear } from "./againstLastYear.ts";
import { tellBefore } from "./checkScenario.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";

export interface CompareOptions {
  readonly runs: number;
  readonly horizon?: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly precision?: number;
  readonly json?: boolean;
}

/** `penumbra compare DIR A B`. */
export async function compare(
  dir: string,
  a: string,
  b: string,
  options: CompareOptions,
  effects: Effects,
): Promise<void> {
  const { runs, horizon, seed, precision } = options;
  const result = await withProgress(effects, onProgress =>
    compareMarket(dir, a, b, {
      runs,
      threads: options.threads ?? availableParallelism(),
      onProgress,
      onRemarks: tellBefore(options.json, effects),
      signal: effects.signal,
      ...(horizon !== undefined && { horizon }),
      ...(seed !== undefined && { seed }),
      ...(precision !== undefined && { precision }),
    }),
  );
  if (options.json) printJson(effects, result);
  else effects.stdout.write(describeComparison(dir, result));
}

/** How the figures of a metric are written. */
type Unit = "money" | "share" | "count";

const TOLD: readonly (readonly [metric: keyof CompareResult["uplift"], name: string, unit: Unit])[] = [
  ["own_amount", "own sales", "money"],
  ["market_amount", "market", "money"],
  ["own_share", "own share", "share"],
  ["visits", "visits", "count"],
  ["wasted_contacts", "wasted contacts", "count"],
  ["new_accounts", "new customers", "count"],
  ["lapsed_accounts", "lapsed customers", "count"],
  ["own_orders", "own orders", "count"],
];

/** The question, the answer in a sentence, the figures, and what they rest on. */
export function describeComparison(dir: string, result: CompareResult): string {
  const { a, b, currency, uplift, by_territory, by_type, economics } = result;
  const kind = result.synthetic ? "synthetic data: no figure is real" : "data as given";
  const start = result.by_period[0]!.period;
  const figures = TOLD.flatMap(([metric, name, unit]) => {
    const figure = uplift[metric];
    const whose = SCOPE_WORDS[result.scopes[metric]].en;
    return figure ? [[`${name}, ${whose}`, ...columns(figure, unit, currency)]] : [];
  });
  const behind = (course: "a" | "b") =>
    result.against_last_year
      ? `\n${course.toUpperCase()} against last year\n${describeAgainstLastYear(result.against_last_year[course], currency)}`
      : "";
  const parts = (groups: CompareResult["by_territory"]) =>
    Object.entries(groups).flatMap(([name, { own_amount }]) =>
      own_amount ? [[name, ...columns(own_amount, "money", currency)]] : [],
    );
  const header = ["A", "B", "B − A", "5% to 95% of runs", "relative", given(result) ? "runs > 0" : "P(> 0)"];
  return [
    `${result.name} (${kind})\n`,
    `A: ${inLanguage(a.name, "en")}\nB: ${inLanguage(b.name, "en")}\n`,
    b.question ? `\n${inLanguage(b.question, "en").trim()}\n` : "",
    `${answer(result)}\n`,
    given(result),
    "\n",
    `${result.horizon} ${result.period}s from ${start}, ${count(result.runs)} paired runs, seed ${result.seed}\n\n`,
    table([["", ...header], ...figures]),
    `\nOwn sales by territory\n${table([["", ...header], ...parts(by_territory)])}`,
    `\nOwn sales by type\n${table([["", ...header], ...parts(by_type)])}`,
    `\nCost and return\n${costAndReturn(economics, currency)}`,
    behind("a"),
    behind("b"),
    result.remarks.length > 0 ? `\nWorth knowing\n${result.remarks.map(line => `  ${line}\n`).join("")}` : "",
    `\nRests on\n${restsOn(result)}`,
    `\nresults ${result.result_hash.a.slice(0, 12)} and ${result.result_hash.b.slice(0, 12)}, `,
    `kept in ${dir}/.penumbra/runs/${result.id}\n`,
  ].join("");
}

/** What the answer takes for given; empty where it rests on what was learned or drawn alone. */
function given({ rests_on: { fixed } }: CompareResult): string {
  if (fixed.length === 0) return "";
  const notes = fixed.map(note => `  ${tell(note, "en")}\n`).join("");
  return `Given, the same in every run and not measured in this market:\n${notes}  Shares of runs and intervals hold under these; they do not say how likely these are to be right.\n`;
}

/** The answer in one sentence, on own sales. */
export function answer({ uplift, economics, currency, runs, draws }: CompareResult): string {
  const own = uplift.own_amount!;
  if (own.mean === 0 && own.se === 0)
    return "No effect on own sales: both courses are the same in every run.";
  if (!own.measurable) {
    const needed = own.runs_needed;
    const more =
      needed === null
        ? `; no number of runs would tell an effect of that size, because they share the twin's ${count(draws)} draws of what it learned`
        : `; about ${count(needed)} runs would be needed to see an effect of the size observed`;
    const error =
      own.margin_of_error === null
        ? "with an unknown error"
        : `give or take ${money(own.margin_of_error, currency)}`;
    return `No measurable effect on own sales at ${count(runs)} runs: ${difference(own.mean, "money", currency)} on average, ${error}${more}.`;
  }
  const direction = own.mean > 0 ? "more" : "fewer";
  const interval = `${difference(own.p05, "money", currency)} to ${difference(own.p95, "money", currency)} in nine of ten runs`;
  const relative = own.relative === null ? "" : ` (${signedPercent(own.relative)})`;
  const { net, contact_cost, rep_cost } = economics;
  const spent = (contact_cost?.mean ?? 0) + (rep_cost ?? 0) !== 0;
  const profit = net ? `${difference(net.mean, "money", currency)} of profit` : "";
  const left = net ? ` ${spent ? "After costs that is" : "That is"} ${profit}.` : "";
  return `B brings ${money(Math.abs(own.mean), currency)} ${direction === "more" ? "more" : "less"} own sales than A${relative}, ${interval}.${left}`;
}

function columns(figure: Uplift, unit: Unit, currency: string): string[] {
  const plain = (value: number) =>
    unit === "money" ? money(value, currency) : unit === "share" ? percent(value) : count(value);
  const range = `${difference(figure.p05, unit, currency)} to ${difference(figure.p95, unit, currency)}`;
  const relative = figure.relative === null || unit === "share" ? "" : signedPercent(figure.relative);
  const mean =
    figure.measurable || figure.mean === 0 ? difference(figure.mean, unit, currency) : "not measurable";
  return [plain(figure.a), plain(figure.b), mean, range, relative, percent(figure.p_positive)];
}

function difference(value: number, unit: Unit, currency: string): string {
  return signed(value, size => {
    if (unit === "money") return money(size, currency);
    return unit === "share" ? `${decimal(100 * size, 2)} points` : count(size);
  });
}

function costAndReturn(economics: CompareResult["economics"], currency: string): string {
  const { gross_profit, contact_cost, rep_cost, net, return_on_cost, notes } = economics;
  const told = (figure: Uplift) =>
    `${difference(figure.mean, "money", currency)} (${difference(figure.p05, "money", currency)} to ${difference(figure.p95, "money", currency)})`;
  const rows: [string, string][] = [];
  if (gross_profit) rows.push(["gross profit", told(gross_profit)]);
  if (contact_cost) rows.push(["contacts", told(contact_cost)]);
  if (rep_cost !== null && rep_cost !== 0) rows.push(["rep weeks", difference(rep_cost, "money", currency)]);
  if (net) rows.push(["left", told(net)]);
  if (return_on_cost !== null) rows.push(["return", `${decimal(return_on_cost, 2)} for each unit spent`]);
  return (rows.length > 0 ? list(rows) : "") + notes.map(note => `  ${note}\n`).join("");
}

function restsOn({ rests_on: { share, sources } }: CompareResult): string {
  const { data, prior, assumption, scenario } = share;
  const shares = `  ${percent(data)} of the quantities used come from the market's data, ${percent(prior)} from print, ${percent(assumption)} are assumptions, ${percent(scenario)} come from the scenario itself\n`;
  return (
    shares +
    list(
      sources.map(({ of, from, note, fixed }): [string, string] => [
        tell(of, "en"),
        `${from}: ${tell(note, "en")}${fixed ? " (the same in every run)" : ""}`,
      ]),
    )
  );
}
