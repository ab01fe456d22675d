import * as Plot from "@observablehq/plot";
import type { ForecastRow } from "../../app/api/schema.ts";
import { moneyInterval, shortMoney } from "../../core/figures.ts";
import { formatDay } from "../format/date.ts";
import { formatTick, type Language, LOCALE } from "../format/number.ts";
import type { CHART_INK, Scheme } from "../theme/palette.ts";

export interface FanOptions {
  readonly width: number;
  readonly color: string;
  readonly ink: (typeof CHART_INK)[Scheme];
  readonly currency: string;
  readonly language: Language;
  readonly label: string;
  readonly words: { readonly actual: string; readonly median: string };
}

interface Point extends ForecastRow {
  readonly date: Date;
}

const HEIGHT = 164;

/** The fan: 5–95% and 25–75% bands, the median, and what really happened. */
export function drawFan(rows: readonly ForecastRow[], options: FanOptions): Element {
  const { color, ink, currency, language } = options;
  const points: Point[] = rows.map(row => ({ ...row, date: new Date(`${row.period}T00:00:00Z`) }));
  const ahead = points.filter(point => point.p50 !== null);
  return Plot.plot({
    width: options.width,
    height: HEIGHT,
    marginLeft: 46,
    marginRight: 4,
    marginTop: 10,
    marginBottom: 24,
    ariaLabel: options.label,
    style: {
      background: "none",
      color: ink.muted,
      fontFamily: "inherit",
      fontSize: "11px",
      overflow: "visible",
    },
    x: {
      type: "utc",
      label: null,
      ticks: dateTicks(points.map(point => point.date)),
      tickSize: 0,
      tickFormat: (day: Date) => tickLabel(day, language),
    },
    y: {
      label: null,
      grid: false,
      ticks: 4,
      tickSize: 0,
      nice: true,
      tickFormat: value => formatTick(value, currency, language),
    },
    marks: [
      Plot.gridY({ stroke: ink.line, strokeOpacity: 1, ticks: 4 }),
      Plot.ruleY([0], { stroke: ink.line }),
      ...fanMarks(points, ahead, color, ink.actual),
      Plot.ruleX(points, Plot.pointerX({ x: "date", stroke: ink.muted })),
      Plot.tip(
        points,
        Plot.pointerX({
          x: "date",
          y: (point: Point) => point.actual ?? point.p50,
          title: (point: Point) => tipText(point, options),
          fill: "var(--raised)",
          stroke: "var(--line)",
          textPadding: 8,
        }),
      ),
    ],
  });
}

/** Bands, median and actuals over any x/y scales; also used by the strip of weeks. */
export function fanMarks(
  points: readonly Point[],
  ahead: readonly Point[],
  color: string,
  actual: string,
): Plot.Markish[] {
  return [
    Plot.areaY(ahead, { x: "date", y1: "p05", y2: "p95", fill: color, fillOpacity: 0.2 }),
    Plot.areaY(ahead, { x: "date", y1: "p25", y2: "p75", fill: color, fillOpacity: 0.38 }),
    Plot.lineY(ahead, { x: "date", y: "p50", stroke: color, strokeWidth: 1.5 }),
    Plot.lineY(points, { x: "date", y: "actual", stroke: actual, strokeWidth: 1.1 }),
  ];
}

/** Steps between ticks, in months, that people count in. */
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60];

/** At most five firsts of months, at even steps. */
function dateTicks(days: readonly Date[]): Date[] {
  const monthOf = (day: Date) => 12 * day.getUTCFullYear() + day.getUTCMonth();
  const first = monthOf(days[0]!) + 1;
  const last = monthOf(days.at(-1)!);
  const step = MONTH_STEPS.find(months => (last - first) / months < 5) ?? 120;
  const ticks: Date[] = [];
  for (let month = Math.ceil(first / step) * step; month <= last; month += step) {
    ticks.push(new Date(Date.UTC(Math.floor(month / 12), month % 12)));
  }
  return ticks;
}

function tickLabel(day: Date, language: Language): string {
  return new Intl.DateTimeFormat(LOCALE[language], {
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(day);
}

function tipText(point: Point, { currency, language, words }: FanOptions): string {
  const day = formatDay(point.period, language);
  if (point.actual !== null) return `${day}\n${words.actual} ${shortMoney(point.actual, currency, language)}`;
  const { p50, p05, p95 } = point;
  if (p50 === null || p05 === null || p95 === null) return day;
  return `${day}\n${words.median} ${moneyInterval({ mean: p50, p05, p95 }, currency, language)}`;
}
