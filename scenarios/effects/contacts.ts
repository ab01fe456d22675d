import { i32 } from "../../core/columns.ts";
import type { InLanguages } from "../../core/figures.ts";
import type { Note } from "../../core/note.ts";
import type { Facts } from "../parameters/facts.ts";
import { contactNote } from "./notes.ts";

/** What to tell of a lever where the twin knows no contacts, so that it changes nothing. @returns null where it knows some */
export function contactsKnown({ twin }: Facts, lever: InLanguages): Note | null {
  return twin.header.scalars.reps > 0 ? null : contactNote("contacts.none_known", { lever });
}

/** Number of reps who contact any of the accounts (in kernel order, 1 = asked for). */
export function repsOf(accounts: Uint8Array, { twin }: Facts): number {
  const start = i32(twin.columns, "repStart");
  const account = i32(twin.columns, "repAccount");
  let reps = 0;
  for (let r = 0; r + 1 < start.length; r++) {
    const own = account.subarray(start[r]!, start[r + 1]!);
    if (own.some(i => accounts[i] === 1)) reps++;
  }
  return reps;
}
