import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { COLUMN_NOTES } from "../../data/config/columnNotes.ts";
import { configJsonSchema, parseConfig } from "../../data/config/config.ts";
import { TABLE_NAMES, TABLES } from "../../data/config/schema.ts";
import { HEAD, messageOf, SOURCES } from "./folder.ts";

interface JsonSchema {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: unknown;
}

const published = () => readFile(new URL("../../schema/market.schema.json", import.meta.url), "utf8");

describe("the JSON Schema of market.yaml", () => {
  test("that is published is the one that the checks give (npx tsx scripts/schema.ts)", async () => {
    expect(JSON.parse(await published())).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
  });

  test("names every column of every table, and only accounts, areas and sightings take others", () => {
    const schema = configJsonSchema() as unknown as JsonSchema;
    for (const table of TABLE_NAMES) {
      const columns = schema.definitions[table]!.properties.columns!;
      expect(Object.keys(columns.properties)).toEqual(Object.keys(TABLES[table].columns));
      expect([table, columns.additionalProperties === false]).toEqual([
        table,
        !["accounts", "areas", "sightings"].includes(table),
      ]);
    }
  });

  test("every column has its note, in the order of the table", () => {
    for (const table of TABLE_NAMES)
      expect(Object.keys(COLUMN_NOTES[table])).toEqual(Object.keys(TABLES[table].columns));
  });
});

describe("economics", () => {
  const read = (text: string) => parseConfig(`${HEAD}economics: ${text}\n${SOURCES}`).economics;

  test("are shares and amounts, by known channels", () => {
    expect(read("{margin: 35%, contact_cost: {face_to_face: 40, phone: 5}, rep_week: 900}")).toEqual({
      margin: 0.35,
      contact_cost: { face_to_face: 40, phone: 5 },
      rep_week: 900,
    });
    expect(parseConfig(HEAD + SOURCES).economics).toEqual({});
  });

  test.each([
    ["{marge: 1}", 'market.yaml line 7: unknown key "economics.marge"; did you mean "margin"?'],
    [
      "{contact_cost: {fone: 3}}",
      'market.yaml line 7: unknown key "economics.contact_cost.fone"; did you mean "phone"?',
    ],
    ["{margin: 3}", "market.yaml line 7: economics.margin: expected at most 1; got 3"],
  ])("%s is refused", async (text, message) => {
    expect(await messageOf(Promise.resolve().then(() => read(text)))).toBe(message);
  });
});
