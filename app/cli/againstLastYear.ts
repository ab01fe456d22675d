import { type AgainstLastYear, type CheckedMetric, FACTOR } from "../../scenarios/compare/againstLastYear.ts";
import { COURSE_SCOPES, SCOPE_WORDS } from "../api/scopes.ts";
import { table } from "../words/format.ts";
import type { Voice } from "./words/voice.ts";

/** A course beside the year behind: the market's figures, and territories that are not as they were. */
export function describeAgainstLastYear(
  rows: readonly AgainstLastYear[],
  currency: string,
  voice: Voice,
): string {
  const { words, count, decimal, language } = voice;
  const { lastYear, metrics } = words;
  const factor = decimal(FACTOR, 1);
  const verdicts = {
    alike: lastYear.alike(factor),
    levers: lastYear.levers,
    unexplained: lastYear.unexplained,
  };
  const told = rows.filter(({ level, verdict }) => level === "market" || verdict !== "alike");
  const odd = rows.filter(({ verdict }) => verdict === "unexplained").length;
  return (
    table([
      ["", lastYear.course, lastYear.behind, lastYear.times, ""],
      ...told.map(({ metric, id, course, last_year, ratio, verdict }) => [
        `${id === null ? "" : `${id}: `}${metrics[metric]}, ${SCOPE_WORDS[COURSE_SCOPES[metric]][language]}`,
        figureOf(metric, course, currency, voice),
        figureOf(metric, last_year, currency, voice),
        decimal(ratio, 2),
        verdicts[verdict],
      ]),
    ]) + (odd > 0 ? `  ${lastYear.odd(count(odd), factor)}\n` : "")
  );
}

function figureOf(
  metric: CheckedMetric,
  value: number,
  currency: string,
  { count, money, percent }: Voice,
): string {
  if (metric === "own_share") return percent(value);
  return metric === "visits" ? count(value) : money(value, currency);
}
