import * as Plot from "@observablehq/plot";
import { shortMoney } from "../../../core/figures.ts";
import { DAY_MS } from "../../../core/period.ts";
import { formatTick, type Language, LOCALE } from "../../format/number.ts";
import type { CHART_INK, Scheme } from "../../theme/palette.ts";
import type { Bar, Bin } from "./history.ts";

export interface HistoryOptions {
  readonly width: number;
  readonly ink: (typeof CHART_INK)[Scheme];
  readonly currency: string;
  readonly language: Language;
  readonly label: string;
  readonly bin: Bin;
  readonly words: { readonly own: string; readonly rivals: string };
}

/** Margins that the chart of contacts below shares, so that both have one time axis. */
export const MARGINS = { left: 84, right: 18 } as const;

/** Own purchases from the ground up, rivals' on top of them. */
export function drawHistory(bars: readonly Bar[], options: HistoryOptions): Element {
  const { ink, currency, language, words } = options;
  const gap = { x1: "start", x2: "end", insetLeft: 0.5, insetRight: 0.5 } as const;
  const total = (bar: Bar) => bar.own + (bar.rivals ?? 0);
  return Plot.plot({
    width: options.width,
    height: 190,
    marginLeft: MARGINS.left,
    marginRight: MARGINS.right,
    marginTop: 8,
    marginBottom: 22,
    ariaLabel: options.label,
    style: PLAIN_STYLE(ink.muted),
    x: yearAxis(language),
    y: {
      label: null,
      ticks: 4,
      tickSize: 0,
      nice: true,
      tickFormat: value => formatTick(value, currency, language),
    },
    marks: [
      Plot.gridY({ stroke: ink.line, strokeOpacity: 1, ticks: 4 }),
      Plot.rect(bars, { ...gap, y1: 0, y2: "own", fill: ink.own }),
      Plot.rect(bars, { ...gap, y1: "own", y2: total, fill: ink.rival }),
      Plot.ruleY([0], { stroke: ink.muted, strokeOpacity: 0.5 }),
      Plot.tip(
        bars,
        Plot.pointerX({
          x: (bar: Bar) => new Date((bar.start.getTime() + bar.end.getTime()) / 2),
          y: total,
          title: (bar: Bar) => tipText(bar, options.bin, currency, language, words),
          fill: "var(--raised)",
          stroke: "var(--line)",
          textPadding: 8,
        }),
      ),
    ],
  });
}

/** A time axis with a tick a year. */
export function yearAxis(language: Language, domain?: readonly [Date, Date]): Plot.ScaleOptions {
  const year = new Intl.DateTimeFormat(LOCALE[language], { year: "numeric", timeZone: "UTC" });
  return {
    type: "utc",
    label: null,
    ticks: "year",
    tickSize: 0,
    tickFormat: (day: Date) => year.format(day),
    ...(domain && { domain }),
  };
}

export const PLAIN_STYLE = (color: string) =>
  ({ background: "none", color, fontFamily: "inherit", fontSize: "11px", overflow: "visible" }) as const;

function tipText(
  bar: Bar,
  bin: Bin,
  currency: string,
  language: Language,
  words: HistoryOptions["words"],
): string {
  const own = `${words.own} ${shortMoney(bar.own, currency, language)}`;
  const rivals = bar.rivals === null ? [] : [`${words.rivals} ${shortMoney(bar.rivals, currency, language)}`];
  return [spanText(bar, bin, language), own, ...rivals].join("\n");
}

/** `March 2024`, or the first and last day of the bar. */
function spanText({ start, end }: Bar, bin: Bin, language: Language): string {
  const locale = language === "en" ? "en-GB" : LOCALE[language];
  if (bin === "month") {
    return new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(start);
  }
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return day.formatRange(start, new Date(end.getTime() - DAY_MS));
}
