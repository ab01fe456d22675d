import type { Kpis } from "../../app/api/schema.ts";
import type { TerritoryProperties } from "../../app/api/territories.ts";
import type { Cells, Estimates } from "../api/columns.ts";

/** A mean and the ends of its 90% interval. */
export interface Interval {
  readonly mean: number;
  readonly p05: number;
  readonly p95: number;
}

/** What is known of a part of the market, and what is estimated of the rest; amounts of the last 52 weeks (12 months). */
export interface Figures {
  readonly known: number;
  readonly own: number;
  /** Rivals' sales at known accounts; null: not in the input. */
  readonly rivals: number | null;
  readonly dark: Interval;
  readonly unaware: Interval | null;
  readonly darkAmount: Interval | null;
  /** The own brand's part of it. */
  readonly darkOwn: Interval | null;
  readonly market: Interval | null;
  readonly untappedShare: Interval | null;
}

/** The whole market; null where this build has no estimate of the dark side. */
export function marketFigures(kpis: Kpis): Figures | null {
  const { dark } = kpis;
  return (
    dark && {
      known: kpis.known_accounts,
      own: kpis.own_amount_52w,
      rivals: kpis.rival_amount_52w,
      dark: dark.accounts,
      unaware: dark.unaware,
      darkAmount: dark.amount,
      darkOwn: dark.own_amount,
      market: dark.market,
      untappedShare: dark.untapped_share,
    }
  );
}

/** One territory; null where this build has no estimate of the dark side. */
export function territoryFigures(row: TerritoryProperties): Figures | null {
  const interval = (name: string): Interval | null => {
    const columns = row as unknown as Readonly<Record<string, number | null | undefined>>;
    return intervalOf(columns[name], columns[`${name}_p05`], columns[`${name}_p95`]);
  };
  const dark = interval("dark_accounts");
  return (
    dark && {
      known: row.known_accounts,
      own: row.own_amount,
      rivals: row.rival_amount,
      dark,
      unaware: interval("unaware_accounts"),
      darkAmount: interval("dark_amount"),
      darkOwn: interval("dark_own_amount"),
      market: interval("market_amount"),
      untappedShare: interval("untapped_share"),
    }
  );
}

/** One cell; null where this build has no estimate of the dark side. */
export function cellFigures(cells: Cells, row: number): Figures | null {
  const at = (column: Estimates | null | undefined): Interval | null =>
    column ? intervalOf(column.mean[row], column.p05?.[row], column.p95?.[row]) : null;
  const dark = at(cells.dark?.accounts);
  const rivals = cells.rivalAmount?.[row];
  return (
    dark && {
      known: cells.knownAccounts[row]!,
      own: cells.ownAmount[row]!,
      rivals: rivals === undefined || Number.isNaN(rivals) ? null : rivals,
      dark,
      unaware: at(cells.dark?.unaware),
      darkAmount: at(cells.dark?.amount),
      darkOwn: at(cells.dark?.ownAmount),
      market: at(cells.market),
      untappedShare: at(cells.dark?.untappedShare),
    }
  );
}

/** All three or nothing: an estimate without its interval is not shown. */
function intervalOf(
  mean: number | null | undefined,
  p05: number | null | undefined,
  p95: number | null | undefined,
): Interval | null {
  const missing = (value: number | null | undefined) =>
    value === null || value === undefined || Number.isNaN(value);
  return missing(mean) || missing(p05) || missing(p95) ? null : { mean: mean!, p05: p05!, p95: p95! };
}
