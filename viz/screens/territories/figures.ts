import type { MeasureName } from "../../../app/api/plans.ts";
import { MEASURE_WORDS } from "../../../app/words/measures.ts";
import { decimal, type Language, LOCALE, percent, shortMoney, signed } from "../../../core/figures.ts";
import { formatCount } from "../../format/number.ts";
import { unitOf } from "./balance.ts";

/** A measure of a territory or a plan; its unit stands beside it where it is no amount or share. */
export function formatMeasure(
  measure: MeasureName,
  value: number | null,
  currency: string,
  language: Language,
): string {
  if (value === null) return "–";
  switch (unitOf(measure)) {
    case "currency_a_year":
      return shortMoney(value, currency, language);
    case "share":
      return percent(value, language, 1);
    case "ratio":
      return decimal(value, 2, language);
    case "hours_a_week":
    case "contacts_a_week":
    case "km":
      return decimal(value, 1, language);
    default:
      return formatCount(Math.round(value), language);
  }
}

/** A difference of it; nothing where it shows none. */
export function formatChangeOf(
  measure: MeasureName,
  change: number | null,
  currency: string,
  language: Language,
): string {
  if (change === null) return "–";
  const told = signed(change, size => formatMeasure(measure, size, currency, language));
  return /[1-9]/.test(told) ? told : "";
}

/** What a measure is called, as a heading. */
export function titleOf(measure: MeasureName, language: Language): string {
  const title = MEASURE_WORDS[measure].title[language];
  return title.charAt(0).toLocaleUpperCase(LOCALE[language]) + title.slice(1);
}
