import { isoDay, periodEnd } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import type { AccountScore } from "../../proof/sales/accountScore.ts";
import type { BrandScore, OriginScore } from "../../proof/sales/backtest.ts";
import type { CourseErrors, CourseScore, SumScore } from "../../proof/sales/courseScore.ts";
import type { RepurchaseScore } from "../../proof/sales/repurchase.ts";
import type { AccountsRecord, CourseRecord, ErrorRecord, SalesRecord } from "../api/salesRecord.ts";
import { meanOf } from "./meanOf.ts";

/** Sums up the scores of some origins, at least one: means over them. */
export function salesRecordOf(
  market: Pick<Market, "period" | "periodStart" | "brands">,
  scores: readonly OriginScore[],
  runs: number,
): SalesRecord {
  const by_brand = scores[0]!.brands.map(({ brand }, b) => ({
    brand,
    ...brandRecord(scores.map(({ brands }) => brands[b]!)),
  }));
  const own = by_brand[0]!;
  return {
    own: own.brand,
    holdout: Math.max(...scores.map(({ ahead }) => ahead)),
    runs,
    ...(own.territories ?? { ...errorRecord([]), by_horizon: [] }),
    market: own.market,
    accounts: accountsRecord(scores.flatMap(({ accounts }) => accounts ?? [])),
    by_brand,
    by_origin: scores.map(({ periods, brands, accounts }) => {
      const { territories, market: whole, sum } = brands[0]!;
      return {
        origin: isoDay(periodEnd(market.periodStart[periods - 1]!, market.period)),
        ...errorRecord(territories ? [territories] : []),
        market: { ...errorRecord([whole]), ...sumRecord([sum]) },
        accounts: accounts && {
          sites: accounts.sites,
          wape: accounts.wape,
          wape_last_year: accounts.wapeLastYear,
        },
      };
    }),
  };
}

function brandRecord(scores: readonly BrandScore[]) {
  const territories = scores.flatMap(score => score.territories ?? []);
  return {
    territories: territories.length > 0 ? courseRecord(territories) : null,
    market: {
      ...courseRecord(scores.map(({ market }) => market)),
      ...sumRecord(scores.map(({ sum }) => sum)),
    },
  };
}

function courseRecord(scores: readonly CourseScore[]): CourseRecord {
  const by_horizon = scores[0]!.byHorizon.map(({ from, to }, h) => ({
    ...{ from, to },
    ...errorRecord(scores.map(({ byHorizon }) => byHorizon[h]!)),
  }));
  return { ...errorRecord(scores), by_horizon };
}

function errorRecord(scores: readonly CourseErrors[]): ErrorRecord {
  const mean = (pick: (score: CourseErrors) => number) => meanOf(scores.map(pick));
  return {
    wape: mean(s => s.wape),
    wape_seasonal_naive: mean(s => s.wapeSeasonalNaive),
    wape_plain_index: mean(s => s.wapePlainIndex),
    crps: mean(s => s.crps),
    crps_seasonal_naive: mean(s => s.crpsSeasonalNaive),
    coverage80: mean(s => s.coverage80),
    coverage95: mean(s => s.coverage95),
  };
}

function sumRecord(sums: readonly SumScore[]) {
  const share = (holds: (sum: SumScore) => boolean) => sums.filter(holds).length / sums.length;
  return {
    level: meanOf(sums.map(({ mean, actual }) => mean / actual)),
    below_median: share(({ actual, p50 }) => actual < p50),
    inside90: share(({ actual, p05, p95 }) => actual >= p05 && actual <= p95),
  };
}

function accountsRecord(scores: readonly AccountScore[]): AccountsRecord | null {
  if (scores.length === 0) return null;
  const mean = (pick: (score: AccountScore) => number) => meanOf(scores.map(pick))!;
  const told = scores.flatMap(({ repurchase }) => repurchase ?? []);
  return {
    sites: Math.round(mean(s => s.sites)),
    wape: mean(s => s.wape),
    wape_last_year: mean(s => s.wapeLastYear),
    coverage90: meanOf(scores.flatMap(({ coverage90 }) => coverage90 ?? [])),
    deciles: scores[0]!.deciles.map((_, d) => {
      const members = scores.map(({ deciles }) => deciles[d]!);
      return {
        last_year: total(members.map(({ lastYear }) => lastYear)),
        expected: total(members.map(({ expected }) => expected)),
        actual: total(members.map(({ actual }) => actual)),
      };
    }),
    repurchase: told.length > 0 ? repurchaseRecord(told) : null,
  };
}

function repurchaseRecord(scores: readonly RepurchaseScore[]): AccountsRecord["repurchase"] {
  const mean = (pick: (score: RepurchaseScore) => number) => meanOf(scores.map(pick))!;
  return {
    sites: Math.round(mean(s => s.sites)),
    brier: mean(s => s.brier),
    brier_by_silence: mean(s => s.brierBySilence),
    brier_bought_last_year: mean(s => s.brierBoughtLastYear),
    bins: scores[0]!.bins.map(({ from }, b) => {
      const bins = scores.map(({ bins }) => bins[b]!).filter(({ told }) => told !== null);
      const sites = total(bins.map(bin => bin.sites));
      const weighted = (pick: (bin: (typeof bins)[0]) => number) =>
        total(bins.map(bin => bin.sites * pick(bin))) / sites;
      return {
        ...{ from, sites },
        told: sites > 0 ? weighted(bin => bin.told!) : null,
        came: sites > 0 ? weighted(bin => bin.came) : 0,
      };
    }),
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
