import type { MarketInfo } from "../../app/api/schema.ts";
import { formatHour, weekdayNames } from "../format/date.ts";
import {
  formatAmount,
  formatCount,
  formatShare,
  formatTick,
  formatWeight,
  type Language,
} from "../format/number.ts";
import type { useWords } from "../i18n/useWords.ts";
import type { LayerId } from "../state/address.ts";
import { HOURS, type HourWindow } from "../state/hourWindow.ts";
import { currentView } from "../state/view.ts";
import { heatMetric } from "./heat.ts";

type Translate = ReturnType<typeof useWords>["t"];

/** A layer's figure in words: with its unit, short enough for a legend. */
export function describeValue(layer: LayerId, value: number, currency: string, language: Language): string {
  if (layer === "known") return formatCount(value, language);
  if (layer === "share") return formatShare(value, language, 0);
  if (layer === "activity" || layer === "heat") return formatWeight(value, language);
  return formatAmount(value, currency, language);
}

/** A class break in words: two digits are all it has. */
export function describeBreak(layer: LayerId, value: number, currency: string, language: Language): string {
  if (layer === "own" || layer === "market") return formatTick(value, currency, language);
  return describeValue(layer, value, currency, language);
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
  layer: LayerId,
  market: MarketInfo,
  window: HourWindow | null,
  t: Translate,
  language: Language,
): string {
  if (layer === "activity") {
    const key = market.activity === "day" ? "layer.activity.note_day" : "layer.activity.note_hour";
    return t(key, { window: describeWindow(window, t, language) });
  }
  if (layer === "heat") {
    const metric = heatMetric(market, currentView()) ?? "activity";
    const key = market.heat[metric] === "day" ? "layer.heat.note_day" : "layer.heat.note_hour";
    return t(key, { metric: t(`heat.unit.${metric}`), window: describeWindow(window, t, language) });
  }
  const span = t(`span.${market.period}`);
  return t(`layer.${layer}.note`, { currency: market.currency, span });
}
