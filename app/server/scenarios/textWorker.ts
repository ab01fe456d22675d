import { InputError } from "../../../core/errors.ts";
import { readScenario, readScenarioText, type ScenarioPlaces } from "../../../scenarios/file/read.ts";
import { editorFaults, type SentFault } from "./faults.ts";
import { outlineOf } from "./outline.ts";

/** A scenario by its name, or the text of a draft. */
export type ScenarioReference =
  | { readonly scenario: string }
  | { readonly text: string; readonly id: string };

/** What the thread does with texts of others. */
const TEXT_WORK = {
  outline: outlineOf,
  read: (reference: ScenarioReference, places: ScenarioPlaces) =>
    "scenario" in reference
      ? readScenario(reference.scenario, places)
      : readScenarioText(reference.text, reference.id, places),
  faults: editorFaults,
};

export type TextWork = typeof TEXT_WORK;
export type TextTask = {
  [Name in keyof TextWork]: readonly [Name, ...Parameters<TextWork[Name]>];
}[keyof TextWork];
export type TextAnswer = { readonly done: unknown } | { readonly fault: SentFault };

/** Does one task; what is wrong with a text is an answer too. */
export default async function work([name, ...given]: TextTask): Promise<TextAnswer> {
  try {
    const run = TEXT_WORK[name] as (...given: unknown[]) => unknown;
    return { done: await run(...given) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { code, message, details } = error;
    return { fault: { code, message, details } };
  }
}
