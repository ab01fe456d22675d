import { MEASURES, type MeasureName, type PlanMeasured } from "../../../app/api/plans.ts";

/** One territory under a measure. Null: not known. */
export interface BalanceRow {
  readonly id: string;
  readonly name: string;
  readonly rep: string | null;
  readonly value: number | null;
  readonly interval: readonly [p05: number, p95: number] | null;
  /** Over the mean of all territories, 1: even; null too where shares of a whole make no sense. */
  readonly ofMean: number | null;
  readonly sinceToday: number | null;
  readonly sincePlan: number | null;
}

/** Measures that stand first: what people balance. */
export const BALANCED = ["workload", "potential", "amount", "customers", "prospects", "travel"] as const;
/** Those of them that a search can balance. */
export const BALANCES = BALANCED.filter(name => name !== "amount");
/** Those that a territory is told by beside them. */
const FURTHER = [
  "contacts",
  "capacity_use",
  "moved_accounts",
  "moved_amount",
  "home_km",
  "polsby_popper",
  "reock",
  "parts",
] as const;
export type TableMeasure = (typeof BALANCED)[number] | (typeof FURTHER)[number];

export const unitOf = (measure: MeasureName) => MEASURES.find(({ name }) => name === measure)!.unit;

/** Whether territories shall have as much of it as each other. */
export const isBalanced = (measure: TableMeasure) => BALANCED.some(name => name === measure);

/** The measures that this market can tell, in order. */
export function knownMeasures({ figures }: PlanMeasured): TableMeasure[] {
  return [...BALANCED, ...FURTHER].filter(name => figures[name]?.territories.some(value => value !== null));
}

/** @param today @param plan before anything was changed, whose territories may be fewer */
export function balanceRows(
  measured: PlanMeasured,
  measure: TableMeasure,
  today: PlanMeasured,
  plan: PlanMeasured,
): BalanceRow[] {
  const { territories, figures } = measured;
  const { territories: values, interval } = figures[measure]!;
  const even = isBalanced(measure) ? meanOfOpen(measured, values) : Number.NaN;
  const change = (value: number | null, { territories: others, figures: of }: PlanMeasured, id: string) => {
    const before = of[measure]?.territories[others.findIndex(t => t.id === id)] ?? null;
    return value === null || before === null ? null : value - before;
  };
  return territories.map(({ id, name, rep_id }, t) => {
    const value = values[t] ?? null;
    const [p05, p95] = [interval?.p05.territories[t] ?? null, interval?.p95.territories[t] ?? null];
    return {
      id,
      name,
      rep: rep_id,
      value,
      interval: p05 === null || p95 === null ? null : [p05, p95],
      ofMean: value === null || !(even > 0) ? null : value / even,
      sinceToday: change(value, today, id),
      sincePlan: change(value, plan, id),
    };
  });
}

/** Over the territories to which anything belongs. */
function meanOfOpen({ figures }: PlanMeasured, values: readonly (number | null)[]): number {
  const parts = figures.parts?.territories ?? [];
  const open = values.filter((value, t): value is number => value !== null && parts[t] !== 0);
  return open.reduce((sum, value) => sum + value, 0) / open.length;
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
