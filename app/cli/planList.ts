import { readConfig } from "../../data/config/config.ts";
import { listPlans } from "../../territory/plan/places.ts";
import { table } from "../words/format.ts";
import { printJson } from "./print.ts";
import type { Session } from "./session.ts";

/** `penumbra plan DIR list`. */
export async function planList(
  dir: string,
  options: { readonly json?: boolean },
  session: Session,
): Promise<void> {
  // A path that is no market folder is told as such, not as one without plans.
  const { plans: activated } = await readConfig(dir);
  const plans = (await listPlans(dir)).map(named => {
    const days = activated.filter(({ plan }) => named.source === "saved" && plan === named.plan);
    return { ...named, from: days.map(({ from }) => from).sort() };
  });
  if (options.json) return printJson(session, { plans });
  const { words: all, day } = session.voice;
  const { plan: words } = all;
  if (plans.length === 0) session.stdout.write(`${words.none}\n`);
  else
    session.stdout.write(
      table([
        [words.plan, words.kind, words.version, words.written, words.inForceFrom],
        ...plans.map(p => [
          p.plan,
          words.source[p.source],
          p.version,
          day(p.written.slice(0, 10)),
          p.from.map(day).join(", ") || "–",
        ]),
      ]),
    );
}
