import { TABLES } from "../../data/config/schema.ts";
import { englishWordsIn } from "../englishWords.ts";

/** Names of tables and columns, which are English in every language. */
const NAMES = new Set(
  Object.entries(TABLES).flatMap(([table, { columns }]) => [table, ...Object.keys(columns)]),
);

/**
 * English words that a text of the command line was left with, each once. Paths, names of files, keys, options and what
 * stands between backticks are no words.
 * @param names texts that are data
 */
export function englishIn(text: string, names: readonly string[] = []): string[] {
  const words = names.reduce((left, name) => left.replaceAll(name, " "), text.replaceAll(/`[^`]*`/g, " "));
  const plain = words.split(/[\s:;,"()[\]{}]+/).filter(word => !/[._/$=-]\S/.test(word) && !NAMES.has(word));
  return [...new Set(englishWordsIn(plain.join(" ")))];
}
