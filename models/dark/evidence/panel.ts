import { historyEnd, yearPeriods } from "../../../core/period.ts";
import { quantileSorted } from "../../../core/stats.ts";
import type { Market, TotalSpan } from "../../../data/market/market.ts";

/** What totals of areas say of the last 52 periods (12 months), minor units; NaN where they say nothing. */
export interface AreaPanel {
  /** [area] all brands, known and dark accounts together. */
  readonly all: Float64Array;
  /** [area] the own brand's. */
  readonly own: Float64Array;
  /** Standard deviation of the log error of a year's total. */
  readonly error: number;
  /**
   * What the totals' year and the market's 52 periods add to the error of an unknown amount, because they are not the same
   * days: its variance is this times the amount, as for purchases that come one by one. Minor units.
   */
  readonly windowError: number;
  /** How weeks fall to the panel's months: by their days, or by their first day. */
  readonly weeksBy: "days" | "start";
}

const SPANS_A_YEAR: Readonly<Record<TotalSpan, number>> = { week: 52, month: 12, quarter: 4, year: 1 };
/** A panel is never taken as better than this. */
const LEAST_ERROR = 0.002;

/** One span of totals: its days, and sums over brands by area. */
interface Span {
  readonly start: number;
  readonly last: number;
  readonly all: Float64Array;
  readonly own: Float64Array;
}

/**
 * Totals of the last year by area. Of several sources and spans the one that covers most areas counts, the finer one first.
 * Its last twelve months (four quarters …) are brought to the market's last 52 periods: what known accounts bought is known
 * for both, and the rest changes as they did over the whole market. Null where no area of the market has totals.
 */
export function areaPanel(market: Market): AreaPanel | null {
  const spans = bestSource(market);
  if (!spans) return null;
  const known = { all: knownByArea(market, false), own: knownByArea(market, true) };
  const weeksBy = weeksFallBy(market, spans, overAreas(market, known.all));
  const year = spans.slice(-SPANS_A_YEAR[spans[0].span]);
  const inSpans = (series: Float64Array) => sum(year.map(s => knownIn(market, series, s, weeksBy)));
  const inYear = (series: Float64Array) => sum(series.subarray(-yearPeriods(market.period)));
  const windows = (side: "all" | "own") => {
    const [before, after] = [known[side].map(inSpans), known[side].map(inYear)];
    return { before, after, factor: sum(before) > 0 ? sum(after) / sum(before) : 1 };
  };
  const total = (side: "all" | "own") => {
    const { before, after, factor } = windows(side);
    const unknown = (a: number) => sum(year.map(s => s[side][a])) - before[a];
    return Float64Array.from(market.areas, (_, a) => after[a] + unknown(a) * factor);
  };
  const { before, after, factor } = windows("all");
  const strays = sum(after.map((v, a) => (v - factor * before[a]) ** 2));
  const error = panelError(market, spans, weeksBy, known.all) / Math.sqrt(year.length);
  return {
    all: total("all"),
    own: total("own"),
    error: Math.max(LEAST_ERROR, error),
    windowError: sum(after) > 0 ? strays / sum(after) : 0,
    weeksBy,
  };
}

/** The spans of the source that covers most areas in the last year, ascending; null where there is none. */
function bestSource(market: Market): (Span & { span: TotalSpan })[] | null {
  const { areaSales: t } = market;
  const groups = new Map<string, number[]>();
  for (let i = 0; i < t.count; i++) {
    if (t.area[i] < 0) continue;
    const key = `${t.source[i]}/${t.span[i]}`;
    const rows = groups.get(key);
    if (rows) rows.push(i);
    else groups.set(key, [i]);
  }
  const recent = historyEnd(market) - 730;
  const ranked = [...groups.values()]
    .map(rows => ({
      rows,
      areas: new Set(rows.filter(i => t.last[i] >= recent).map(i => t.area[i])).size,
      fine: SPANS_A_YEAR[t.span[rows[0]]],
    }))
    .filter(group => group.areas > 0)
    .sort((a, b) => b.areas - a.areas || b.fine - a.fine);
  return ranked.length > 0 ? spansOf(market, ranked[0].rows) : null;
}

