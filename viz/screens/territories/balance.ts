import type { PlanMeasured, TerritoryMeasure } from "../../../app/api/plans.ts";
import { TERRITORY_MEASURES } from "../../../app/api/plans.ts";

/** One territory under a measure. Null: not known. */
export interface BalanceRow {
  readonly id: string;
  readonly name: string;
  readonly rep: string | null;
  readonly value: number | null;
  /** Over the mean of all territories, 1: even. */
  readonly ofMean: number | null;
  /** Relative changes against other plans. */
  readonly sinceToday: number | null;
  readonly sincePlan: number | null;
}

/** The measures that this market can tell, in order. */
export function knownMeasures({ territories }: PlanMeasured): TerritoryMeasure[] {
  return TERRITORY_MEASURES.filter(measure => territories.some(t => (t.measures[measure] ?? null) !== null));
}

/** @param today @param plan before anything was changed, whose territories may be fewer */
export function balanceRows(
  measured: PlanMeasured,
  measure: TerritoryMeasure,
  today: PlanMeasured,
  plan: PlanMeasured,
): BalanceRow[] {
  const values = measured.territories.map(t => t.measures[measure] ?? null);
  const known = values.filter(value => value !== null);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const before = ({ territories }: PlanMeasured, id: string) =>
    territories.find(t => t.id === id)?.measures[measure] ?? null;
  return measured.territories.map(({ id, name, rep_id }, t) => {
    const value = values[t]!;
    return {
      id,
      name,
      rep: rep_id,
      value,
      ofMean: value === null || !(mean > 0) ? null : value / mean,
      sinceToday: change(value, before(today, id)),
      sincePlan: change(value, before(plan, id)),
    };
  });
}

function change(value: number | null, before: number | null): number | null {
  return value === null || before === null || before === 0 ? null : value / before - 1;
}

/** How far the territories are apart: largest over smallest, and standard deviation over mean; null: there is no telling. */
export function spread(rows: readonly BalanceRow[]): { ratio: number | null; cv: number } | null {
  const shares = rows.flatMap(({ ofMean }) => (ofMean === null ? [] : [ofMean]));
  if (shares.length === 0) return null;
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const variance = shares.reduce((sum, share) => sum + (share - 1) ** 2, 0) / shares.length;
  return { ratio: least > 0 ? most / least : null, cv: Math.sqrt(variance) };
}

export type SortBy = "name" | "value" | "ofMean" | "sinceToday" | "sincePlan";

export interface Sorting {
  readonly by: SortBy;
  readonly descending: boolean;
}

/** Unknown figures come last either way. */
export function sorted(
  rows: readonly BalanceRow[],
  { by, descending }: Sorting,
  locale: string,
): BalanceRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (by === "name") return sign * a.name.localeCompare(b.name, locale, { numeric: true });
    const [x, y] = [a[by], b[by]];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  });
}
