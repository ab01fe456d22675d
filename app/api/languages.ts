import { z } from "zod";

/** A text in every language, see `core/figures`. */
export const textInLanguages = z.object({ en: z.string(), tr: z.string() });

/** A text as its writer speaks, or one in every language. */
export const writtenText = z.union([z.string(), textInLanguages]);
