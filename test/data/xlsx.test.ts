import { readFile } from "node:fs/promises";
import { afterAll, describe, expect, test } from "vitest";
import { ACCOUNTS, HEAD, ingested, marketFolder, messageOf, removeFolders } from "./folder.ts";
import { type TestCell, type TestSheet, xlsxFile } from "./xlsxFile.ts";

afterAll(removeFolders);

const HEADER = ["date", "account_id", "brand", "amount"];
const day = (d: number) => new Date(Date.UTC(2020, 11, 21 + d));

/** Two whole weeks; amounts 1.25, 2.25, … */
function rows(cells: (d: number) => TestCell[] = plain): TestCell[][] {
  return Array.from({ length: 14 }, (_, d) => cells(d));
}

function plain(d: number): TestCell[] {
  return [day(d), d % 2 ? "A1" : "A2", d % 3 ? "Biz" : "Çınar & İğde", d + 1.25];
}

async function read(sheets: readonly TestSheet[], extra = "", head = HEAD) {
  const yaml = `${head}sources:\n  accounts: {file: accounts.csv}\n  sales: {file: satış.xlsx${extra}}\n`;
  const dir = await marketFolder({ "market.yaml": yaml, "satış.xlsx": xlsxFile(sheets) });
  return { dir, work: ingested(dir) };
}

const TOTAL = Array.from({ length: 14 }, (_, d) => 125 + 100 * d).reduce((a, b) => a + b, 0);

async function totalOf(sheets: readonly TestSheet[], extra = "") {
  const { market, report } = await (await read(sheets, extra)).work;
  return { total: market.sales.amount.reduce((a, b) => a + b, 0), report, market };
}

describe("a sheet of Excel is read like a text file", () => {
  test("dates by their format, numbers, letters", async () => {
    const { total, report, market } = await totalOf([{ name: "Satış", rows: [HEADER, ...rows()] }]);
    expect(total).toBe(TOTAL);
    expect(report.rows.sales).toMatchObject({ read: 14, kept: 14, rejected: 0 });
    expect(market.brands).toEqual(["Biz", "Çınar & İğde"]);
  });

  test("days as bare numbers, said in the report", async () => {
    const serial = rows(d => [44_186 + d, ...plain(d).slice(1)]);
    const { total, report } = await totalOf([{ name: "Satış", rows: [HEADER, ...serial] }]);
    expect(total).toBe(TOTAL);
    expect(report.guesses).toContainEqual({
      table: "sales",
      file: "satış.xlsx [Satış]",
      column: "date",
      what: "date_format",
      value: "days of Excel",
      evidence: '14 values such as "44186"',
    });
  });

  test("numbers beside texts with decimal commas keep their value to the minor unit", async () => {
    const mixed = rows(d => [...plain(d).slice(0, 3), d % 2 ? 1000.125 * 8 + d : `${d + 1},50 TL`]);
    const { total } = await totalOf([{ name: "Satış", rows: [HEADER, ...mixed] }]);
    const expected = Array.from({ length: 14 }, (_, d) => (d % 2 ? 800_100 + 100 * d : 150 + 100 * d));
    expect(total).toBe(expected.reduce((a, b) => a + b, 0));
  });

  test("a number such as 1.234 keeps its decimals beside texts with decimal commas", async () => {
    const mixed = rows(d => [...plain(d).slice(0, 3), d % 2 ? 1.234 : "1,50"]);
    const { total } = await totalOf([{ name: "Satış", rows: [HEADER, ...mixed] }]);
    // Thousandths: the finest decimals of the source.
    expect(total).toBe(7 * 1234 + 7 * 1500);
  });

  test("a title above the header, empty rows and columns without a name", async () => {
    const titled: TestCell[][] = [["2020 SATIŞ RAPORU"], [], [...HEADER, null, "not"], ...rows()];
    const { total, report } = await totalOf([{ name: "Satış", rows: titled, merged: ["A1:D1"] }]);
    expect(total).toBe(TOTAL);
    expect(report.guesses.find(g => g.what === "header")?.value).toBe("3");
  });

  test("the only sheet with anything in it, or the one that is named", async () => {
    const sheet = { name: "Satış", rows: [HEADER, ...rows()] };
    expect((await totalOf([{ name: "Boş", rows: [] }, sheet])).total).toBe(TOTAL);
    const other = { name: "Notlar", rows: [["not"], ["bir"]] };
    expect((await totalOf([other, sheet], ", sheet: satış")).total).toBe(TOTAL);
  });

  test("formulas count by their saved value", async () => {
    const formulas = rows(d => [...plain(d).slice(0, 3), { xml: `><f>1+${d}</f><v>${d + 1.25}</v>` }]);
    expect((await totalOf([{ name: "Satış", rows: [HEADER, ...formulas] }])).total).toBe(TOTAL);
  });
});

