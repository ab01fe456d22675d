import { z } from "zod";
import type { Figure, Note } from "../../core/note.ts";
import { textInLanguages } from "./languages.ts";

/** A figure of a note, as `core/note` has it. */
const figure: z.ZodType<Figure> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(["count", "number", "factor", "share", "percent", "change", "clock"]),
    value: z.number(),
  }),
  z.object({ kind: z.literal("money"), value: z.object({ amount: z.number(), currency: z.string() }) }),
  z.object({ kind: z.enum(["name"]), value: z.string() }),
  z.object({ kind: z.enum(["day"]), value: z.string() }),
  z.object({ kind: z.literal("words"), value: textInLanguages }),
  z.object({
    kind: z.literal("list"),
    get value() {
      return z.array(figure);
    },
  }),
  z.object({
    kind: z.literal("note"),
    get value() {
      return note;
    },
  }),
]);

/** Something that the program says: `app/words` has the sentence of each key in every language. */
export const note: z.ZodType<Note> = z
  .object({ key: z.string(), figures: z.record(z.string(), figure) })
  .describe("a sentence: its key, and its figures with their kinds");
