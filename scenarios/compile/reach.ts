import { f64, i32 } from "../../core/columns.ts";
import type { InLanguages } from "../../core/figures.ts";
import type { Note } from "../../core/note.ts";
import type { AccountEffect } from "../effects/accountEffect.ts";
import type { Pulled } from "../levers/lever.ts";
import type { Facts } from "../parameters/facts.ts";
import { type LeverLine, leverFault } from "../parameters/line.ts";
import { spanOf } from "../parameters/values.ts";
import { reachNote } from "./notes.ts";

/**
 * Whether a lever can change anything, before it runs. What its own words leave without effect, a place where nobody can
 * respond, is an error that says what is there; what this market leaves without effect is a remark.
 * @param title what answers call the lever
 * @returns remarks
 * @throws InputError at `where`
 */
export function checkReach(
  lever: LeverLine,
  { effects, visitPlan }: Pulled,
  facts: Facts,
  title: InLanguages,
): Note[] {
  if (visitPlan || effects.length === 0) return [];
  if (effects.every(isNothing)) return [reachNote("reach.size_zero", { lever: title })];
  const can = effects.map(effect => RESPONDS[effect.kind]);
  for (const what of new Set(can)) {
    const responds = responding(what, facts);
    const met = effects.filter((_, e) => can[e] === what);
    const touched = met.some(({ accounts }) => accounts.some((one, i) => one === 1 && responds[i] === 1));
    if (touched) continue;
    const others = responds.reduce((sum, one) => sum + one, 0);
    if (others === 0) return [];
    const count = met[0]!.accounts.reduce((sum, one) => sum + one, 0);
    throw leverFault(lever, lever.spec.where ? ["where"] : [], {
      en: `where: expected at least one account that ${WORDS[what].en}, got ${count} that do not; ${others} elsewhere do`,
      tr: `where: beklenen: ${WORDS[what].tr} en az bir müşteri; buradaki ${count} müşteri öyle değil, başka yerlerdeki ${others} müşteri öyle`,
    });
  }
  return [];
}

/** What an account must do for an effect to change anything. */
type Response = "buys" | "visited";

const WORDS: Readonly<Record<Response, InLanguages>> = {
  buys: { en: "buys anything", tr: "bir şey satın alan" },
  visited: { en: "a rep visits", tr: "bir temsilcinin ziyaret ettiği" },
};

const RESPONDS: Readonly<Record<AccountEffect["kind"], Response>> = {
  contacts: "visited",
  capacity: "visited",
  discovery: "visited",
  demand: "buys",
  seasonShift: "buys",
  ownAmount: "buys",
  utility: "buys",
  unavailable: "buys",
};

/** Accounts in kernel order: 1 = responds. */
function responding(what: Response, { twin, marketAccount }: Facts): Uint8Array {
  if (what === "buys") return Uint8Array.from(f64(twin.columns, "rate"), rate => (rate > 0 ? 1 : 0));
  const visited = new Uint8Array(marketAccount.length);
  const start = i32(twin.columns, "repStart");
  const account = i32(twin.columns, "repAccount");
  const calls = f64(twin.columns, "repCalls");
  for (let r = 0; r < twin.header.scalars.reps; r++)
    if (calls[r]! > 0) for (let at = start[r]!; at < start[r + 1]!; at++) visited[account[at]!] = 1;
  return visited;
}

function isNothing({ value, profile }: AccountEffect): boolean {
  const [low, high] = spanOf(value);
  return (low === 0 && high === 0) || (profile?.every(share => share === 0) ?? false);
}