function spansOf({ areaSales: t, areas }: Market, rows: readonly number[]): (Span & { span: TotalSpan })[] {
  const spans = new Map<number, Span & { span: TotalSpan }>();
  const empty = () => new Float64Array(areas.length).fill(Number.NaN);
  for (const i of rows) {
    let span = spans.get(t.start[i]);
    if (!span) {
      span = { start: t.start[i], last: t.last[i], span: t.span[i], all: empty(), own: empty() };
      spans.set(t.start[i], span);
    }
    const add = (column: Float64Array) => {
      column[t.area[i]] = (Number.isNaN(column[t.area[i]]) ? 0 : column[t.area[i]]) + t.amount[i];
    };
    add(span.all);
    if (t.brand[i] === 0) add(span.own);
  }
  return [...spans.values()].sort((a, b) => a.start - b.start);
}

/** [area] what known accounts bought by period: of all brands, or of the own one. */
function knownByArea({ sales, accounts, areas, periodStart }: Market, ownOnly: boolean): Float64Array[] {
  const series = areas.map(() => new Float64Array(periodStart.length));
  for (let i = 0; i < sales.count; i++) {
    const area = accounts.area[sales.account[i]];
    if (area >= 0 && (!ownOnly || sales.brand[i] === 0)) series[area][sales.period[i]] += sales.amount[i];
  }
  return series;
}

function overAreas({ periodStart }: Market, series: readonly Float64Array[]): Float64Array {
  return Float64Array.from(periodStart, (_, t) => series.reduce((total, s) => total + s[t], 0));
}

/** What known accounts bought in the days of a span. */
function knownIn(
  { periodStart, ...market }: Market,
  series: Float64Array,
  { start, last }: Pick<Span, "start" | "last">,
  weeksBy: AreaPanel["weeksBy"],
): number {
  const end = historyEnd({ periodStart, ...market });
  let amount = 0;
  for (let t = 0; t < series.length; t++) {
    const from = periodStart[t];
    const to = t + 1 < series.length ? periodStart[t + 1] : end;
    if (weeksBy === "start") {
      if (from >= start && from <= last) amount += series[t];
    } else {
      const days = Math.min(to, last + 1) - Math.max(from, start);
      if (days > 0) amount += (series[t] * days) / (to - from);
    }
  }
  return amount;
}

/**
 * Weekly data dated by their Monday fall to months whole, daily data by their days. The way under which the ratio of
 * totals to known sales moves less from span to span is the right one.
 */
function weeksFallBy(market: Market, spans: readonly Span[], known: Float64Array): AreaPanel["weeksBy"] {
  if (market.period === "month" || spans.length < 6) return "days";
  const jumps = (weeksBy: AreaPanel["weeksBy"]) => {
    const logs = spans.map(s => Math.log(sum(s.all) / knownIn(market, known, s, weeksBy)));
    return spread(logs);
  };
  return jumps("start") < jumps("days") ? "start" : "days";
}

/** Standard deviation of independent errors in a series, from its steps. */
function spread(series: readonly number[]): number {
  const steps = series.slice(1).map((v, i) => v - series[i]);
  const good = steps.filter(Number.isFinite);
  return good.length === 0
    ? Number.POSITIVE_INFINITY
    : Math.sqrt(sum(good.map(v => v * v)) / (2 * good.length));
}

/** Log error of one span's total: that of the steadiest tenth of the areas, where what is known moves with the total. */
function panelError(
  market: Market,
  spans: readonly Span[],
  weeksBy: AreaPanel["weeksBy"],
  known: readonly Float64Array[],
): number {
  const recent = spans.slice(-24);
  if (recent.length < 6) return 0;
  const errors = known
    .map((series, a) => spread(recent.map(s => Math.log(s.all[a] / knownIn(market, series, s, weeksBy)))))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  return errors.length > 0 ? quantileSorted(errors, 0.1) : 0;
}

/** Entries that say nothing (NaN) are passed over; all of them: NaN. */
function sum(values: ArrayLike<number>): number {
  let total = 0;
  let seen = values.length === 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    total += values[i];
    seen = true;
  }
  return seen ? total : Number.NaN;
}
