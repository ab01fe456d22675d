import { availableParallelism } from "node:os";
import type { BalanceDemand } from "../../territory/ground/demand.ts";
import type { UnitKind } from "../../territory/units/units.ts";
import { type Rebalanced, rebalanceMarket } from "../run/rebalanceMarket.ts";
import { list, table } from "../words/format.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";
import type { Session } from "./session.ts";
import type { Voice } from "./words/voice.ts";

export interface RebalanceCliOptions {
  readonly territories?: number;
  readonly tolerance?: number;
  readonly balance?: readonly BalanceDemand[];
  readonly maxDisruption?: number;
  readonly lock?: string;
  readonly capacity?: boolean;
  readonly plans?: number;
  readonly by?: UnitKind;
  readonly seconds?: number;
  readonly steps?: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly json?: boolean;
}

/** `penumbra rebalance DIR`. */
export async function rebalance(dir: string, options: RebalanceCliOptions, session: Session): Promise<void> {
  const { balance, lock, threads, json, ...asked } = options;
  const result = await withProgress(session, onProgress =>
    rebalanceMarket(dir, {
      ...{ ...asked, balances: balance, lockFile: lock, onProgress, signal: session.signal },
      threads: threads ?? availableParallelism(),
    }),
  );
  if (json) printJson(session, result);
  else session.stdout.write(describe(dir, result, session.voice));
}

type Shape = Pick<Rebalanced["today"], "compactness" | "travel_minutes">;

function describe(
  dir: string,
  result: Rebalanced,
  { words: all, tell, count, decimal, percent }: Voice,
): string {
  const { rebalance: words } = all;
  const heads = [words.plan, words.balance, words.gap, words.disruption, words.compactness, words.travel];
  const shape = ({ compactness, travel_minutes }: Shape) => [
    compactness === null ? all.unknown : decimal(compactness, 2),
    travel_minutes === null ? all.unknown : words.hours(decimal(travel_minutes / 60, 1)),
  ];
  const rows = result.plans.map(plan => [
    `${plan.id}${plan.id === result.chosen ? " *" : ""}`,
    percent(plan.balance),
    percent(plan.bound_gap),
    percent(plan.disruption),
    ...shape(plan),
  ]);
  const { scores, better, broken } = result.today;
  const today = [words.today, scores ? percent(scores.balance) : "", "", percent(0), ...shape(result.today)];
  const notes = (heading: string, told: readonly string[]) =>
    told.length > 0 ? `\n${heading}\n${told.map(line => `  ${line}\n`).join("")}` : "";
  const stands = better && [
    words.better(percent(better.balance), percent(better.compactness), percent(better.travel)),
  ];
  const { infeasible, disruption_bound } = result;
  const leastMoved = disruption_bound === null ? [] : [words.leastMoved(percent(disruption_bound))];
  return [
    `${words.title(count(result.territories), words.units[result.by](count(result.units)))}\n\n`,
    table([heads, today, ...rows]),
    notes(
      words.why,
      result.plans.map(plan => `${plan.id}: ${tell(plan.reason)}`),
    ),
    notes(words.brokenToday, broken.map(tell)),
    notes(
      words.brokenBy(result.chosen),
      (result.plans.find(p => p.id === result.chosen)?.broken ?? []).map(tell),
    ),
    notes(words.stands, [...(stands ?? []), ...leastMoved]),
    infeasible ? notes(words.infeasible, [infeasible.reason, ...infeasible.possible].map(tell)) : "",
    `\n${list([
      [words.searched, words.steps(count(result.walks), count(result.steps), String(result.seed))],
      [words.kept, `${dir}/.penumbra/plans`],
    ])}`,
    `${words.basis}\n`,
  ].join("");
}
