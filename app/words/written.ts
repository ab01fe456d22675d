import {
  clock,
  decimal,
  type Language,
  LOCALE,
  percent,
  shortDay,
  shortMoney,
  signedPercent,
  whole,
} from "../../core/figures.ts";
import type { Figure } from "../../core/note.ts";

/** Figures that are written without words around them. */
type Plain = Exclude<Figure, { readonly kind: "note" | "words" | "list" | "name" }>;

/** A figure as a language writes it. */
export function written(figure: Plain, language: Language): string {
  switch (figure.kind) {
    case "count":
      return whole(figure.value, language);
    case "number":
      return plain(figure.value, language);
    case "factor":
      return decimal(figure.value, 2, language);
    case "share":
      return percent(figure.value, language);
    case "percent":
      return percent(figure.value, language, 0);
    case "change":
      return signedPercent(figure.value, language);
    case "money":
      return shortMoney(figure.value.amount, figure.value.currency, language);
    case "clock":
      return clock(figure.value);
    case "day":
      return shortDay(figure.value, language);
  }
}

function plain(value: number, language: Language): string {
  const format = new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 6 });
  return format.format(value).replace("-", "−");
}
