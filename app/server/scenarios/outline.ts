import { InputError } from "../../../core/errors.ts";
import type { WrittenText } from "../../../core/figures.ts";
import { nodeAt } from "../../../data/yaml/places.ts";
import { readYaml } from "../../../data/yaml/read.ts";
import { parseScenario } from "../../../scenarios/file/parse.ts";

/** What a list shows of a scenario's text. */
export interface ScenarioOutline {
  /** As the text gives it, whatever else is wrong; null where it gives none. */
  readonly name: WrittenText | null;
  readonly question: WrittenText | null;
  readonly notes: WrittenText | null;
  /** What is wrong with the scenario; null: nothing. */
  readonly problem: string | null;
}

/**
 * The outline of a scenario's text, sound or not.
 * @param file its name in messages
 * @throws InputError when it is no YAML, or too much of it.
 */
export function outlineOf(text: string, file: string): ScenarioOutline {
  try {
    const { name, question, notes } = parseScenario(text, file);
    return { name, question, notes, problem: null };
  } catch (error) {
    if (!(error instanceof InputError) || error.code !== "scenario_invalid") throw error;
    return { name: titleOf(text, file), question: null, notes: null, problem: error.message };
  }
}

/** The name of a faulty scenario: a text, or the first of its languages. */
function titleOf(text: string, file: string): string | null {
  const yaml = readYaml(text, file, "scenario_syntax");
  const title = nodeAt(yaml, ["name"]);
  const word = title?.kind === "map" ? title.entries[0]?.value : title;
  return word?.kind === "scalar" && word.source !== "" ? word.source : null;
}
