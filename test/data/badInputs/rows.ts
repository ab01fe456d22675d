import { account, type BadInput, row, SALES, sheet, tooMany, YAML } from "./kit.ts";

/** Bad rows among good ones: one is more than 1% of these small tables. */
export const ROWS: readonly BadInput[] = [
  {
    name: "a letter in a number",
    ...row('2020-12-21,A1,Biz,"12,5o"', 'amount "12,5o" is not a number; expected e.g. 12.50 or 12,50'),
  },
  {
    name: "two numbers in one cell",
    ...row("2020-12-21,A1,Biz,12 34", 'amount "12 34" is not a number; expected e.g. 12.50 or 12,50'),
  },
  {
    name: "money of another currency",
    ...row(
      "2020-12-21,A1,Biz,$12.50",
      'amount "$12.50" is in another currency; amounts of this market are in TRY',
    ),
  },
  {
    name: "an amount beyond all measure",
    ...row("2020-12-21,A1,Biz,99999999999999.00", 'amount "99999999999999.00" is too large for an amount'),
  },
  { name: "a missing amount", ...row("2020-12-21,A1,Biz,", "amount is missing") },
  {
    name: "an error of a spreadsheet",
    ...row(
      "2020-12-21,A1,Biz,#SAYI/0!",
      'amount "#SAYI/0!" is an error of a spreadsheet; mend its formula, or leave the cell empty',
    ),
  },
  {
    name: "a formula in a text file",
    ...row(
      "2020-12-21,A1,Biz,=SUM(D2:D9)",
      'amount "=SUM(D2:D9)" is a formula without its value; open the file in Excel, save it, or export values',
    ),
  },
  {
    name: "an error in a cell of Excel",
    files: sheet(` t="e"><f>1/0</f><v>#DIV/0!</v>`),
    says: tooMany(
      "sales",
      "1 of 29",
      'sales.xlsx [Satış] row 30: amount "#DIV/0!" is an error of a spreadsheet; mend its formula, or leave the cell empty',
    ),
  },
  {
    name: "a formula in Excel that nobody has worked out",
    files: sheet("><f>SUM(D2:D29)</f>"),
    says: tooMany(
      "sales",
      "1 of 29",
      'sales.xlsx [Satış] row 30: amount "=SUM(D2:D29)" is a formula without its value; open the file in Excel, save it, or export values',
    ),
  },
  {
    name: "a day that the calendar does not have",
    files: {
      "sales.csv": SALES.replaceAll(/2020-12-(\d\d)|2021-01-(\d\d)/g, (_, a, b) =>
        a ? `${a}.12.2020` : `${b}.01.2021`,
      ).replace("21.12.2020", "31.02.2020"),
    },
    says: tooMany("sales", "1 of 28", 'sales.csv line 2: date "31.02.2020" is no day of the calendar'),
  },
  {
    name: "a date in 2099",
    ...row(
      "2099-12-21,A1,Biz,10.50",
      'date "2099-12-21" is out of range; expected 1970-01-01 to TODAY (today)',
    ),
  },
  {
    name: "a date in 1899",
    ...row(
      "1899-12-31,A1,Biz,10.50",
      'date "1899-12-31" is out of range; expected 1970-01-01 to TODAY (today)',
    ),
  },
  {
    name: "a text for a date",
    ...row("dün,A1,Biz,10.50", 'date "dün" is not a date; expected e.g. 2020-12-31 or 31.12.2020'),
  },
  { name: "an unknown account", ...row("2020-12-21,A9,Biz,10.50", 'account_id "A9" is an unknown account') },
  {
    name: "latitude 412",
    ...account("A3,Uzak,412,32.8,T2", 'lat "412" is outside the globe; expected -90 to 90'),
  },
  {
    name: "latitude and longitude exchanged, out of the globe",
    ...account(
      "A3,Iowa,-93.6,41.6,T2",
      'lat "-93.6" is outside the globe; expected -90 to 90; lat and lon look swapped',
    ),
  },
  {
    name: "latitude and longitude exchanged in Türkiye",
    ...account(
      "A3,Ters,32.85,39.93,T2",
      'lat "32.85" is outside of Türkiye, and inside when exchanged with the longitude: lat and lon look swapped',
    ),
  },
  {
    name: "an id that stands twice",
    ...account("A2,Kopya,39.9,32.7,T2", 'account_id "A2" is a duplicate id'),
  },
  {
    name: "an own brand that nobody sold",
    files: { "market.yaml": YAML.replace("Biz", "Bix") },
    says: 'market.yaml: own_brand "Bix" is not among the 2 brands of sales in history; found (nearest first): Biz, Rakip',
  },
];
