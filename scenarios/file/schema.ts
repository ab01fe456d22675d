import { z } from "zod";
import type { InLanguages, Language } from "../../core/figures.ts";
import type { Lever } from "../levers/lever.ts";
import { LEVERS } from "../levers/levers.ts";
import { described, toldIn } from "../parameters/described.ts";
import { expected } from "../parameters/expected.ts";

function text(what: InLanguages, longest: number) {
  const letters = { en: `at most ${longest} letters`, tr: `en çok ${longest} harf` };
  return z.string(expected(what)).min(1, expected(what)).max(longest, expected(letters));
}

/** A text as its writer speaks, or one for each language. */
function told(what: InLanguages, longest: number) {
  const one = text(what, longest);
  return z.union([one, z.strictObject({ en: one, tr: one })], expected(what));
}

const PERIODS = expected({
  en: "a whole number of periods from 1 to 520",
  tr: "1 ile 520 arasında bir tam sayı (dönem)",
});
const WHAT_CHANGES = {
  about: { en: "What changes. [] is today's course.", tr: "Neyin değiştiği. [] bugünkü gidiştir." },
};

/** What a scenario file holds beside its levers, which are checked one by one by their own schemas. */
const SCENARIO_KEYS = {
  name: described(
    told({ en: "a name such as More visits in the east", tr: "Doğuda daha çok ziyaret gibi bir ad" }, 200),
    {
      about: { en: "What the scenario is called.", tr: "Senaryonun adı." },
    },
  ),
  question: described(
    told({ en: "the question that the scenario answers", tr: "senaryonun yanıtladığı soru" }, 2000),
    {
      about: { en: "The question that it answers.", tr: "Yanıtladığı soru." },
    },
  ).optional(),
  notes: described(told({ en: "text", tr: "metin" }, 20_000), {
    about: { en: "Anything that a reader should know.", tr: "Okuyanın bilmesi gerekenler." },
  }).optional(),
  extends: described(
    text(
      { en: "the name or the file of another scenario", tr: "başka bir senaryonun adı ya da dosyası" },
      1000,
    ),
    {
      about: {
        en: "Another scenario's name or file: its levers come first.",
        tr: "Başka bir senaryonun adı ya da dosyası: önce onun kaldıraçları gelir.",
      },
      names: "scenarios",
    },
  ).optional(),
  horizon: described(z.int(PERIODS).min(1, PERIODS).max(520, PERIODS), {
    about: { en: "Periods ahead; without it a year.", tr: "Kaç dönem ileri; yoksa bir yıl." },
  }).optional(),
} as const;

/** What `levers` has to be. */
export const LEVER_LIST: InLanguages = {
  en: "a list of levers; [] is today's course",
  tr: "kaldıraçların listesi; [] bugünkü gidiştir",
};

/** The file without its levers' content. */
export const scenarioFrame = z.strictObject({
  ...SCENARIO_KEYS,
  levers: z.array(z.unknown(), expected(LEVER_LIST)).optional(),
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
