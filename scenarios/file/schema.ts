import { z } from "zod";
import { LEVERS } from "../levers/levers.ts";

function text(what: string, longest: number) {
  return z
    .string({ error: `expected ${what}` })
    .min(1, { error: `expected ${what}` })
    .max(longest, { error: `expected at most ${longest} letters` });
}

/** A text as its writer speaks, or one for each language. */
function told(what: string, longest: number) {
  const one = text(what, longest);
  return z.union([one, z.strictObject({ en: one, tr: one })], { error: `expected ${what}` });
}

/** What a scenario file holds beside its levers, which are checked one by one by their own schemas. */
const SCENARIO_KEYS = {
  name: told("a name such as More visits in the east", 200).describe("what the scenario is called"),
  question: told("the question that the scenario answers", 2000)
    .optional()
    .describe("the question that the scenario answers"),
  notes: told("text", 20_000).optional().describe("anything a reader should know"),
  extends: text("the name or the file of another scenario", 1000)
    .optional()
    .describe("another scenario's name or file: its levers come first"),
  horizon: z
    .int({ error: "expected a whole number of periods from 1 to 520" })
    .min(1, { error: "expected a whole number of periods from 1 to 520" })
    .max(520, { error: "expected a whole number of periods from 1 to 520" })
    .optional()
    .describe("periods ahead; default: a year"),
} as const;

/** The file without its levers' content. */
export const scenarioFrame = z.strictObject({
  ...SCENARIO_KEYS,
  levers: z
    .array(z.unknown(), { error: "expected a list of levers; [] is today's course" })
    .optional()
    .describe("what changes; [] is today's course"),
});

/** JSON Schema of a scenario file, for editors. */
export function scenarioJsonSchema(): Record<string, unknown> {
  const [first, ...others] = LEVERS.map(lever => lever.schema as unknown as z.ZodObject);
  const levers = z.array(z.discriminatedUnion("lever", [first!, ...others])).optional();
  const file = z.strictObject({
    ...SCENARIO_KEYS,
    levers: levers.describe("what changes; [] is today's course"),
  });
  return { title: "Penumbra scenario", ...z.toJSONSchema(file, { io: "input", target: "draft-7" }) };
}
