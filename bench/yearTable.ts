import type { AccountScore } from "../proof/sales/accountScore.ts";
import type { OriginScore } from "../proof/sales/backtest.ts";
import type { CourseErrors, CourseScore } from "../proof/sales/courseScore.ts";
import { isReliable } from "../proof/sales/repurchase.ts";

/** Scores of one own brand at one origin. */
export interface ScoredYear {
  readonly market: string;
  readonly own: string;
  readonly origin: string;
  readonly score: OriginScore;
}

/** A line of the table: errors as ratios to those of a benchmark. */
export function rowOf({ market, own, origin, score }: ScoredYear) {
  const { accounts, brands } = score;
  const { territories, market: whole, sum } = brands[0]!;
  return rounded({
    ...{ market, own, origin },
    ...(territories ? ratiosOf(territories) : {}),
    market_wape_naive: whole.wape / whole.wapeSeasonalNaive,
    level: sum.mean / sum.actual,
    below_median: sum.actual < sum.p50,
    inside90: sum.actual >= sum.p05 && sum.actual <= sum.p95,
    ...(accounts ? accountFiguresOf(accounts) : {}),
  });
}

/** Means of the rows' ratios and counts of rows, of all of them and by horizon, owner and origin. */
export function summaryOf(years: readonly ScoredYear[]) {
  const own = years.map(({ score }) => score.brands[0]!);
  return {
    ...partsOf(years),
    territories_by_horizon: horizonsOf(own.map(({ territories }) => territories)),
    market_by_horizon: horizonsOf(own.map(({ market }) => market)),
    owners: partsBy(years, ({ own }) => own),
    origins: partsBy(years, ({ origin }) => origin),
  };
}

function partsBy(years: readonly ScoredYear[], key: (year: ScoredYear) => string) {
  const keys = [...new Set(years.map(key))];
  const row = (name: string) => {
    const { territories, market, sum, accounts } = partsOf(years.filter(year => key(year) === name));
    return rounded({
      wape_naive: territories?.wape_naive ?? null,
      wape_index: territories?.wape_index ?? null,
      market_wape_naive: market?.wape_naive ?? null,
      level: sum.level,
      accounts_last_year: accounts?.wape_last_year ?? null,
    });
  };
  return Object.fromEntries(keys.map(name => [name, row(name)]));
}

function partsOf(years: readonly ScoredYear[]) {
  const own = years.map(({ score }) => score.brands[0]!);
  const sums = own.map(({ sum }) => sum);
  return {
    territories: courseSummary(own.flatMap(({ territories }) => territories ?? [])),
    market: courseSummary(own.map(({ market }) => market)),
    sum: rounded({
      years: sums.length,
      level: mean(sums.map(({ mean, actual }) => mean / actual)),
      below_median: sums.filter(({ actual, p50 }) => actual < p50).length,
      inside90: sums.filter(({ actual, p05, p95 }) => actual >= p05 && actual <= p95).length,
    }),
    accounts: accountSummary(years.flatMap(({ score }) => score.accounts ?? [])),
  };
}

function ratiosOf(score: CourseErrors) {
  return {
    wape: score.wape,
    wape_naive: score.wape / score.wapeSeasonalNaive,
    wape_index: score.wape / score.wapePlainIndex,
    crps_naive: score.crps / score.crpsSeasonalNaive,
    in80: score.coverage80,
    in95: score.coverage95,
  };
}

function courseSummary(scores: readonly CourseErrors[]) {
  if (scores.length === 0) return null;
  const rows = scores.map(ratiosOf);
  const figures = Object.keys(rows[0]!) as (keyof (typeof rows)[0])[];
  return rounded({
    ...{ years: rows.length, above_naive: rows.filter(row => row.wape_naive > 1).length },
    ...Object.fromEntries(figures.map(name => [name, mean(rows.map(row => row[name]))])),
  } as { years: number; above_naive: number } & (typeof rows)[0]);
}

/** Means of the ratios by periods ahead, over the scores that reach so far. */
function horizonsOf(scores: readonly (CourseScore | null)[]) {
  const parts = new Map<string, CourseErrors[]>();
  for (const { from, to, ...errors } of scores.flatMap(score => score?.byHorizon ?? []))
    parts.set(`${from}-${to}`, [...(parts.get(`${from}-${to}`) ?? []), errors]);
  return Object.fromEntries([...parts].map(([ahead, errors]) => [ahead, courseSummary(errors)]));
}

function accountFiguresOf(score: AccountScore) {
  const { repurchase } = score;
  return {
    accounts_last_year: score.wape / score.wapeLastYear,
    deciles: decilesInRange(score),
    ...(score.coverage90 !== null && { accounts_in90: score.coverage90 }),
    ...(repurchase && {
      bins: repurchase.bins.filter(isReliable).length,
      brier_silence: repurchase.brier / repurchase.brierBySilence,
    }),
  };
}

function accountSummary(scores: readonly AccountScore[]) {
  if (scores.length === 0) return null;
  const rows = scores.map(accountFiguresOf);
  const told = scores.flatMap(({ repurchase }) => repurchase ?? []);
  const ratios = rows.map(row => row.accounts_last_year);
  return rounded({
    years: rows.length,
    wape_last_year: mean(ratios),
    worst: Math.max(...ratios),
    in90: mean(scores.flatMap(({ coverage90 }) => coverage90 ?? [])),
    deciles: rows.reduce((sum, row) => sum + row.deciles, 0),
    of_deciles: 10 * rows.length,
    bins: told.flatMap(({ bins }) => bins).filter(isReliable).length,
    of_bins: 10 * told.length,
    brier_silence: told.length > 0 ? mean(told.map(({ brier, brierBySilence: by }) => brier / by)) : null,
  });
}

/** Deciles that come out as told: the top six within 8%, the others within 0.5% of the sum. */
function decilesInRange({ deciles, actual }: AccountScore): number {
  return deciles.filter((decile, d) =>
    d < 6
      ? Math.abs(decile.expected / decile.actual - 1) <= 0.08
      : Math.abs(decile.expected - decile.actual) <= 0.005 * actual,
  ).length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Three decimals are enough for a table. */
function rounded<T extends Readonly<Record<string, unknown>>>(row: T): T {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "number" ? Math.round(1000 * value) / 1000 : value,
    ]),
  ) as T;
}
