import { InputError } from "../../core/errors.ts";
import type { LeverValue } from "../../sim/spec/levers.ts";
import type { Plan } from "../../territory/plan/plan.ts";
import { readPlan } from "../../territory/plan/read.ts";
import { handOver } from "../effects/handover.ts";
import { ownUnits } from "../effects/ownUnits.ts";
import { type LeverLine, leverFault } from "../parameters/line.ts";
import { plan } from "../parameters/where.ts";
import { lever, type Place, type Pulled } from "./lever.ts";
import { CONTACTS } from "./moves.ts";
import { pulledNote, said } from "./notes.ts";
import { constant, drawn, scalar } from "./rests.ts";

/** Largest loss of a customer's revenue at a change of rep (Schmitz, Friess, Alavi and Habel 2020). */
const HANDOVER_LOSS = 0.176;
/** Weeks after which a new rep has made up for it (assumed). */
const HANDOVER_WEEKS = 26;
const WEEKS_A_MONTH = 4.345;

/** Another plan: accounts go to the reps of their new territories. */
export const territories = lever({
  name: "territories",
  title: { en: "territories", tr: "satış bölgeleri" },
  about: { en: "Another plan of territories.", tr: "Başka bir satış bölgesi planı." },
  example: "plan: plan-7",
  does: "Accounts go to the reps of their new territories. See below.",
  shape: { plan },
  moves: CONTACTS,
  pull: async ({ plan }, place, line) => handedOver(await planOf(plan, place, line), place),
  rests: twin => [
    drawn(
      "prior",
      said({
        en: "a change of rep costs 0 to 17.6% of a customer's revenue (Schmitz et al. 2020)",
        tr: "temsilci değişikliği müşterinin cirosunun %0–17,6’sına mal olur (Schmitz et al. 2020)",
      }),
    ),
    constant(
      "assumption",
      said({
        en: "what a change of rep costs is made up over 26 weeks",
        tr: "temsilci değişikliğinin kaybı 26 haftada kapanır",
      }),
    ),
    ...scalar(twin, "visits"),
  ],
});

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

/**
 * Accounts that change hands lose up to 17.6% of their own occasions at first, drawn evenly from nothing to that, and come
 * back in a straight line over 26 weeks.
 */
function handedOver(plan: Plan, { reach, facts }: Place): Pulled {
  const { moved, changesHands, visitPlan, membership, silent } = handOver(plan, facts, reach.accounts);
  const periods = facts.market.period === "week" ? HANDOVER_WEEKS : HANDOVER_WEEKS / WEEKS_A_MONTH;
  const length = Math.ceil(Math.min(reach.to - reach.from, periods));
  const fading = { ...reach, to: reach.from + length, accounts: changesHands };
  const profile = Float64Array.from({ length }, (_, t) => Math.max(0, 1 - t / periods));
  const loss: LeverValue = { law: "range", low: 0, high: HANDOVER_LOSS };
  const count = (mask: Uint8Array) => mask.reduce((a, b) => a + b, 0);
  const [n, hands] = [count(moved), count(changesHands)];
  const remarks = [
    n + hands === 0
      ? pulledNote("pulled.plan_same")
      : pulledNote("pulled.plan_moves", { accounts: n, reps: hands }),
    ...silent.map(territory => pulledNote("pulled.plan_unknown_rep", { territory })),
  ];
  return {
    effects: ownUnits(loss, v => 1 - v, fading, facts).map(e => ({ ...e, profile })),
    visitPlan: n + hands > 0 ? visitPlan : null,
    membership,
    remarks,
  };
}