test("errors and formulas without a value are rejected with the row that Excel shows", async () => {
  const bad: TestCell[][] = [
    [day(1), "A1", "Biz", { xml: ` t="e"><f>1/0</f><v>#DIV/0!</v>` }],
    [day(1), "A1", "Biz", { xml: "><f>SUM(D2:D3)</f>" }],
    [],
    [day(1), "A1", { xml: ` t="e"><v>#N/A</v>` }, 12],
    [day(1), { xml: "><f>A1&amp;A2</f><v></v>" }, "Biz", 12],
  ];
  const { dir, work } = await read(
    [{ name: "Satış", rows: [HEADER, ...rows(), ...bad] }],
    "",
    `${HEAD}max_rejects: 100%\n`,
  );
  const { report } = await work;
  expect(report.rows.sales).toMatchObject({ read: 18, kept: 14, rejected: 4 });
  const formula = "is a formula without its value; open the file in Excel, save it, or export values";
  const error = "is an error of a spreadsheet; mend its formula, or leave the cell empty";
  const rejects = await readFile(`${dir}/.penumbra/rejects/sales.csv`, "utf8");
  expect(rejects.trim().split("\n").slice(1).sort()).toEqual(
    [
      `satış.xlsx [Satış],16,amount,"#DIV/0!","${error}"`,
      `satış.xlsx [Satış],17,amount,'=SUM(D2:D3),"${formula}"`,
      `satış.xlsx [Satış],19,brand,"#N/A","${error}"`,
      `satış.xlsx [Satış],20,account_id,'=A1&A2,"${formula}"`,
    ].sort(),
  );
});

describe("what cannot be read is told", () => {
  const sheet = { name: "Satış", rows: [HEADER, ...rows()] };
  const cases: [string, readonly TestSheet[], string, string][] = [
    [
      "two sheets with rows",
      [sheet, { name: "Ocak", rows: sheet.rows }],
      "",
      'satış.xlsx has 2 sheets: Satış, Ocak; say which on the source in market.yaml: sheet: "Satış"',
    ],
    [
      "a sheet that is not there",
      [sheet],
      ", sheet: Satis",
      'satış.xlsx has no sheet "Satis", which market.yaml names in sources.sales; did you mean "Satış"?; its sheets: Satış',
    ],
    [
      "a merged header",
      [{ ...sheet, merged: ["C1:D1"] }],
      "",
      "satış.xlsx [Satış] row 1: the header has merged cells (C1:D1); unmerge them and give each column a name of its own",
    ],
    [
      "a header with a name twice",
      [{ name: "Satış", rows: [[...HEADER, "Amount"], ...rows()] }],
      "",
      'satış.xlsx [Satış] row 1: column "Amount" stands twice in the header; rename one of the two',
    ],
    ["nothing at all", [{ name: "Satış", rows: [] }], "", "satış.xlsx has no sheet with anything in it"],
  ];
  for (const [name, sheets, extra, says] of cases) {
    test(name, async () => expect(await messageOf((await read(sheets, extra)).work)).toBe(says));
  }

  test("a workbook that is cut off, and a text file under its name", async () => {
    const whole = xlsxFile([sheet]);
    const yaml = `${HEAD}sources:\n  accounts: {file: accounts.csv}\n  sales: {file: s.xlsx}\n`;
    const said = async (bytes: Uint8Array | string) =>
      messageOf(ingested(await marketFolder({ "market.yaml": yaml, "s.xlsx": bytes })));
    expect(await said(whole.subarray(0, 700))).toMatch(/^s\.xlsx is not readable as Excel: /);
    expect(await said(ACCOUNTS)).toBe(
      "s.xlsx is not readable as Excel: it is no Excel workbook (.xlsx), whatever its name says",
    );
    expect(await said(Buffer.from("d0cf11e0a1b11ae1", "hex"))).toBe(
      "s.xlsx is not text but an old or a password-protected Excel workbook; open it in Excel and save it as .xlsx without a password, or as CSV UTF-8",
    );
  });
});
