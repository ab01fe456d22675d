import { availableParallelism } from "node:os";
import { signed } from "../../core/figures.ts";
import type { Uplift } from "../../scenarios/compare/uplift.ts";
import { SCOPE_WORDS } from "../api/scopes.ts";
import { type CompareResult, compareMarket } from "../run/compareMarket.ts";
import { list, table } from "../words/format.ts";
import { describeAgainstLastYear } from "./againstLastYear.ts";
import { describeRemarks, tellBefore } from "./checkScenario.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";
import type { Session } from "./session.ts";
import type { Voice } from "./words/voice.ts";

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
  session: Session,
): Promise<void> {
  const { runs, horizon, seed, precision } = options;
  const result = await withProgress(session, onProgress =>
    compareMarket(dir, a, b, {
      runs,
      threads: options.threads ?? availableParallelism(),
      onProgress,
      onRemarks: tellBefore(options.json, session),
      signal: session.signal,
      ...(horizon !== undefined && { horizon }),
      ...(seed !== undefined && { seed }),
      ...(precision !== undefined && { precision }),
    }),
  );
  if (options.json) printJson(session, result);
  else session.stdout.write(describeCompared(dir, result, session.voice));
}

/** How the figures of a metric are written. */
type Unit = "money" | "share" | "count";

const TOLD = {
  own_amount: "money",
  market_amount: "money",
  own_share: "share",
  visits: "count",
  wasted_contacts: "count",
  new_accounts: "count",
  lapsed_accounts: "count",
  own_orders: "count",
} as const satisfies Partial<Record<keyof CompareResult["uplift"], Unit>>;

/** The question, the answer in a sentence, the figures, and what they rest on. */
export function describeCompared(dir: string, result: CompareResult, voice: Voice): string {
  const { a, b, currency, uplift, by_territory, by_type, result_hash } = result;
  const { words: all, count, day, language, written } = voice;
  const { compare: words } = all;
  const writer = writerOf(currency, voice);
  const figures = (Object.keys(TOLD) as (keyof typeof TOLD)[]).flatMap(metric => {
    const figure = uplift[metric];
    const whose = SCOPE_WORDS[result.scopes[metric]][language];
    return figure ? [[`${all.metrics[metric]}, ${whose}`, ...writer.columns(figure, TOLD[metric])]] : [];
  });
  const behind = (course: "a" | "b") =>
    result.against_last_year
      ? `\n${words.behind(course.toUpperCase())}\n${describeAgainstLastYear(result.against_last_year[course], currency, voice)}`
      : "";
  // A market may have no territories, or no types.
  const parts = (title: string, groups: CompareResult["by_territory"]) => {
    const rows = Object.entries(groups).flatMap(([name, { own_amount }]) =>
      own_amount ? [[name, ...writer.columns(own_amount, "money")]] : [],
    );
    return rows.length > 0 ? `\n${title}\n${table([header, ...rows])}` : "";
  };
  const chance = result.rests_on.fixed.length > 0 ? words.runsAbove : words.chanceAbove;
  const header = ["", "A", "B", "B − A", words.interval, words.relative, chance];
  const periods = all.periods[result.period](count(result.horizon));
  const start = day(result.by_period[0]!.period);
  return [
    `${result.name} (${result.synthetic ? all.synthetic : all.given})\n`,
    `A: ${written(a.name)}\nB: ${written(b.name)}\n`,
    b.question ? `\n${written(b.question).trim()}\n` : "",
    `${answer(result, voice)}\n`,
    given(result, voice),
    `\n${words.course(periods, start, count(result.runs), String(result.seed))}\n\n`,
    table([header, ...figures]),
    parts(words.byTerritory, by_territory),
    parts(words.byType, by_type),
    `\n${words.cost}\n${costAndReturn(result, voice)}`,
    behind("a"),
    behind("b"),
    describeRemarks(result.remarks, voice),
    `\n${all.restsOn}\n${restsOn(result, voice)}`,
    `\n${words.kept(result_hash.a.slice(0, 12), result_hash.b.slice(0, 12), `${dir}/.penumbra/runs/${result.id}`)}\n`,
  ].join("");
}

