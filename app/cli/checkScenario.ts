import { inLanguage } from "../../core/figures.ts";
import { compileScenario } from "../../scenarios/compile/compile.ts";
import { readScenario } from "../../scenarios/file/read.ts";
import type { Effects } from "../effects/effects.ts";
import { loadBuilt } from "../run/marketScenarios.ts";
import { count } from "../words/format.ts";
import { printJson } from "./print.ts";

/**
 * `penumbra check DIR --scenario NAME`: what a scenario would do in a built market, without running it.
 * @throws InputError where it is faulty, names what the market does not have or reaches nothing
 */
export async function checkScenario(
  dir: string,
  name: string,
  json: boolean,
  effects: Effects,
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
  if (json) return printJson(effects, report);
  const levers = `${count(report.levers)} lever${report.levers === 1 ? "" : "s"}`;
  effects.stdout.write(
    `${inLanguage(scenario.name, "en")} can be run: ${levers} over ${horizon} ${twin.header.period}s\n${remarks.map(line => `  ${line}\n`).join("")}`,
  );
}

/** Says before a run what its levers do in this market, where that is not what one would think. */
export function tellBefore(
  json: boolean | undefined,
  { stderr }: Effects,
): (remarks: readonly string[]) => void {
  return remarks => {
    if (!json) for (const remark of remarks) stderr.write(`${remark}\n`);
  };
}
