import { COMPARED_NAMES, type ComparedName, METRICS } from "../../../app/api/metrics.ts";
import type { RunResult, Uplift } from "../../../app/api/scenarios.ts";
import { decimal, signed } from "../../../core/figures.ts";
import {
  formatAmountRange,
  formatSignedAmount,
  formatSignedCount,
  type Language,
  range,
} from "../../format/number.ts";

/** The metrics of a result that differ between the courses, and those that do not. */
export function splitMetrics({ uplift }: RunResult): { moved: ComparedName[]; still: ComparedName[] } {
  const there = COMPARED_NAMES.filter(metric => uplift[metric]);
  const moves = (metric: ComparedName) => !isSame(uplift[metric]!);
  return { moved: there.filter(moves), still: there.filter(metric => !moves(metric)) };
}

/** Whether both courses are the same in every run. */
export function isSame({ mean, se }: Uplift): boolean {
  return mean === 0 && se === 0;
}

/** A difference in its unit, without its interval. */
export function formatMean(
  metric: ComparedName,
  value: number,
  currency: string,
  language: Language,
): string {
  if (METRICS[metric].unit === "amount") return formatSignedAmount(value, currency, language);
  if (METRICS[metric].unit === "share") return formatPoints(value, language);
  return formatSignedCount(value, language);
}

/** Where a difference lies in nine of ten runs. */
export function formatRange(metric: ComparedName, { p05, p95 }: Uplift, language: Language): string {
  if (METRICS[metric].unit === "amount") return formatAmountRange(p05, p95, language);
  if (METRICS[metric].unit === "share")
    return range(100 * p05, 100 * p95, value => decimal(value, 2, language));
  return range(Math.round(p05), Math.round(p95), value =>
    formatSignedCount(value, language).replace(/^\+/, ""),
  );
}

/** A difference of shares in percentage points: `+1.47`. */
function formatPoints(value: number, language: Language): string {
  return signed(100 * value, size => decimal(size, 2, language));
}
