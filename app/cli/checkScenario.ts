import type { Note } from "../../core/note.ts";
import { compileScenario } from "../../scenarios/compile/compile.ts";
import { readScenario } from "../../scenarios/file/read.ts";
import { loadBuilt } from "../run/marketScenarios.ts";
import { printJson } from "./print.ts";
import type { Session } from "./session.ts";
import type { Voice } from "./words/voice.ts";

/**
 * `penumbra check DIR --scenario NAME`: what a scenario would do in a built market, without running it.
 * @throws InputError where it is faulty, names what the market does not have or reaches nothing
 */
export async function checkScenario(
  dir: string,
  name: string,
  json: boolean,
  session: Session,
): Promise<void> {
  const { market, twin } = await loadBuilt(dir);
  const { scenario, horizon, remarks, sources } = await compileScenario(
    await readScenario(name, { dir }),
    market,
    twin,
    { dir },
  );
  const report = {
    ok: true,
    id: scenario.id,
    name: scenario.name,
    levers: scenario.levers.length,
    horizon,
    remarks,
    sources,
  };
  if (json) return printJson(session, report);
  const { words, count, tell, written } = session.voice;
  const periods = words.periods[twin.header.period](count(horizon));
  session.stdout.write(`${words.check.scenario(written(scenario.name), report.levers, periods)}\n`);
  for (const remark of remarks) session.stdout.write(`  ${tell(remark)}\n`);
}

/** Says before a run what its levers do in this market, where that is not what one would think. */
export function tellBefore(
  json: boolean | undefined,
  { stderr, voice }: Session,
): (remarks: readonly Note[]) => void {
  return remarks => {
    if (!json) for (const remark of remarks) stderr.write(`${voice.tell(remark)}\n`);
  };
}

/** What a reader should know of a course's levers, one a line under a heading. */
export function describeRemarks(remarks: readonly Note[], { words, tell }: Voice): string {
  if (remarks.length === 0) return "";
  return `\n${words.worthKnowing}\n${remarks.map(remark => `  ${tell(remark)}\n`).join("")}`;
}
