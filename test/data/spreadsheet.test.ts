import fc from "fast-check";
import { expect, it } from "vitest";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { neutralised, neutralisedSql } from "../../data/tables/spreadsheet.ts";

/** As somebody might name a customer, and as it is written. */
const NAMES: readonly (readonly [string, string])[] = [
  ["=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"],
  ["+1+1", "'+1+1"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["＝1+1", "'＝1+1"],
  ["  =1+1", "'  =1+1"],
  ["\u00a0\u3000=1", "'\u00a0\u3000=1"],
  ["\t=1", "'\t'=1"],
  ["\rA", "'\rA"],
  ["A;=1", "A;'=1"],
  ['A","=1', 'A",\'"=1'],
  ["A\n=1", "A\n'=1"],
  ["Şok Market", "Şok Market"],
  ["A-101", "A-101"],
  ["a=b", "a=b"],
  ["", ""],
];

it("what a spreadsheet would run gets an apostrophe, wherever a cell may begin, and nothing else does", () => {
  for (const [name, written] of NAMES) expect(neutralised(name)).toBe(written);
});

it("no cell begins with a formula, whichever sign parts cells", () => {
  const text = fc.string({
    unit: fc.constantFrom("=", "+", "-", "@", "＝", " ", "\t", "\r", "\n", ";", ",", '"', "a"),
  });
  fc.assert(
    fc.property(text, name => {
      for (const cell of neutralised(name).split(/[,;\t\r\n]/)) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝]/);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

it("DuckDB writes it the same", async () => {
  const db = await openDatabase(":memory:");
  try {
    const text = fc.array(
      fc.string({ unit: fc.constantFrom("=", "-", "＋", " ", "\u3000", "\t", "\r", "\n", ";", '"', "ş") }),
      {
        minLength: 200,
        maxLength: 200,
      },
    );
    const [names] = fc.sample(text, { numRuns: 1, seed: 2 });
    for (const name of [...names!, ...NAMES.map(([n]) => n)]) {
      const rows = await db.query<{ v: string }>(
        `SELECT ${neutralisedSql("n")} AS v FROM (SELECT $n::VARCHAR AS n)`,
        { n: name },
      );
      expect(rows[0]!.v).toBe(neutralised(name));
    }
  } finally {
    db.close();
  }
});
