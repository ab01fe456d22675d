import { z } from "zod";
import type { Language } from "../../core/figures.ts";
import type { Lever } from "../levers/lever.ts";
import { LEVERS } from "../levers/levers.ts";
import { described, toldIn } from "../parameters/described.ts";

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

const PERIODS = { error: "expected a whole number of periods from 1 to 520" };
const WHAT_CHANGES = {
  about: { en: "What changes. [] is today's course.", tr: "Neyin değiştiği. [] bugünkü gidiştir." },
};

/** What a scenario file holds beside its levers, which are checked one by one by their own schemas. */
const SCENARIO_KEYS = {
  name: described(told("a name such as More visits in the east", 200), {
    about: { en: "What the scenario is called.", tr: "Senaryonun adı." },
  }),
  question: described(told("the question that the scenario answers", 2000), {
    about: { en: "The question that it answers.", tr: "Yanıtladığı soru." },
  }).optional(),
  notes: described(told("text", 20_000), {
    about: { en: "Anything that a reader should know.", tr: "Okuyanın bilmesi gerekenler." },
  }).optional(),
  extends: described(text("the name or the file of another scenario", 1000), {
    about: {
      en: "Another scenario's name or file: its levers come first.",
      tr: "Başka bir senaryonun adı ya da dosyası: önce onun kaldıraçları gelir.",
    },
    names: "scenarios",
  }).optional(),
  horizon: described(z.int(PERIODS).min(1, PERIODS).max(520, PERIODS), {
    about: { en: "Periods ahead; without it a year.", tr: "Kaç dönem ileri; yoksa bir yıl." },
  }).optional(),
} as const;

/** The file without its levers' content. */
export const scenarioFrame = z.strictObject({
  ...SCENARIO_KEYS,
  levers: z.array(z.unknown(), { error: "expected a list of levers; [] is today's course" }).optional(),
});

/**
 * JSON Schema of a scenario file, for editors: what each part is, in a language, with values to start from and, under
 * `x-names`, the names that it takes.
 */
export function scenarioJsonSchema(
  language: Language = "en",
  known: readonly Lever[] = LEVERS,
): Record<string, unknown> {
  const [first, ...others] = known.map(lever => lever.schema as unknown as z.ZodObject);
  const levers = z.array(z.discriminatedUnion("lever", [first!, ...others]));
  const file = z.strictObject({ ...SCENARIO_KEYS, levers: described(levers, WHAT_CHANGES).optional() });
  const options = { io: "input", target: "draft-7", override: toldIn(language) } as const;
  return { title: "Penumbra scenario", ...z.toJSONSchema(file, options) };
}
