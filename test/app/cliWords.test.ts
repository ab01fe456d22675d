import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { cli as english } from "../../app/cli/words/en.ts";
import { cli as turkish } from "../../app/cli/words/tr.ts";
import { errorsTr } from "../../app/words/tr/errors.ts";
import { englishIn } from "./englishIn.ts";

/** All texts of a tree of words, those with figures in them told with a letter in their place. */
function texts(words: unknown): string[] {
  if (typeof words === "string") return [words];
  if (typeof words === "function") return [words(...Array.from({ length: words.length }, () => "X"))];
  return Object.values(words as object).flatMap(texts);
}

describe("the words of the command line", () => {
  it("are found English where they are English", () => {
    const found = texts(english).filter(text => englishIn(text).length > 0);
    expect(found.length).toBeGreaterThan(100);
  });

  it("hold no English in Turkish", () => {
    const left = [...texts(turkish), ...texts(errorsTr)].filter(
      text => englishIn(text, ["Iowa Liquor Sales"]).length > 0,
    );
    expect(left).toEqual([]);
  });

  it("hang no Turkish suffix on what stands between them", async () => {
    const source = await readFile(new URL("../../app/cli/words/tr.ts", import.meta.url), "utf8");
    expect(source.match(/\$\{[^}]*\}['’]?\p{L}+/gu)).toBeNull();
  });
});
