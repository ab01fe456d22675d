import { isoDay } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { TODAY } from "../../territory/plan/name.ts";
import { readPlan } from "../../territory/plan/read.ts";
import type { Holding } from "../results/plans/holdings.ts";
import { type AccountAnswer, type PlanAnswer, showAccount, showPlan } from "../results/plans/show.ts";
import { openMarket } from "../state/database.ts";
import { table } from "../words/format.ts";
import { printJson } from "./print.ts";
import type { Session } from "./session.ts";
import type { Voice } from "./words/voice.ts";

export interface PlanShowOptions {
  readonly account?: string;
  readonly json?: boolean;
}

/** `penumbra plan DIR show [PLAN]`. */
export async function planShow(
  dir: string,
  name: string | undefined,
  { account, json }: PlanShowOptions,
  session: Session,
): Promise<void> {
  const market = await openMarket(dir);
  const plan = await readPlan(dir, name ?? TODAY, market);
  if (account === undefined) {
    const answer = showPlan(name ?? TODAY, plan, market);
    if (json) printJson(session, answer);
    else session.stdout.write(describe(answer, market, session.voice));
    return;
  }
  const answer = showAccount(name ?? TODAY, plan, market, account);
  if (json) printJson(session, answer);
  else session.stdout.write(`${because(answer, session.voice)}\n`);
}

function describe(answer: PlanAnswer, market: Market, voice: Voice): string {
  const { words: all, count, money } = voice;
  const { plan: words } = all;
  const figures = ({ accounts, own_amount }: Holding) => [
    count(accounts),
    money(own_amount, answer.currency),
  ];
  const territories = answer.territories.map(t => [
    t.territory_id === null
      ? words.nobody
      : `${t.territory_id} ${t.name === t.territory_id ? "" : t.name}`.trim(),
    t.rep_id ?? "–",
    ...figures(t),
  ]);
  const reasons = answer.reasons.map(r => [
    r.reason === null ? words.nobody : words.because[r.reason],
    ...figures(r),
  ]);
  return [
    `${market.name} (${market.synthetic ? all.synthetic : all.given}): ${words.title(answer.plan)}\n\n`,
    table([[words.territory, words.rep, words.sites, words.own], ...territories]),
    answer.regions.length === 0
      ? ""
      : `\n${table([
          [words.region, words.sites, words.own],
          ...answer.regions.map(r => [r.region_id ?? words.nobody, ...figures(r)]),
        ])}`,
    `\n${words.decided}\n`,
    table([["", words.sites, words.own], ...reasons]),
    `\n${words.basis[market.period]}\n${inForce(market, voice)}\n`,
  ].join("");
}

/** Figures of past weeks go by the plan in force now, and that is said. */
function inForce(market: Market, { words: { plan: words }, day }: Voice): string {
  const { activated = [], inForce: at } = market.plan;
  const active = at === undefined ? undefined : activated[at];
  return active ? words.byPlan(active.plan, day(isoDay(active.from))) : words.bySources;
}

function because({ account_id, territory_id, rep_id, reason, by }: AccountAnswer, { words }: Voice): string {
  const { plan } = words;
  if (territory_id === null || reason === null) return plan.accountNobody(account_id);
  const why = by === null || by === account_id ? plan.because[reason] : `${plan.because[reason]} (${by})`;
  return plan.accountBecause(account_id, territory_id, rep_id ?? "–", why);
}
