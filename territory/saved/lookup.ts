import { foldWord } from "../../data/config/vocabulary.ts";

/** Finds what a text means among things with ids and names: by id as it is written, else by either, folded. */
export interface Lookup {
  /** Ids: one, none, or several of the same name. */
  find(text: string): readonly string[];
  /** What people may write. */
  readonly texts: readonly string[];
}

export function lookupOf(things: Iterable<{ readonly id: string; readonly name: string | null }>): Lookup {
  const ids = new Set<string>();
  const folded = new Map<string, Set<string>>();
  const names: string[] = [];
  for (const { id, name } of things) {
    ids.add(id);
    if (name !== null) names.push(name);
    for (const text of [id, name])
      if (text !== null) folded.set(foldWord(text), (folded.get(foldWord(text)) ?? new Set()).add(id));
  }
  return {
    find: text => (ids.has(text) ? [text] : [...(folded.get(foldWord(text)) ?? [])]),
    texts: [...ids, ...names],
  };
}
