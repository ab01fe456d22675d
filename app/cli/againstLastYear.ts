import { decimal, percent } from "../../core/figures.ts";
import { type AgainstLastYear, type CheckedMetric, FACTOR } from "../../scenarios/compare/againstLastYear.ts";
import { COURSE_SCOPES, SCOPE_WORDS } from "../api/scopes.ts";
import { count, money, table } from "../words/format.ts";

const NAMES: Readonly<Record<CheckedMetric, string>> = {
  own_amount: "own sales",
  own_amount_known: "own sales",
  market_amount: "market",
  market_amount_known: "market",
  own_share: "own share",
  visits: "visits",
};

const VERDICTS = {
  alike: `within a factor of ${FACTOR}`,
  levers: "moved by its levers",
  unexplained: "NOT EXPLAINED by any lever: do not rely on it",
} as const;

/** A course beside the year behind: the market's figures, and territories that are not as they were. */
export function describeAgainstLastYear(rows: readonly AgainstLastYear[], currency: string): string {
  const told = rows.filter(({ level, verdict }) => level === "market" || verdict !== "alike");
  const odd = rows.filter(({ verdict }) => verdict === "unexplained").length;
  const head = ["", "this course", "last year", "times", ""];
  const warning =
    odd > 0
      ? `  ${count(odd)} figures are more than ${FACTOR} times last year's, or less than 1/${FACTOR} of them, and no lever moves them.\n`
      : "";
  return (
    table([
      head,
      ...told.map(({ metric, id, course, last_year, ratio, verdict }) => [
        `${id === null ? "" : `${id}: `}${NAMES[metric]}, ${SCOPE_WORDS[COURSE_SCOPES[metric]].en}`,
        figureOf(metric, course, currency),
        figureOf(metric, last_year, currency),
        decimal(ratio, 2),
        VERDICTS[verdict],
      ]),
    ]) + warning
  );
}

function figureOf(metric: CheckedMetric, value: number, currency: string): string {
  if (metric === "own_share") return percent(value);
  return metric === "visits" ? count(value) : money(value, currency);
}
