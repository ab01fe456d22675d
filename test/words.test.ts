import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli as cliEn } from "../app/cli/words/en.ts";
import { cli as cliTr } from "../app/cli/words/tr.ts";
import { en } from "../app/words/en.ts";
import { tr } from "../app/words/tr.ts";
import { en as pageEn } from "../viz/i18n/en.ts";
import { tr as pageTr } from "../viz/i18n/tr.ts";
import { root } from "./imports.ts";

const rows = readFileSync(join(root, "docs/words.md"), "utf8")
  .split("\n")
  .filter(line => line.startsWith("| ") && !line.startsWith("| ---"))
  .map(line => line.split("|").map(cell => cell.trim()));

/** What `docs/words.md` refuses in so many words: those in code marks of its last column. */
const refused = [...new Set(rows.flatMap(cells => cells[4]!.split("`").filter((_, i) => i % 2 === 1)))];

function refusedIn(text: string): string[] {
  const lower = text.toLocaleLowerCase("tr").replaceAll("ı", "i");
  return refused.filter(word => lower.includes(word.replaceAll("ı", "i")));
}

/** All texts of a tree of words, those that take figures with a letter in their place. */
function textsOf(words: unknown): string[] {
  if (typeof words === "string") return [words];
  if (typeof words === "function") return textsOf(words(...Array.from({ length: words.length }, () => "X")));
  return Object.values(words as object).flatMap(textsOf);
}

function filesOf(folder: string, keep: (name: string) => boolean): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && keep(entry.name))
    .map(entry => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

describe("one word a thing", () => {
  it("refuses words in English and in Turkish", () => {
    expect(refused).toEqual(expect.arrayContaining(["unseen", "slot", "comparison", "görünmeyen"]));
    expect(refusedIn("GÖRÜNMEYEN müşteriler in slots")).toEqual(["slot", "görünmeyen"]);
  });

  it.each(Object.entries({ en, tr, cliEn, cliTr, pageEn, pageTr }))("in the words of %s", (_, words) => {
    const texts = textsOf(words);
    expect(texts.length).toBeGreaterThan(90);
    expect(texts.filter(text => refusedIn(text).length > 0)).toEqual([]);
  });

  it("in the library of scenarios", () => {
    const texts = filesOf("scenarios/library", name => name.endsWith(".yaml"));
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.flatMap(refusedIn)).toEqual([]);
  });

  it("in the schemas of the API and the paths of its endpoints", () => {
    const schemas = filesOf("app/api", name => name.endsWith(".ts"));
    const paths = filesOf("app/server", name => name.endsWith(".ts")).flatMap(
      text => text.match(/"\/api\/[^"]*"/g) ?? [],
    );
    expect(paths.length).toBeGreaterThan(25);
    expect([...schemas, ...paths].flatMap(refusedIn)).toEqual([]);
  });
});
