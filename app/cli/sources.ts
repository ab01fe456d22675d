import { QUANTITIES, quantityNote } from "../../twin/notes.ts";
import type { Sources } from "../../twin/source.ts";
import { list } from "../words/format.ts";
import type { Voice } from "./words/voice.ts";

/** What each learned quantity rests on, one a line. */
export function describeSources(sources: Sources, { words, tell }: Voice): string {
  const rows = QUANTITIES.flatMap((quantity): [string, string][] => {
    const source = sources[quantity];
    return source
      ? [[tell(quantityNote(`quantity.${quantity}`)), `${words.from[source.from]}: ${tell(source.note)}`]]
      : [];
  });
  return rows.length > 0 ? list(rows) : "";
}
