import { availableParallelism } from "node:os";
import { signed } from "../../core/figures.ts";
import { PLAN_PARTS } from "../../scenarios/effects/planChange.ts";
import { type PricedPlan, type PriceResult, pricePlans } from "../run/pricePlans.ts";
import { table } from "../words/format.ts";
import { tellBefore } from "./checkScenario.ts";
import { describeCompared } from "./compare.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";
import type { Session } from "./session.ts";
import type { Voice } from "./words/voice.ts";

export interface PlanPriceOptions {
  readonly runs: number;
  readonly horizon?: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly json?: boolean;
}

/** `penumbra plan DIR price PLAN…`. */
export async function planPrice(
  dir: string,
  plans: readonly string[],
  { runs, horizon, seed, threads, json }: PlanPriceOptions,
  session: Session,
): Promise<void> {
  const result = await withProgress(session, onProgress =>
    pricePlans(dir, plans, {
      runs,
      threads: threads ?? availableParallelism(),
      onProgress,
      onRemarks: tellBefore(json, session),
      signal: session.signal,
      ...(horizon !== undefined && { horizon }),
      ...(seed !== undefined && { seed }),
    }),
  );
  if (json) printJson(session, result);
  else session.stdout.write(describe(dir, result, session.voice));
}

/** The chosen plan as `compare` tells it, then its parts and its reps, and the other plans. */
function describe(dir: string, result: PriceResult, voice: Voice): string {
  const { words } = voice;
  const [chosen, ...others] = result.plans;
  return [
    describeCompared(dir, chosen!.played!, voice),
    parts(chosen!, result, voice),
    reps(chosen!, result, voice),
    others.length > 0 ? `\n${words.price.plans}\n${screened(result, voice)}` : "",
    ...others.filter(({ played }) => played).map(plan => parts(plan, result, voice)),
  ].join("");
}

function parts(
  { plan, parts: played, expected }: PricedPlan,
  { currency }: PriceResult,
  voice: Voice,
): string {
  const { words, money } = voice;
  const { price } = words;
  const change = (amount: number) => signed(amount, size => money(size, currency));
  const rows = PLAN_PARTS.map(part => {
    const figure = played?.[part];
    const range = figure ? words.compare.range(change(figure.p05), change(figure.p95)) : "";
    return [price.parts[part], change(expected.parts[part]), figure ? change(figure.mean) : "", range];
  });
  const head = ["", price.expected, price.played, words.compare.interval];
  return `\n${price.whatChanges(plan)}\n${table([head, ...rows])}`;
}

function reps({ reps: all }: PricedPlan, { period }: PriceResult, voice: Voice): string {
  const { words, decimal } = voice;
  if (all.length === 0) return "";
  const calls = (n: number | null) => (n === null ? "–" : decimal(n, 1));
  const rows = all.map(rep => [rep.rep_id ?? words.price.noRep, calls(rep.calls_today), calls(rep.calls)]);
  return `\n${words.price.calls[period]}\n${table([["", words.price.today, words.price.planned], ...rows])}`;
}

/** Every plan by its expected value, which decides what is played, beside what the runs say. */
function screened({ plans, currency }: PriceResult, voice: Voice): string {
  const { words, money, percent, count } = voice;
  const { price } = words;
  const change = (amount: number) => signed(amount, size => money(size, currency));
  const rows = plans.map(({ plan, expected, change_rep, played }) => {
    const own = played?.uplift.own_amount;
    const told = own ? (own.measurable ? change(own.mean) : words.compare.notMeasurable) : price.notPlayed;
    return [
      plan,
      change(expected.own_amount),
      told,
      own ? words.compare.range(change(own.p05), change(own.p95)) : "",
      count(change_rep),
      expected.moved_share === null ? "–" : percent(expected.moved_share),
    ];
  });
  const head = ["", price.expected, price.played, words.compare.interval, price.changeRep, price.movedShare];
  return table([head, ...rows]);
}