/** What the answer takes for given; empty where it rests on what was learned or drawn alone. */
function given({ rests_on: { fixed } }: CompareResult, { words: { compare: words }, tell }: Voice): string {
  if (fixed.length === 0) return "";
  return `${words.given}\n${fixed.map(note => `  ${tell(note)}\n`).join("")}  ${words.underGiven}\n`;
}

/** The answer in one sentence, on own sales. */
export function answer({ uplift, economics, currency, runs, draws }: CompareResult, voice: Voice): string {
  const { count, money, signedPercent } = voice;
  const { compare: words } = voice.words;
  const { difference } = writerOf(currency, voice);
  const own = uplift.own_amount!;
  if (own.mean === 0 && own.se === 0) return words.same;
  if (!own.measurable) {
    const { runs_needed: needed, margin_of_error: margin } = own;
    const more = needed === null ? words.never(count(draws)) : words.needed(count(needed));
    const error = margin === null ? words.unknownError : words.giveOrTake(money(margin, currency));
    return words.unmeasurable(count(runs), difference(own.mean, "money"), error, more);
  }
  const relative = own.relative === null ? "" : ` (${signedPercent(own.relative)})`;
  const { net, contact_cost, rep_cost } = economics;
  const spent = (contact_cost?.mean ?? 0) + (rep_cost ?? 0) !== 0;
  const brought = words.brings(
    money(Math.abs(own.mean), currency),
    own.mean > 0,
    relative,
    difference(own.p05, "money"),
    difference(own.p95, "money"),
  );
  return brought + (net ? words.profit(difference(net.mean, "money"), spent) : "");
}

/** Writes the figures of a paired run. */
function writerOf(currency: string, voice: Voice) {
  const { count, decimal, money, percent, signedPercent, words } = voice;
  const { compare } = words;
  const plain = (value: number, unit: Unit) =>
    unit === "money" ? money(value, currency) : unit === "share" ? percent(value) : count(value);
  const difference = (value: number, unit: Unit) =>
    signed(value, size => (unit === "share" ? compare.points(decimal(100 * size, 2)) : plain(size, unit)));
  const range = ({ p05, p95 }: Uplift, unit: Unit) =>
    compare.range(difference(p05, unit), difference(p95, unit));
  const columns = (figure: Uplift, unit: Unit): string[] => [
    plain(figure.a, unit),
    plain(figure.b, unit),
    figure.measurable || figure.mean === 0 ? difference(figure.mean, unit) : compare.notMeasurable,
    range(figure, unit),
    figure.relative === null || unit === "share" ? "" : signedPercent(figure.relative),
    percent(figure.p_positive),
  ];
  return { difference, range, columns };
}

function costAndReturn({ economics, currency }: CompareResult, voice: Voice): string {
  const { gross_profit, contact_cost, rep_cost, net, return_on_cost, notes } = economics;
  const { words: all, decimal, tell } = voice;
  const { compare: words } = all;
  const { difference, range } = writerOf(currency, voice);
  const told = (figure: Uplift) => `${difference(figure.mean, "money")} (${range(figure, "money")})`;
  const rows: [string, string][] = [];
  if (gross_profit) rows.push([words.grossProfit, told(gross_profit)]);
  if (contact_cost) rows.push([words.contacts, told(contact_cost)]);
  if (rep_cost !== null && rep_cost !== 0) rows.push([words.repWeeks, difference(rep_cost, "money")]);
  if (net) rows.push([words.left, told(net)]);
  if (return_on_cost !== null) rows.push([words.return, words.eachUnit(decimal(return_on_cost, 2))]);
  return (rows.length > 0 ? list(rows) : "") + notes.map(note => `  ${tell(note)}\n`).join("");
}

function restsOn({ rests_on: { share, sources } }: CompareResult, voice: Voice): string {
  const { words: all, percent, tell } = voice;
  const { compare: words } = all;
  const [data, prior] = [percent(share.data), percent(share.prior)];
  const rows = sources.map(({ of, from, note, fixed }): [string, string] => [
    tell(of),
    `${all.from[from]}: ${tell(note)}${fixed ? ` (${words.fixed})` : ""}`,
  ]);
  return `  ${words.shares(data, prior, percent(share.assumption), percent(share.scenario))}\n${list(rows)}`;
}
