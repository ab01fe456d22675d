import type { AccountDetail } from "../../../app/api/accounts.ts";
import { DAY_MS, type Period } from "../../../core/period.ts";

type History = AccountDetail["history"];

/** How long one bar of the chart is. */
export type Bin = Period | "quarter";

export interface Bar {
  readonly start: Date;
  readonly end: Date;
  readonly own: number;
  /** null: not in the input. */
  readonly rivals: number | null;
}

/** More bars than this cannot be told apart. */
const MOST_BARS = 110;

const MONTHS = { month: 1, quarter: 3 } as const;

/**
 * Sums the periods of an account's history into bars: as fine as its periods where they fit, else calendar months or
 * quarters, to which a week counts by its first day.
 */
export function historyBars(history: History, period: Period): { bin: Bin; bars: Bar[] } {
  const days = history.periods.map(day => new Date(`${day}T00:00:00Z`));
  const last = days.length - 1;
  if (last < 0) return { bin: period, bars: [] };
  const months = 12 * (days[last]!.getUTCFullYear() - days[0]!.getUTCFullYear()) + 12;
  const bin: Bin =
    days.length <= MOST_BARS ? period : period === "week" && months <= MOST_BARS ? "month" : "quarter";
  const bars = new Map<number, { start: Date; end: Date; own: number; rivals: number | null }>();
  for (const [k, day] of days.entries()) {
    const start = startOf(day, bin);
    const bar = bars.get(start.getTime()) ?? { start, end: endOf(start, bin), own: 0, rivals: null };
    bar.own += history.own[k]!;
    if (history.rivals) bar.rivals = (bar.rivals ?? 0) + history.rivals[k]!;
    bars.set(start.getTime(), bar);
  }
  return { bin, bars: [...bars.values()] };
}

function startOf(day: Date, bin: Bin): Date {
  if (bin === "week") return day;
  const month = day.getUTCMonth();
  return new Date(Date.UTC(day.getUTCFullYear(), month - (month % MONTHS[bin])));
}

function endOf(start: Date, bin: Bin): Date {
  if (bin === "week") return new Date(start.getTime() + 7 * DAY_MS);
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + MONTHS[bin]));
}
