import type { SalesRecord } from "../api/salesRecord.ts";
import { market } from "./market.ts";
import { result } from "./result.ts";

/** Runs of the hidden year: enough for the 95% interval's ends. */
const RUNS = 64;

/** How the forecast did with the last year hidden, once; null: history is too short for that. */
export const salesRecord = result({
  name: "sales_record",
  title: { en: "track record of the forecast", tr: "tahminin sicili" },
  module: import.meta.url,
  needs: { market },
  settings: ["seed"],
  async make({ market }, { threads, settings: { seed }, onProgress, signal }): Promise<SalesRecord | null> {
    const { yearPeriods } = await import("../../core/period.ts");
    const { backtestSales } = await import("../../proof/sales/backtest.ts");
    const { chooseOrigins } = await import("../../proof/sales/origins.ts");
    const { createRunner } = await import("../../sim/runner.ts");
    const { salesRecordOf } = await import("../results/salesScores.ts");
    const chosen = chooseOrigins(market, yearPeriods(market.period), 1);
    if (!chosen) return null;
    const runner = createRunner({ threads });
    try {
      const scores = await backtestSales(market, runner, { ...chosen, runs: RUNS, seed, onProgress, signal });
      return salesRecordOf(market, scores, RUNS);
    } finally {
      await runner.close();
    }
  },
  keep: record => record,
  load: async (_, kept: SalesRecord | null) => kept,
});
