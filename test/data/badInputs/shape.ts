import { ACCOUNTS } from "../folder.ts";
import { type BadInput, lines, row, SALES, source } from "./kit.ts";

/** Headers, records and dialects. */
export const SHAPE: readonly BadInput[] = [
  {
    name: "a missing required column",
    files: { "sales.csv": SALES.replace("amount", "tutar") },
    says: 'sales.csv has no column "amount", which sales needs; found: date, account_id, brand, tutar; say which it is in market.yaml: columns: {amount: THEIRS}',
  },
  {
    name: "a mapped column that is not there",
    files: { "market.yaml": source("columns: {amount: amont}") },
    says: 'sales.csv has no column "amont", which market.yaml names in sources.sales.columns.amount; did you mean "amount"?',
  },
  {
    name: "no header",
    files: { "sales.csv": SALES.split("\n").slice(1).join("\n") },
    says: 'sales.csv has no column "date", which sales needs; found: 2020-12-21, A1, Biz, 10.50; its first line looks like a row: put a line with the names of the columns above it',
  },
  {
    name: "a header that names a column twice",
    files: { "accounts.csv": ACCOUNTS.replace("name", "LAT") },
    says: 'accounts.csv line 1: column "lat" stands twice in the header; rename one of the two',
  },
  {
    name: "ten thousand columns",
    files: { "sales.csv": lines(Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(","), "1") },
    says: "sales.csv has 10000 columns; at most 1000 are possible: leave out those that nobody needs",
  },
  {
    name: "a line of three million characters",
    files: { "sales.csv": `${SALES}${"x".repeat(3_000_000)}\n` },
    says: "sales.csv line 30: the line is longer than two million characters; it lacks its line ends, or is no table: export it again as CSV",
  },
  {
    name: "a row with too few fields",
    ...row("2020-12-21,A1,Biz", 'the record "2020-12-21,A1,Biz" has 3 fields; expected 4'),
  },
  {
    name: "a row with too many fields, such as an amount with a decimal comma that is not quoted",
    ...row("2020-12-21,A1,Biz,10,50", 'the record "2020-12-21,A1,Biz,10,50" has 5 fields; expected 4'),
  },
  {
    name: "a quote that is not closed",
    files: { "sales.csv": SALES.replace("A2,Rakip", 'A2,"Rakip') },
    says: 'sales.csv line 3: a quote is opened and not closed in 2020-12-21,A2,"Rakip,20.25; close it, or write a quote inside of a field twice ("")',
  },
  {
    name: "a quote that is not closed, and millions of characters after it",
    files: {
      "sales.csv": `${SALES.replace("A2,Rakip", 'A2,"Rakip')}${"2020-12-21,A1,Biz,10.5\n".repeat(90_000)}`,
    },
    says: 'sales.csv line 3: a quote is opened and not closed within two million characters; close it, or write a quote inside of a field twice ("")',
  },
  {
    name: "numbers that can be read in two ways",
    files: {
      "sales.csv": lines(
        "date;account_id;brand;amount",
        "2020-12-21;A1;Biz;1.234",
        "2020-12-22;A1;Biz;5.678",
      ),
    },
    says: 'sales.csv: amount "1.234" can be 1234 or 1.234, and nothing in the file tells which; say it on the source in market.yaml: decimal: "," or decimal: "."',
  },
  {
    name: "dates that can be read in two ways",
    files: {
      "sales.csv": lines("date,account_id,brand,amount", "01/02/2020,A1,Biz,1.5", "03/04/2020,A1,Biz,2.5"),
    },
    says: 'sales.csv: date "01/02/2020" can be day/month or month/day, and the column does not tell which; say it on the source in market.yaml: date_format: DD/MM/YYYY or MM/DD/YYYY',
  },
];
