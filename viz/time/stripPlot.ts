import * as Plot from "@observablehq/plot";
import type { ForecastRow } from "../../app/api/schema.ts";
import { fanMarks } from "../charts/fanPlot.ts";
import { formatTick, type Language, LOCALE } from "../format/number.ts";
import type { CHART_INK, Scheme } from "../theme/palette.ts";

/** Margins of the strip's plot area, px. */
export const STRIP = { left: 46, right: 4 } as const;

interface StripOptions {
  readonly width: number;
  readonly ink: (typeof CHART_INK)[Scheme];
  readonly currency: string;
  readonly language: Language;
}

/** Own sales over the whole record, and the fan after it. */
export function drawStrip(rows: readonly ForecastRow[], options: StripOptions): Element {
  const { ink, currency, language } = options;
  const points = rows.map(row => ({ ...row, date: new Date(`${row.period}T00:00:00Z`) }));
  const ahead = points.filter(point => point.p50 !== null);
  const year = new Intl.DateTimeFormat(LOCALE[language], { year: "numeric", timeZone: "UTC" });
  return Plot.plot({
    width: options.width,
    height: 122,
    marginLeft: STRIP.left,
    marginRight: STRIP.right,
    marginTop: 6,
    marginBottom: 20,
    style: { background: "none", color: ink.muted, fontFamily: "inherit", fontSize: "11px" },
    x: { type: "utc", label: null, ticks: "year", tickSize: 0, tickFormat: (day: Date) => year.format(day) },
    y: { label: null, ticks: 2, tickSize: 0, tickFormat: value => formatTick(value, currency, language) },
    marks: [
      Plot.gridX({ stroke: ink.line, strokeOpacity: 1, ticks: "year" }),
      Plot.ruleY([0], { stroke: ink.line }),
      ...fanMarks(points, ahead, ink.own, ink.actual),
    ],
  });
}
