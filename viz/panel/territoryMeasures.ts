import type { TerritoryProperties } from "../../app/api/territories.ts";
import { decimal, type Language, percent, shortMoney } from "../../core/figures.ts";

/** What the list of territories can show. */
export const TERRITORY_VIEWS = ["sales", "workload", "shape"] as const;
export type TerritoryView = (typeof TERRITORY_VIEWS)[number];

/** A row of the list: a figure, what stands beside it, and the size of its bar (null: not known). */
export interface TerritoryRow {
  readonly figure: string;
  readonly beside: string;
  readonly size: number | null;
}

const NONE = "–";

export function territoryRow(
  view: TerritoryView,
  row: TerritoryProperties,
  currency: string,
  language: Language,
): TerritoryRow {
  const share = (value: number | null, digits: number) =>
    value === null ? NONE : percent(value, language, digits);
  if (view === "sales")
    return {
      figure: shortMoney(row.own_amount, currency, language),
      beside: share(row.own_share, 1),
      size: Math.max(row.own_amount, 0),
    };
  if (view === "workload")
    return { figure: hours(row, language), beside: share(row.balance, 0), size: row.balance };
  const { compactness } = row;
  const figure = compactness === null ? NONE : decimal(compactness, 2, language);
  return { figure, beside: "", size: compactness };
}

/** Hours a week, or nothing to tell of. */
function hours({ workload_hours }: TerritoryProperties, language: Language): string {
  return workload_hours === null ? NONE : decimal(workload_hours, 1, language);
}
