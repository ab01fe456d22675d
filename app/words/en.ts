import { correction } from "./en/correction.ts";
import { dark } from "./en/dark.ts";

/** All sentences in English. */
export const en = { ...correction, ...dark };
