import { describe, expect, it } from "vitest";
import { scenarioJsonSchema } from "../../scenarios/file/schema.ts";
import { placeAt } from "../../viz/screens/scenarios/editor/place.ts";
import { helpOn, quoted, type Schema, suggestAt } from "../../viz/screens/scenarios/editor/suggest.ts";

const vocabulary = {
  schema: scenarioJsonSchema() as Schema,
  names: {
    territories: [
      { id: "T1", name: "Batı" },
      { id: "T2", name: "Doğu" },
    ],
    areas: [{ id: "06", name: "Çankaya" }],
    types: ["kafe", "market"],
    rivals: ["Bozkır", "Hitit: Gold"],
    plans: ["plan-7"],
  },
  scenarios: ["more-visits"],
};

/** The place of `|` in a text. */
const place = (marked: string) => placeAt(marked.replace("|", ""), marked.indexOf("|"));
const labels = (marked: string) =>
  suggestAt(marked.replace("|", ""), marked.indexOf("|"), vocabulary)?.options.map(({ label }) => label) ??
  [];

describe("where a cursor stands in a scenario", () => {
  it.each([
    ["na|", [], "key", "na"],
    ["name: More|", ["name"], "value", "More"],
    ["name: x\n|", [], "key", ""],
    ["levers:\n  - |", ["levers"], "key", ""],
    ["levers:\n- le|", ["levers"], "key", "le"],
    ["levers:\n  - lever: vi|", ["levers", "lever"], "value", "vi"],
    ["levers:\n  - lever: visits\n    |", ["levers"], "key", ""],
    ["levers:\n  - lever: visits\n    where: {terr|", ["levers", "where"], "key", "terr"],
    [
      "levers:\n  - lever: visits\n    where: {territories: [T1, |",
      ["levers", "where", "territories"],
      "value",
      "",
    ],
    ["levers:\n  - {lever: visits, ch|", ["levers"], "key", "ch"],
    ["levers:\n  - {lever: visits, where: {types: ka|", ["levers", "where", "types"], "value", "ka"],
    ["levers: [{lever: visits, where: {types: [a]}, |}]", ["levers"], "key", ""],
    [
      "levers:\n  - lever: visits\n    where:\n      areas:\n        - 0|",
      ["levers", "where", "areas"],
      "value",
      "0",
    ],
    ["levers:\n  - lever: visits\n    where:\n      |", ["levers", "where"], "key", ""],
    ['levers:\n  - {lever: x, where: {types: ["a, b", |', ["levers", "where", "types"], "value", ""],
    ["levers:\n  - lever: visits\nhor|", [], "key", "hor"],
  ] as const)("%j", (marked, path, mode, typed) => {
    expect(place(marked)).toMatchObject({ path, mode, typed });
  });

  it("knows the lever around it, before and after the cursor", () => {
    expect(place("levers:\n  - {lever: price, |}").lever).toBe("price");
    expect(place("levers:\n  - |\n    lever: demand\n  - lever: price").lever).toBe("demand");
    expect(place("levers:\n  - lever: demand\n    |\n  - lever: price").lever).toBe("demand");
    expect(place("levers:\n  - lever: demand\n  - |\n").lever).toBeNull();
    expect(place("name: |").lever).toBeNull();
  });
});

describe("what a scenario's editor suggests", () => {
  it("keys of the file, of a lever by its name, and of a place", () => {
    expect(labels("|")).toEqual(["name", "question", "notes", "extends", "horizon", "levers"]);
    expect(labels("levers:\n  - |")).toEqual(["lever"]);
    expect(labels("levers:\n  - {lever: rival_promotion, |")).toEqual(
      expect.arrayContaining(["brand", "stop", "shift", "change", "where", "from", "to"]),
    );
    expect(labels("levers:\n  - {lever: season, |")).not.toContain("change");
    expect(labels("levers:\n  - {lever: visits, where: {|")).toEqual(
      expect.arrayContaining(["territories", "areas", "cells", "types", "accounts"]),
    );
  });

  it("names of levers and of the market", () => {
    expect(labels("levers:\n  - lever: |")).toEqual(expect.arrayContaining(["visits", "capacity", "season"]));
    expect(labels("levers:\n  - {lever: visits, where: {territories: [T1, |")).toEqual([
      "T1",
      "T2",
      "$largest",
    ]);
    expect(labels("levers:\n  - {lever: visits, where: {types: |")).toEqual(["kafe", "market", "$largest"]);
    expect(labels("levers:\n  - {lever: rival_exit, brand: |")).toEqual([
      "Bozkır",
      "Hitit: Gold",
      "$largest",
    ]);
    expect(labels("extends: |")).toEqual(["more-visits"]);
    expect(labels("question: |")).toEqual([]);
  });

  it("values to start from, and what a part can only be", () => {
    expect(labels("levers:\n  - {lever: demand, change: |")).toContain("5%..10%");
    expect(labels("levers:\n  - {lever: discovery, calls: |")).toEqual(["10%", "5%..15%"]);
    expect(labels("levers:\n  - {lever: rival_promotion, stop: |")).toEqual(["true"]);
    expect(labels("levers:\n  - {lever: territories, plan: |")).toEqual(["plan-7"]);
    expect(labels("levers:\n  - {change: |")).toContain("5%..10%");
  });

  it("says what keys and levers are, in the language of the schema", () => {
    const text = "levers:\n  - {lever: season, shift: 2w}";
    const help = (word: string, language: "en" | "tr") => {
      const from = text.indexOf(word);
      const schema = scenarioJsonSchema(language) as Schema;
      return helpOn(text, { from, to: from + word.length }, { ...vocabulary, schema });
    };
    expect(help("season", "en")).toBe("The season comes later or, with a minus, earlier.");
    expect(help("season", "tr")).toBe("Sezon daha geç, eksi ile daha erken gelir.");
    expect(help("shift", "tr")).toMatch(/^Zamanda kaydırma/);
    expect(help("levers", "tr")).toMatch(/^Neyin değiştiği/);
    expect(help("2w", "en")).toBeNull();
  });

  it("says how much of it has been typed", () => {
    const text = "levers:\n  - lever: vis";
    expect(suggestAt(text, text.length, vocabulary)?.typed).toBe(3);
  });

  it("puts names that YAML would read otherwise into quotes", () => {
    expect(["Bozkır", "T1", "$largest", "JOHNSON & SONS (US)"].map(quoted)).toEqual([
      "Bozkır",
      "T1",
      "$largest",
      "JOHNSON & SONS (US)",
    ]);
    expect(["Hitit: Gold", "a, b", "[x]", "- y", "#1", "end "].map(quoted)).toEqual([
      '"Hitit: Gold"',
      '"a, b"',
      '"[x]"',
      '"- y"',
      '"#1"',
      '"end "',
    ]);
  });
});
