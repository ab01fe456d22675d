import type { z } from "zod";
import type { InLanguages, Language } from "../../core/figures.ts";

/** Names that a part may take: of the market's territories, areas, types, rivals and plans, or of other scenarios. */
type NameList = "territories" | "areas" | "types" | "rivals" | "plans" | "scenarios";

/** What an editor tells and suggests of a part of a scenario's file. */
export interface Told {
  /** What answers call it. */
  readonly called?: InLanguages;
  readonly about: InLanguages;
  /** Values to start from. */
  readonly startWith?: readonly string[];
  /** The names that it takes. */
  readonly names?: NameList;
}

/** The part, with what an editor tells and suggests of it: {@link toldIn} gives it to JSON Schema. */
export function described<Part extends z.ZodType>(part: Part, told: Told): Part {
  return part.meta({ ...told });
}

/** Puts what parts tell into a JSON Schema's own keywords, in one language; the names stand under `x-names`. */
export function toldIn(language: Language) {
  return ({ jsonSchema }: { readonly jsonSchema: Record<string, unknown> }): void => {
    const { called, about, startWith, names, ...rest } = jsonSchema as Partial<Told>;
    const keywords = {
      ...(called && { title: called[language] }),
      ...(about && { description: about[language] }),
      ...(startWith && { examples: startWith }),
      ...(names && { "x-names": names }),
    };
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
    Object.assign(jsonSchema, keywords, rest);
  };
}
