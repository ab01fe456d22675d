import type { MarketInfo } from "../../app/api/schema.ts";
import { percent, shortMoney } from "../../core/figures.ts";
import { formatHour, weekdayNames } from "../format/date.ts";
import {
  formatCount,
  formatCountEstimate,
  formatEstimate,
  formatShareEstimate,
  formatShort,
  formatWeight,
  type Language,
} from "../format/number.ts";
import type { useWords } from "../i18n/useWords.ts";
import type { LayerId } from "../state/address.ts";
import { HOURS, type HourWindow } from "../state/hourWindow.ts";
import type { LayerValues } from "./layerValues.ts";

type Translate = ReturnType<typeof useWords>["t"];

/** A layer's figure in words: with its unit, short enough for a legend. */
function describeValue(layer: LayerId, value: number, currency: string, language: Language): string {
  if (layer === "known") return formatCount(value, language);
  if (layer === "dark") return formatCountEstimate({ mean: value, p05: null, p95: null }, language);
  if (layer === "share" || layer === "spread") return percent(value, language, 0);
  if (layer === "activity" || layer === "heat") return formatWeight(value, language);
  return shortMoney(value, currency, language);
}

/** A cell's figure in words, with its 90% interval where it is an estimate. */
export function describeCell(layer: LayerValues, row: number, currency: string, language: Language): string {
  const mean = layer.values[row]!;
  const { p05, p95 } = layer.estimates ?? { p05: null, p95: null };
  if (!p05 || !p95) return describeValue(layer.layer, mean, currency, language);
  const estimate = { mean, p05: p05[row]!, p95: p95[row]! };
  if (layer.layer === "dark") return formatCountEstimate(estimate, language);
  if (layer.layer === "share") return formatShareEstimate(estimate, language);
  return formatEstimate(estimate, currency, language);
}

/** A class break in words: two digits are all it has, and its unit stands in the line above. */
export function describeBreak(layer: LayerId, value: number, language: Language): string {
  if (layer === "share" || layer === "spread") return percent(value, language, 0);
  return layer === "known" ? formatCount(value, language) : formatShort(value, language);
}

/** A layer's name: with the dark side estimated, shares and amounts are of the whole market. */
export function layerTitle({ layer, whole }: LayerValues, t: Translate): string {
  if (whole && (layer === "market" || layer === "share")) return t(`layer.${layer}.whole`);
  return t(`layer.${layer}.title`);
}

/** A window of the week in words: `Mon–Fri, 09:00–18:00`. */
export function describeWindow(window: HourWindow | null, t: Translate, language: Language): string {
  if (!window) return t("time.wholeWeek").toLocaleLowerCase(language);
  const names = weekdayNames(language, "short");
  const [first, last] = [names[window.dayFrom]!, names[window.dayTo - 1]!];
  const days =
    window.dayTo - window.dayFrom === 7 ? t("time.everyDay") : first === last ? first : `${first}–${last}`;
  const wholeDay = window.hourTo - window.hourFrom === HOURS;
  const hours = wholeDay ? t("time.allDay") : `${formatHour(window.hourFrom)}–${formatHour(window.hourTo)}`;
  return `${days}, ${hours}`;
}

/** What the layer's figures count, over which time. */
export function describeLayer(
  { layer, whole, metric, window }: LayerValues,
  market: MarketInfo,
  t: Translate,
  language: Language,
): string {
  if (layer === "activity") {
    const key = market.activity === "day" ? "layer.activity.note_day" : "layer.activity.note_hour";
    return t(key, { window: describeWindow(window, t, language) });
  }
  if (layer === "heat" && metric) {
    const key = market.heat[metric] === "day" ? "layer.heat.note_day" : "layer.heat.note_hour";
    return t(key, { metric: t(`heat.unit.${metric}`), window: describeWindow(window, t, language) });
  }
  const span = t(`span.${market.period}`);
  if (whole && (layer === "market" || layer === "share")) {
    return t(`layer.${layer}.wholeNote`, { currency: market.currency, span });
  }
  return layer === "heat" ? "" : t(`layer.${layer}.note`, { currency: market.currency, span });
}
