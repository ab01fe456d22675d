import type { AxisKey } from "../../models/segments/types.ts";
import type { SegmentsAnswer } from "../api/segments.ts";
import { describeSegments } from "../results/segments/describe.ts";
import { loadSegments } from "../results/segments/file.ts";
import { type BuiltMarket, openBuilt } from "../state/builtMarket.ts";
import { list, table } from "../words/format.ts";
import { printJson } from "./print.ts";
import type { Session } from "./session.ts";
import type { Voice } from "./words/voice.ts";

/** `penumbra segments DIR`. */
export async function segments(
  dir: string,
  options: { readonly json?: boolean },
  session: Session,
): Promise<void> {
  const built = await openBuilt(dir);
  const answer = describeSegments(await loadSegments(built));
  if (options.json) printJson(session, answer);
  else session.stdout.write(describe(built, answer, session.voice));
}

function describe({ record }: BuiltMarket, answer: SegmentsAnswer, voice: Voice): string {
  const { name, synthetic, currency } = record.info;
  const { words: all, language } = voice;
  const { segments: words } = all;
  return [
    `${name} (${synthetic ? all.synthetic : all.given})\n\n`,
    `${words.title}\n`,
    table(sizeRows(answer, currency, voice)),
    `\n${words.names}\n${list(answer.segments.map(s => [s.id, s.name[language]]))}`,
    `\n${words.axes}\n`,
    table(axisRows(answer, voice)),
    moves(answer, voice),
    judgement(answer, voice),
  ].join("");
}

function sizeRows(
  { segments }: SegmentsAnswer,
  currency: string,
  { words: { segments: words }, count, money, percent }: Voice,
): string[][] {
  const total = segments.reduce((sum, s) => sum + s.own_amount, 0);
  const rows = segments.map(s => [
    s.id,
    count(s.accounts),
    money(s.own_amount, currency),
    total > 0 ? percent(s.own_amount / total) : "–",
    s.market_amount === null ? "–" : money(s.market_amount, currency),
  ]);
  return [[words.segment, words.accounts, words.own, words.ofOwn, words.withRivals], ...rows];
}

function axisRows(
  { axes, segments }: SegmentsAnswer,
  { words: { segments: words }, decimal }: Voice,
): string[][] {
  const figure = (value: number | null | undefined) => (typeof value === "number" ? decimal(value, 2) : "–");
  return [
    [words.segment, ...axes.map(axis => words.axis[axis as AxisKey])],
    ...segments.map(s => [s.id, ...axes.map(axis => figure(s.axes[axis]))]),
  ];
}

/** The transition matrix: chance of a move within a quarter, with its 90% interval where it is more than a trace. */
function moves({ transitions }: SegmentsAnswer, voice: Voice): string {
  const { words: all, count, day, decimal } = voice;
  const { segments: words } = all;
  if (transitions === null) return `\n${words.tooShort}\n`;
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
  const heading = [words.fromTo, words.seen, ...to.map((_, t) => String(t + 1))];
  const title = words.moves(count(dates.length), day(dates[0]!), day(dates.at(-1)!));
  return `\n${title}\n${table([heading, ...rows])}`;
}

/** Chances below it are told as a dot. */
const TRACE = 0.001;

function judgement({ stability, prediction }: SegmentsAnswer, voice: Voice): string {
  const { words: all, count, decimal } = voice;
  const { segments: words } = all;
  const lines: [string, string][] = [];
  if (stability) {
    const [median, low] = [decimal(stability.ari_median, 2), decimal(stability.ari_p05, 2)];
    lines.push([words.stability, words.rand(median, count(stability.samples), low)]);
  }
  if (prediction) {
    const [segments, abc] = [decimal(prediction.r2_segments, 2), decimal(prediction.r2_abc, 2)];
    lines.push([words.prediction, words.r2(segments, abc, count(prediction.accounts))]);
  }
  return lines.length > 0 ? `\n${words.howGood}\n${list(lines)}` : "";
}
