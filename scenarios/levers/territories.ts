import { InputError } from "../../core/errors.ts";
import type { Note } from "../../core/note.ts";
import type { Plan } from "../../territory/plan/plan.ts";
import { readPlan } from "../../territory/plan/read.ts";
import { type MarketTravel, travelOf } from "../../territory/travel/ofMarket.ts";
import { customersIn } from "../effects/handover.ts";
import {
  effectsOf,
  isSame,
  PLAN_PARTS,
  type PlanChange,
  type PlanPart,
  planChange,
} from "../effects/planChange.ts";
import type { Facts } from "../parameters/facts.ts";
import { type LeverLine, leverFault } from "../parameters/line.ts";
import { plan } from "../parameters/where.ts";
import { handoverRests } from "./handoverRests.ts";
import { type Lever, lever, type Place, type Pulled } from "./lever.ts";
import { CONTACTS } from "./moves.ts";
import { pulledNote } from "./notes.ts";
import { scalar } from "./rests.ts";

/** Another plan: accounts go to the reps of their new territories. */
export const territories = territoriesWith(PLAN_PARTS);

/** The lever with some parts of what a plan changes, so that each can be told by itself. */
export function territoriesWith(parts: readonly PlanPart[]): Lever {
  return lever({
    name: "territories",
    title: { en: "territories", tr: "satış bölgeleri" },
    about: { en: "Another plan of territories.", tr: "Başka bir satış bölgesi planı." },
    example: "plan: plan-7",
    does: "Accounts go to the reps of their new territories, who work the hours that they work today; accounts that change rep buy less for a while. See below.",
    shape: { plan },
    moves: CONTACTS,
    pull: async ({ plan }, place, line) =>
      pulledBy(await planOf(plan, place, line), new Set(parts), place, await travelOf(place.dir)),
    // What contacts do is drawn between studies here: see `effects/contactLaw`.
    rests: (twin, here) => [...here, ...scalar(twin, "visits").map(rest => ({ ...rest, fixed: false }))],
  });
}

async function planOf(plan: string, { facts, dir }: Place, line: LeverLine): Promise<Plan> {
  for (const key of ["from", "to"] as const)
    if (line.spec[key]) {
      throw leverFault(line, [key], {
        en: `${key} is not available for territories: a plan holds for the whole horizon`,
        tr: `territories kaldıracında ${key} kullanılamaz: plan ufkun tümünde geçerlidir`,
      });
    }
  try {
    return await readPlan(dir, plan, facts.market);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // What is wrong in a plan's own file is told in English.
    throw leverFault(line, ["plan"], {
      en: error.message,
      tr: `plan: "${plan}" bu pazarda kullanılamıyor (${error.message})`,
    });
  }
}

function pulledBy(
  plan: Plan,
  parts: ReadonlySet<PlanPart>,
  { reach, facts }: Place,
  roads: MarketTravel,
): Pulled {
  const change = planChange(plan, facts, reach.accounts, roads);
  const { membership, lists } = change;
  return {
    ...effectsOf(change, parts, reach, facts),
    membership,
    remarks: remarksOn(change, facts),
    rests: handoverRests(facts.market, lists?.travel ? roads : null),
    cost: { repPeriods: change.moreReps * (reach.to - reach.from) },
  };
}

/** What the reader should know before the plan is played. */
function remarksOn(change: PlanChange, facts: Facts): Note[] {
  const { market } = facts;
  if (isSame(change)) return [pulledNote("pulled.plan_same")];
  const { moved, changesHands, lists, newReps, vacant } = change;
  const count = (mask: Uint8Array) => customersIn(mask, facts);
  const repName = (id: string | null) => market.reps.find(rep => rep.id === id)?.name ?? id ?? "";
  return [
    pulledNote("pulled.plan_moves", { accounts: count(moved), reps: count(changesHands) }),
    ...newReps.map(({ rep, calls }) =>
      pulledNote(`pulled.plan_new_rep_${market.period}`, { rep: repName(rep), calls: Math.round(calls) }),
    ),
    ...vacant.map(territory => pulledNote("pulled.plan_vacant", { territory })),
    ...(lists === null ? [pulledNote("pulled.plan_no_contacts")] : []),
    ...(lists?.travel === null ? [pulledNote("pulled.plan_no_travel")] : []),
  ];
}
