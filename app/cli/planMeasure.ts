import { MEASURES, type MeasureName } from "../../territory/measures/list.ts";
import { TODAY } from "../../territory/plan/name.ts";
import { readPlan } from "../../territory/plan/read.ts";
import { type MeasureAnswer, type Measured, measureAnswer } from "../results/plans/measure.ts";
import { territoryGround } from "../run/territoryGround.ts";
import { list, table } from "../words/format.ts";
import { MEASURE_UNITS, MEASURE_WORDS, measureTitle } from "../words/measures.ts";
import { printJson } from "./print.ts";
import type { Session } from "./session.ts";
import type { Voice } from "./words/voice.ts";

/** Measures of territories side by side: a table is as wide as a terminal. */
const TABLES: readonly (readonly MeasureName[])[] = [
  ["workload", "potential", "customers", "prospects", "travel"],
  ["balance_workload", "balance_potential", "balance_customers", "balance_prospects", "balance_travel"],
  ["parts", "polsby_popper", "reock", "hull_ratio", "moved_amount", "moved_share"],
  ["contacts", "capacity_use", "home_inside", "home_km", "vacant"],
];

/** `penumbra plan DIR measure [PLAN]`. */
export async function planMeasure(
  dir: string,
  name: string | undefined,
  { json }: { readonly json?: boolean },
  session: Session,
): Promise<void> {
  const ground = await territoryGround(dir);
  const { market } = ground;
  const answer = measureAnswer(name ?? TODAY, await readPlan(dir, name ?? TODAY, market), ground);
  if (json) printJson(session, answer);
  else session.stdout.write(describe(answer, market.name, market.synthetic, session.voice));
}

function describe(answer: MeasureAnswer, market: string, synthetic: boolean, voice: Voice): string {
  const { words: all, language } = voice;
  const { plan: words } = all;
  const title = (name: MeasureName) => measureTitle(name, language);
  const figure = (name: MeasureName, measured: Measured | undefined) =>
    written(name, measured, answer.currency, voice);
  const ofPlan = MEASURES.map(({ name }) => [title(name), figure(name, answer.figures[name])] as const);
  const tables = TABLES.map(names =>
    table([
      [words.territory, words.rep, ...names.map(title)],
      ...answer.territories.map(({ territory_id, rep_id, figures }) => [
        territory_id,
        rep_id ?? "–",
        ...names.map(name => figure(name, figures[name])),
      ]),
    ]),
  );
  const meanings = MEASURES.map(({ name }) => [title(name), MEASURE_WORDS[name].meaning[language]] as const);
  return [
    `${market} (${synthetic ? all.synthetic : all.given}): ${words.title(answer.plan)}\n\n`,
    list(ofPlan),
    `\n${words.judgedBy[answer.by]}\n`,
    ...tables.map(text => `\n${text}`),
    `\n${words.meanings}\n`,
    list(meanings),
  ].join("");
}

function written(
  name: MeasureName,
  measured: Measured | undefined,
  currency: string,
  { language, money, moneyInterval, count, countInterval, decimal, percent }: Voice,
): string {
  if (measured?.value === null || measured === undefined) return "–";
  const { value, p05, p95 } = measured;
  const interval = typeof p05 === "number" && typeof p95 === "number" ? { mean: value, p05, p95 } : null;
  const { unit } = MEASURES.find(measure => measure.name === name)!;
  const named = (text: string) => `${text} ${MEASURE_UNITS[unit][language]}`.trimEnd();
  switch (unit) {
    case "currency_a_year":
      return interval ? moneyInterval(interval, currency) : money(value, currency);
    case "sites":
    case "accounts":
    case "count":
    case "minutes_a_week":
      return named(interval ? countInterval(interval) : count(value));
    case "share":
      return percent(value);
    case "ratio":
      return decimal(value, 2);
    default:
      return named(decimal(value, 1));
  }
}
