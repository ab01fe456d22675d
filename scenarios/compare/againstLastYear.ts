import type { ComparedName, MetricName } from "../../twin/metrics.ts";

/**
 * Times last year's figure, or its inverse, beyond which a course needs a lever to explain it. Of 96 years of Iowa's
 * territories none was more than 1.23 times the year before or after it, of the market 1.13 (Ankara: 1.15 and 1.07); the
 * faults that this catches, such as a market without its rivals, are factors of two to five.
 */
export const FACTOR = 1.5;

/** Metrics whose figure of the year behind is known. `_known` are those of recorded accounts alone. */
export const CHECKED_METRICS = [
  "own_amount",
  "own_amount_known",
  "market_amount",
  "market_amount_known",
  "own_share",
  "visits",
] as const satisfies readonly MetricName[];
export type CheckedMetric = (typeof CHECKED_METRICS)[number];

/** The year behind of one part of the market, over as many periods as a course has; null: not known. */
export type YearBehind = Readonly<Record<CheckedMetric, number | null>>;

/** `alike`: within the factor. `levers`: beyond it, and a lever moves this. `unexplained`: beyond it, and none does. */
export type Verdict = "alike" | "levers" | "unexplained";

/** One figure of a course beside last year's. */
export interface AgainstLastYear {
  readonly metric: CheckedMetric;
  readonly level: "market" | "territory";
  /** Of the territory; null: the market. */
  readonly id: string | null;
  /** Mean over runs, and last year's, in the metric's unit. */
  readonly course: number;
  readonly last_year: number;
  readonly ratio: number;
  readonly verdict: Verdict;
}

/** A course's means by metric; what it does not tell is null or missing. */
export type CourseMeans = Readonly<Partial<Record<CheckedMetric, number | null>>>;

export interface CourseParts<Figures> {
  readonly market: Figures;
  readonly territories: Readonly<Record<string, Figures>>;
}

/**
 * Holds a course against the year behind: the market, then its territories. Figures that one of both does not know, or that
 * were nothing last year, are left out.
 * @param moves figures that the levers of the course can move by themselves
 */
export function againstLastYear(
  course: CourseParts<CourseMeans>,
  behind: CourseParts<YearBehind>,
  moves: ReadonlySet<ComparedName>,
): AgainstLastYear[] {
  const rows = (level: "market" | "territory", id: string | null, means: CourseMeans, year: YearBehind) =>
    CHECKED_METRICS.flatMap((metric): AgainstLastYear[] => {
      const [mean, last] = [means[metric] ?? null, year[metric]];
      if (mean === null || last === null || !(last > 0)) return [];
      const ratio = mean / last;
      return [
        {
          metric,
          level,
          id,
          course: mean,
          last_year: last,
          ratio,
          verdict: verdictOf(metric, ratio, moves),
        },
      ];
    });
  return [
    ...rows("market", null, course.market, behind.market),
    ...Object.entries(course.territories).flatMap(([id, means]) => {
      const year = behind.territories[id];
      return year ? rows("territory", id, means, year) : [];
    }),
  ];
}

function verdictOf(metric: CheckedMetric, ratio: number, moves: ReadonlySet<ComparedName>): Verdict {
  if (ratio <= FACTOR && ratio >= 1 / FACTOR) return "alike";
  const moved = metric.replace(/_known$/, "") as ComparedName;
  return moves.has(moved) ? "levers" : "unexplained";
}
