import { decimal, percent } from "../../core/figures.ts";
import type { SegmentsAnswer } from "../api/segments.ts";
import type { Effects } from "../effects/effects.ts";
import { describeSegments } from "../results/segments/describe.ts";
import { loadSegments } from "../results/segments/file.ts";
import { type BuiltMarket, openBuilt } from "../state/builtMarket.ts";
import { count, list, money, table } from "../words/format.ts";
import { printJson } from "./print.ts";

/** `penumbra segments DIR`. */
export async function segments(
  dir: string,
  options: { readonly json?: boolean },
  effects: Effects,
): Promise<void> {
  const built = await openBuilt(dir);
  const answer = describeSegments(await loadSegments(built));
  if (options.json) printJson(effects, answer);
  else effects.stdout.write(describe(built, answer));
}

function describe({ record }: BuiltMarket, answer: SegmentsAnswer): string {
  const { name, synthetic, currency, language } = record.info;
  const kind = synthetic ? "synthetic data: no figure is real" : "data as given";
  return [
    `${name} (${kind})\n\n`,
    "Customer segments; amounts of the last 52 weeks (12 months)\n",
    table(sizeRows(answer, currency)),
    `\nNames\n${list(answer.segments.map(s => [s.id, s.name[language]]))}`,
    "\nMean by axis, 0 to 1 of the market's range; – is not in the input\n",
    table(axisRows(answer)),
    moves(answer),
    judgement(answer),
  ].join("");
}

function sizeRows({ segments }: SegmentsAnswer, currency: string): string[][] {
  const total = segments.reduce((sum, s) => sum + s.own_amount, 0);
  const rows = segments.map(s => [
    s.id,
    count(s.accounts),
    money(s.own_amount, currency),
    total > 0 ? percent(s.own_amount / total) : "–",
    s.market_amount === null ? "–" : money(s.market_amount, currency),
  ]);
  return [["segment", "accounts", "own sales", "of own sales", "own + rivals"], ...rows];
}

function axisRows({ axes, segments }: SegmentsAnswer): string[][] {
  const figure = (value: number | null | undefined) => (typeof value === "number" ? decimal(value, 2) : "–");
  return [["segment", ...axes], ...segments.map(s => [s.id, ...axes.map(axis => figure(s.axes[axis]))])];
}

/** The transition matrix: chance of a move within a quarter, with its 90% interval where it is more than a trace. */
function moves({ transitions }: SegmentsAnswer): string {
  if (transitions === null) return "\nHistory is too short to tell how accounts move between segments.\n";
  const { from, to, probability, p05, p95, count: seen, dates } = transitions;
  const cell = (f: number, t: number) => {
    const p = probability[f]![t]!;
    if (p < TRACE) return "·";
    return `${decimal(100 * p, 1)} (${decimal(100 * p05[f]![t]!, 1)}–${decimal(100 * p95[f]![t]!, 1)})`;
  };
  const rows = from.map((id, f) => {
    const moved = seen[f]!.reduce((sum, n) => sum + n, 0);
    return [`${f + 1} ${id}`, count(moved), ...to.map((_, t) => cell(f, t))];
  });
  const heading = ["from \\ to", "seen", ...to.map((_, t) => String(t + 1))];
  return [
    `\nMoves within a quarter in percent, with 90% intervals; ${dates.length} dates from ${dates[0]} to ${dates.at(-1)}\n`,
    table([heading, ...rows]),
  ].join("");
}

/** Chances below it are told as a dot. */
const TRACE = 0.001;

function judgement({ stability, prediction }: SegmentsAnswer): string {
  const lines: [string, string][] = [];
  if (stability)
    lines.push([
      "stability",
      `adjusted Rand index ${decimal(stability.ari_median, 2)} (median of ${stability.samples} bootstrap samples; 5% of them below ${decimal(stability.ari_p05, 2)})`,
    ]);
  if (prediction)
    lines.push([
      "prediction",
      `segments of a year ago tell R² ${decimal(prediction.r2_segments, 2)} of own sales since, ABC classes ${decimal(prediction.r2_abc, 2)} (${count(prediction.accounts)} accounts)`,
    ]);
  return lines.length > 0 ? `\nHow good they are\n${list(lines)}` : "";
}
