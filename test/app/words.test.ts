import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { note as noteSchema } from "../../app/api/notes.ts";
import { correctionNotes } from "../../app/results/dark/correction.ts";
import { en } from "../../app/words/en.ts";
import { tell, tellMarked } from "../../app/words/tell.ts";
import { tr } from "../../app/words/tr.ts";
import { type Figure, type Kind, type Kinds, type Note, notes, type Sentence } from "../../core/note.ts";
import { estimateDark } from "../../models/dark/estimate.ts";
import type { KindRecord } from "../../proof/darkRecord.ts";
import { withEvidence } from "../../proof/evidence.ts";
import { plantedMarkets } from "../../proof/planted/plantedMarkets.ts";
import { root } from "../imports.ts";

/** Every room declares its notes in a file of that name. */
const files = ["core", "twin", "data", "models", "territory", "sim", "scenarios", "proof", "app"].flatMap(
  folder =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter(entry => entry.isFile() && entry.name === "notes.ts")
      .map(entry => join(entry.parentPath, entry.name)),
);

/** All notes of all rooms: key → kinds of its figures. */
const declared: Record<string, Kinds[string]> = {};
for (const file of files)
  for (const exported of Object.values(await import(file)))
    if (typeof exported === "function" && "kinds" in exported) Object.assign(declared, exported.kinds);

const FIGURES: Readonly<Record<Kind, Figure>> = {
  change: { kind: "change", value: 0.338 },
  clock: { kind: "clock", value: 9.5 },
  count: { kind: "count", value: 12_345 },
  day: { kind: "day", value: "2021-01-04" },
  factor: { kind: "factor", value: 0.8637 },
  money: { kind: "money", value: { amount: 12_400_000, currency: "TRY" } },
  name: { kind: "name", value: "Çankaya {{areas}} $t(dark.panel) 100%" },
  note: { kind: "note", value: { key: "dark.panel", figures: {} } },
  number: { kind: "number", value: 0.345 },
  percent: { kind: "percent", value: 0.25 },
  share: { kind: "share", value: 0.123 },
  words: { kind: "words", value: { en: "visits", tr: "ziyaretler" } },
};

function sample(key: string): Note {
  const figures = Object.entries(declared[key]!).map(([name, kind]) => [name, FIGURES[kind]]);
  return { key, figures: Object.fromEntries(figures) };
}

const forms = (sentence: Sentence) => (typeof sentence === "string" ? [sentence] : Object.values(sentence));
const named = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!);

describe("words", () => {
  const keys = Object.keys(en) as (keyof typeof en)[];

  it("are there for every note that a room can make, and for no other", () => {
    expect(files.length).toBeGreaterThan(1);
    expect(keys.toSorted()).toEqual(Object.keys(declared).sort());
    expect(Object.keys(tr).sort()).toEqual(keys.toSorted());
  });

  it.each(keys)("%s names its figures and no others, in both languages", key => {
    for (const words of [en, tr])
      for (const text of forms(words[key]))
        expect(Object.keys(declared[key]!)).toEqual(expect.arrayContaining(named(text)));
    const used = [en, tr].flatMap(words => forms(words[key]).flatMap(named));
    expect(new Set(used)).toEqual(new Set(Object.keys(declared[key]!)));
  });

  it.each(keys)("%s can be said in both languages, each in its own words", key => {
    const note = noteSchema.parse(sample(key));
    const [english, turkish] = [tell(note, "en"), tell(note, "tr")];
    for (const text of [english, turkish]) expect(text).not.toMatch(/undefined|\[object|\u2068|\u2069/);
    if (/[a-z]{3}/.test(forms(en[key])[0]!.replace(/\{\{\w+\}\}/g, ""))) expect(turkish).not.toBe(english);
  });

  it("in Turkish hang no suffix on a figure or a name", () => {
    const hanging = keys.filter(key => forms(tr[key]).some(text => /\}\}['’]?\p{L}/u.test(text)));
    expect(hanging).toEqual([]);
  });

  it("hold names as the input has them, whatever stands in them, and mark them for a page", () => {
    const name = "Çankaya {{areas}} $t(dark.panel) 100%";
    const areas = { kind: "name", value: name } as const;
    const note = { key: "dark.areas_without_work", figures: { silent: FIGURES.count, areas } };
    expect(tell(note, "en")).toBe(`12,345 of ${name} areas look as if nobody had worked them`);
    expect(tellMarked(note, "tr")).toContain(`\u2068${name}\u2069`);
  });

  it("are refused for a key that has none", () => {
    expect(() => tell({ key: "dark.nothing", figures: {} }, "tr")).toThrow(/dark\.nothing/);
  });
});

describe("notes", () => {
  it("carry their figures with their kinds; several of a kind are a list", () => {
    const make = notes({ "x.y": { off: "change", by: "name" }, "x.z": {} });
    expect(make("x.y", { off: [0.1, 0.2], by: "A" })).toEqual({
      key: "x.y",
      figures: {
        off: {
          kind: "list",
          value: [
            { kind: "change", value: 0.1 },
            { kind: "change", value: 0.2 },
          ],
        },
        by: { kind: "name", value: "A" },
      },
    });
    expect(make("x.z")).toEqual({ key: "x.z", figures: {} });
  });
});

describe("what the estimate of the dark side says", () => {
  const { market } = plantedMarkets()[0]!.make(11);
  const said = (["panel", "list", "panel+list", "none"] as const).flatMap(
    situation => estimateDark(withEvidence(market, situation), { seed: 1, draws: 4, effort: 0.02 }).notes,
  );

  it("has the same figures in both languages, each with its own marks", () => {
    expect(new Set(said.map(({ key }) => key)).size).toBeGreaterThan(5);
    const lists = said.find(({ key }) => key === "dark.lists")!;
    const digits = (text: string) => text.match(/[0-9]+/g)!.sort();
    expect(digits(tell(lists, "tr"))).toEqual(digits(tell(lists, "en")));
    expect(tell(lists, "tr")).toMatch(/%[0-9]+,[0-9]/);
  });

  it("tells what the track record did to it", () => {
    const summary = { mean: 1, p05: 1, p50: 1, p95: 1 };
    const correction = { factor: 0.8637, sd: 0.15, as_estimated: summary };
    const kinds = [0.338, 0.306, null].map(
      error => ({ accounts_error: error, amount_error: -0.2 }) as KindRecord,
    );
    const record = { situation: "list", hide: 0.3, kinds } as const;
    const [accounts, sales] = correctionNotes({ accounts: correction, amount: correction }, record);
    expect(tell(accounts!, "en")).toContain("off by +33.8%, +30.6%: it is shown times 0.86");
    expect(tell(accounts!, "tr")).toContain("+%33,8, +%30,6 saptı: sayı 0,86 ile çarpılarak");
    expect(tell(sales!, "tr")).toContain("−%20,0 saptı");
    expect(correctionNotes({ accounts: null, amount: null }, record)).toEqual([]);
  });
});
