import { activatePlan } from "../run/activatePlan.ts";
import { printJson } from "./print.ts";
import type { Session } from "./session.ts";

/** `penumbra plan DIR activate NAME --from DATE`. */
export async function planActivate(
  dir: string,
  name: string,
  options: { readonly from: string; readonly json?: boolean },
  session: Session,
): Promise<void> {
  const activated = await activatePlan(dir, name, options.from);
  if (options.json) return printJson(session, activated);
  const { words, day } = session.voice;
  const { plan, from, history_to, in_force } = activated;
  session.stdout.write(`${words.plan.activated(plan, day(from))}\n`);
  session.stdout.write(
    `${in_force ? words.plan.buildNow(`penumbra build ${dir}`) : words.plan.buildLater(day(history_to))}\n`,
  );
}
