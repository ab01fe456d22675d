import { readScenarioText, type Scenario } from "../file/read.ts";

/** A plan as a scenario of its own: what `compare` would play of it. */
export function planScenario(dir: string, plan: string): Promise<Scenario> {
  // JSON is YAML: whatever a plan is called stays one text.
  const scenario = {
    name: { en: `Plan ${plan}`, tr: `${plan} planı` },
    levers: [{ lever: "territories", plan }],
  };
  return readScenarioText(`${JSON.stringify(scenario)}\n`, plan, { dir });
}
