import * as Plot from "@observablehq/plot";
import type { RunResult } from "../../../app/api/scenarios.ts";
import { moneyInterval, percent } from "../../../core/figures.ts";
import { formatDay } from "../../format/date.ts";
import { formatSignedTick, formatTick, formatUplift, type Language, LOCALE } from "../../format/number.ts";
import type { CHART_INK, Scheme } from "../../theme/palette.ts";

export interface CourseOptions {
  readonly width: number;
  readonly ink: (typeof CHART_INK)[Scheme];
  readonly currency: string;
  readonly language: Language;
  readonly label: string;
  /** Names of the courses, and of what they differ by. */
  readonly words: { readonly a: string; readonly b: string; readonly difference: string };
}

interface Point {
  readonly date: Date;
  readonly period: string;
  readonly a: Fan;
  readonly b: Fan;
  readonly uplift: { readonly mean: number; readonly p05: number; readonly p95: number };
}

interface Fan {
  readonly mean: number;
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
}

const FRAME = { marginLeft: 52, marginRight: 6, marginTop: 8 } as const;

/** Own sales of both courses by period: bands of nine in ten runs, and medians. */
export function drawCourses(result: RunResult, options: CourseOptions): Element {
  const { ink, currency, language, words } = options;
  const points = pointsOf(result);
  const band = (side: "a" | "b", color: string, opacity: number) => [
    Plot.areaY(points, {
      x: "date",
      y1: (p: Point) => p[side].p05,
      y2: (p: Point) => p[side].p95,
      fill: color,
      fillOpacity: opacity,
    }),
    Plot.lineY(points, { x: "date", y: (p: Point) => p[side].p50, stroke: color, strokeWidth: 1.5 }),
  ];
  return Plot.plot({
    ...frame(options, points, 138, value => formatTick(value, currency, language)),
    marks: [
      Plot.gridY({ stroke: ink.line, strokeOpacity: 1, ticks: 3 }),
      ...band("a", ink.muted, 0.22),
      ...band("b", ink.own, 0.3),
      ...pointer(
        points,
        ink,
        (p: Point) => p.b.p50,
        p =>
          [
            formatDay(p.period, language),
            `${words.b} ${moneyInterval(p.b, currency, language)}`,
            `${words.a} ${moneyInterval(p.a, currency, language)}`,
          ].join("\n"),
      ),
    ],
  });
}

/** The paired difference by period, around zero. */
export function drawDifference(result: RunResult, options: CourseOptions): Element {
  const { ink, currency, language, words } = options;
  const points = pointsOf(result);
  return Plot.plot({
    ...frame(options, points, 92, value => formatSignedTick(value, currency, language)),
    marks: [
      Plot.areaY(points, {
        x: "date",
        y1: (p: Point) => p.uplift.p05,
        y2: (p: Point) => p.uplift.p95,
        fill: ink.own,
        fillOpacity: 0.28,
      }),
      Plot.lineY(points, { x: "date", y: (p: Point) => p.uplift.mean, stroke: ink.own, strokeWidth: 1.5 }),
      Plot.ruleY([0], { stroke: ink.muted }),
      ...pointer(
        points,
        ink,
        (p: Point) => p.uplift.mean,
        p =>
          `${formatDay(p.period, language)}\n${words.difference} ${formatUplift(p.uplift, currency, language)}`,
      ),
    ],
  });
}

/** P(uplift ≥ x), with the chosen x marked. */
export function drawChance(
  curve: readonly { readonly x: number; readonly p: number }[],
  chosen: { readonly x: number; readonly p: number },
  { width, ink, currency, language, label }: Omit<CourseOptions, "words">,
): Element {
  const holdsZero = curve[0]!.x <= 0 && curve.at(-1)!.x >= 0;
  return Plot.plot({
    width,
    height: 120,
    marginLeft: 40,
    marginRight: 10,
    marginTop: 8,
    marginBottom: 22,
    ariaLabel: label,
    style: style(ink),
    x: {
      label: null,
      ticks: 4,
      tickSize: 0,
      tickFormat: value => formatSignedTick(value, currency, language),
    },
    y: {
      label: null,
      domain: [0, 1],
      ticks: [0, 0.5, 1],
      tickSize: 0,
      tickFormat: value => percent(value, language, 0),
    },
    marks: [
      Plot.gridY([0, 0.5, 1], { stroke: ink.line, strokeOpacity: 1 }),
      holdsZero ? Plot.ruleX([0], { stroke: ink.muted, strokeDasharray: "2 3" }) : null,
      Plot.areaY(curve, { x: "x", y: "p", fill: ink.own, fillOpacity: 0.18 }),
      Plot.lineY(curve, { x: "x", y: "p", stroke: ink.own, strokeWidth: 1.75 }),
      Plot.ruleX([chosen], { x: "x", y1: 0, y2: "p", stroke: ink.actual }),
      Plot.dot([chosen], { x: "x", y: "p", r: 4, fill: ink.actual }),
    ],
  });
}

function pointsOf({ by_period }: RunResult): Point[] {
  return by_period.flatMap(({ period, a, b, uplift }) =>
    a.own_amount && b.own_amount && uplift.own_amount
      ? [
          {
            period,
            date: new Date(`${period}T00:00:00Z`),
            a: a.own_amount,
            b: b.own_amount,
            uplift: uplift.own_amount,
          },
        ]
      : [],
  );
}

function frame(
  { width, ink, language, label }: CourseOptions,
  points: readonly Point[],
  height: number,
  tickFormat: (value: number) => string,
) {
  const month = new Intl.DateTimeFormat(LOCALE[language], {
    month: "short",
    year: "2-digit",
    timeZone: "UTC",
  });
  return {
    ...FRAME,
    width,
    height,
    marginBottom: 20,
    ariaLabel: label,
    style: style(ink),
    x: {
      type: "utc" as const,
      label: null,
      ticks: Math.min(5, points.length),
      tickSize: 0,
      tickFormat: (day: Date) => month.format(day),
    },
    y: { label: null, ticks: 3, tickSize: 0, nice: true, tickFormat },
  };
}

function style(ink: CourseOptions["ink"]) {
  return {
    background: "none",
    color: ink.muted,
    fontFamily: "inherit",
    fontSize: "11px",
    overflow: "visible",
  };
}

function pointer(
  points: readonly Point[],
  ink: CourseOptions["ink"],
  y: (point: Point) => number,
  title: (point: Point) => string,
) {
  return [
    Plot.ruleX(points, Plot.pointerX({ x: "date", stroke: ink.muted })),
    Plot.tip(
      points,
      Plot.pointerX({ x: "date", y, title, fill: "var(--raised)", stroke: "var(--line)", textPadding: 8 }),
    ),
  ];
}
