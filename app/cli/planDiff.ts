import { readPlan } from "../../territory/plan/read.ts";
import { diffPlans, type PlanDiff } from "../results/plans/diff.ts";
import { writeDiffFiles } from "../results/plans/diffFiles.ts";
import type { Holding } from "../results/plans/holdings.ts";
import { openMarket } from "../state/database.ts";
import { table } from "../words/format.ts";
import { printJson } from "./print.ts";
import type { Session } from "./session.ts";
import type { Voice } from "./words/voice.ts";

export interface PlanDiffOptions {
  /** A folder for the map and the hand-over lists. */
  readonly to?: string;
  readonly json?: boolean;
}

/** `penumbra plan DIR diff A B`. */
export async function planDiff(
  dir: string,
  a: string,
  b: string,
  { to, json }: PlanDiffOptions,
  session: Session,
): Promise<void> {
  const market = await openMarket(dir);
  const plans = { a: await readPlan(dir, a, market), b: await readPlan(dir, b, market) };
  const diff = diffPlans({ a, b }, plans.a, plans.b, market);
  const { language, words } = session.voice;
  const files = to === undefined ? [] : await writeDiffFiles(to, diff, plans, market, language);
  if (json) return printJson(session, { ...diff, files });
  session.stdout.write(describeDiff(diff, session.voice));
  if (to !== undefined)
    session.stdout.write(`\n${words.plan.filesWritten(session.voice.count(files.length), to)}\n`);
}

/** The figures of a diff, by rep and by region. */
export function describeDiff(diff: PlanDiff, voice: Voice): string {
  const { words: all, count, money, percent } = voice;
  const { plan: words } = all;
  const held = ({ accounts, own_amount }: Holding) =>
    `${count(accounts)} / ${money(own_amount, diff.currency)}`;
  const head = (what: string) => [what, words.before, words.after, words.gains, words.loses];
  const rows = <T extends PlanDiff["reps"][number] | PlanDiff["regions"][number]>(
    list: readonly T[],
    name: (row: T) => string | null,
  ) =>
    list.map(row => [name(row) ?? words.nobody, ...[row.before, row.after, row.gained, row.lost].map(held)]);
  const { changes_hands: hands, amount_share: share } = diff;
  const summary = words.changesHands(
    count(diff.moved.accounts),
    count(hands.accounts),
    money(hands.own_amount, diff.currency),
    share === null ? "–" : percent(share),
  );
  const regions =
    diff.regions.length === 0
      ? ""
      : `\n${table([head(words.region), ...rows(diff.regions, row => row.region_id)])}`;
  return [
    `${words.diff(diff.a, diff.b)}\n${summary}\n\n`,
    table([head(words.rep), ...rows(diff.reps, row => row.rep_id)]),
    regions,
    `\n${words.perCell} ${words.basis[diff.period]}\n`,
  ].join("");
}
