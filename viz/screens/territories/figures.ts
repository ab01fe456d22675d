import type { TerritoryMeasure } from "../../../app/api/plans.ts";
import { decimal, type Language, shortMoney } from "../../../core/figures.ts";
import { formatCount } from "../../format/number.ts";

/** A measure of a territory; its unit stands above the column. */
export function formatMeasure(
  measure: TerritoryMeasure,
  value: number | null,
  currency: string,
  language: Language,
): string {
  if (value === null) return "–";
  if (measure === "own_amount") return shortMoney(value, currency, language);
  if (measure === "workload_hours") return decimal(value, 1, language);
  return formatCount(Math.round(value), language);
}
