import { notes } from "../../core/note.ts";

/** Whom a lever reaches. */
export const reachNote = notes({ "reach.size_zero": { lever: "words" } });
