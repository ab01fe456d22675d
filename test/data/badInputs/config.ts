import { HEAD, SOURCES } from "../folder.ts";
import { aliasBomb } from "../yamlBombs.ts";
import { type BadInput, source, YAML } from "./kit.ts";

/** Slips in `market.yaml`. */
export const CONFIG: readonly BadInput[] = [
  {
    name: "no market.yaml",
    files: { "market.yaml": null },
    says: "there is no market.yaml in DIR; a market folder holds market.yaml and its files; `penumbra init DIR` makes one",
  },
  {
    name: "a folder in place of market.yaml",
    files: { "market.yaml": "folder" },
    says: "market.yaml in DIR is a folder; expected a file",
  },
  {
    name: "a link out of the folder in place of market.yaml",
    files: { "market.yaml": { link: "/etc/hostname" } },
    says: "market.yaml in DIR is a link that leaves the market folder; copy the file into it",
  },
  {
    name: "an empty market.yaml",
    files: { "market.yaml": "" },
    says: 'market.yaml line 1: required key "name" is missing; expected text',
  },
  {
    name: "a list in place of keys",
    files: { "market.yaml": "- accounts\n- sales\n" },
    says: 'market.yaml line 1: the file: expected keys and values; got ["accounts","sales"]',
  },
  {
    name: "a misspelt key",
    files: { "market.yaml": YAML.replace("currency", "curency") },
    says: 'market.yaml line 3: unknown key "curency"; did you mean "currency"?',
  },
  {
    name: "a key that stands twice",
    files: { "market.yaml": `${HEAD}currency: USD\n${SOURCES}` },
    says: "market.yaml line 7, column 1: not readable as YAML: the key stands twice; keep one of the two",
  },
  {
    name: "a tab in place of spaces",
    files: { "market.yaml": YAML.replace("  accounts", "\taccounts") },
    says: "market.yaml line 8, column 1: not readable as YAML: a tab stands where spaces are expected; indent with spaces",
  },
  {
    name: "a bracket that is not closed",
    files: { "market.yaml": YAML.replace("{file: sales.csv}", "{file: sales.csv") },
    says: "market.yaml line 10, column 1: not readable as YAML: a bracket { or [ is not closed",
  },
  {
    name: "a list that repeats itself",
    files: { "market.yaml": `${HEAD}sources: &all {sales: *all}\n` },
    says: "market.yaml line 7, column 23: not readable as YAML: *all stands inside of &all, which it repeats; expected something else there",
  },
  {
    name: "aliases that repeat aliases",
    files: { "market.yaml": aliasBomb(9) },
    says: "market.yaml line 5, column 30: expected at most 50,000 values, counting what aliases (*name) repeat, got more; repeat less, or name fewer",
  },
  {
    name: "brackets in brackets",
    files: { "market.yaml": `name: ${"[".repeat(100)}` },
    says: "market.yaml line 1, column 39: expected at most 32 levels of lists and keys inside each other, got more; write the inner ones further out",
  },
  {
    name: "market.yaml in Windows-1254",
    files: { "market.yaml": Buffer.from(YAML.replace("Deneme", "Çankaya"), "latin1") },
    says: "market.yaml is not UTF-8 text; open it in an editor and save it with the encoding UTF-8",
  },
  {
    name: "a currency that is none",
    files: { "market.yaml": YAML.replace("TRY", "LIRA") },
    says: 'market.yaml line 3: currency: expected an ISO 4217 code such as TRY or USD; got "LIRA"',
  },
  {
    name: "a time zone that is none",
    files: { "market.yaml": YAML.replace("Europe/Istanbul", "Turkey/Ankara") },
    says: 'market.yaml line 4: timezone: expected an IANA time zone such as Europe/Istanbul; got "Turkey/Ankara"',
  },
  {
    name: "resolution 99",
    files: { "market.yaml": YAML.replace("resolution: 7", "resolution: 99") },
    says: "market.yaml line 6: resolution: expected at most 15; got 99",
  },
  {
    name: "a language that we do not speak",
    files: { "market.yaml": YAML.replace("language: tr", "language: de") },
    says: 'market.yaml line 5: language: expected one of en, tr; got "de"',
  },
  {
    name: "max_rejects that is no share",
    files: { "market.yaml": `${HEAD}max_rejects: many\n${SOURCES}` },
    says: 'market.yaml line 7: max_rejects: expected a share such as "1%"; got "many"',
  },
  {
    name: "max_rejects of 150%",
    files: { "market.yaml": `${HEAD}max_rejects: 1.5\n${SOURCES}` },
    says: "market.yaml line 7: max_rejects: expected at most 1; got 1.5",
  },
  {
    name: "a history whose day is none",
    files: { "market.yaml": `${HEAD}history: {from: 31.12.2020}\n${SOURCES}` },
    says: 'market.yaml line 7: history.from: expected a day such as 2012-01-02; got "31.12.2020"',
  },
  {
    name: "a history that holds no sales",
    files: { "market.yaml": `${HEAD}history: {from: 2022-01-01}\n${SOURCES}` },
    says: "no whole week of sales lies in history (2022-01-01 to the end): they run from 2020-12-21 to 2021-01-03; change history in market.yaml, or add sales",
  },
  {
    name: "an unknown table",
    files: { "market.yaml": `${YAML}  acounts2: {file: accounts.csv}\n` },
    says: 'market.yaml line 10: unknown key "sources.acounts2"; did you mean "accounts"?',
  },
  {
    name: "an unknown key of a source",
    files: { "market.yaml": source("delimeter: ';'") },
    says: 'market.yaml line 9: unknown key "sources.sales.delimeter"; did you mean "delimiter"?',
  },
  {
    name: "a source without its file",
    files: { "market.yaml": YAML.replace("{file: sales.csv}", "{columns: {amount: tutar}}") },
    says: 'market.yaml line 9: required key "sources.sales.file" is missing; expected text',
  },
  {
    name: "a bare file name in place of a source",
    files: { "market.yaml": YAML.replace("{file: sales.csv}", "sales.csv") },
    says: 'market.yaml line 9: sources.sales: expected a source such as {file: accounts.csv}, or a list of sources; got "sales.csv"',
  },
  {
    name: "no source of sales",
    files: { "market.yaml": YAML.replace("  sales: {file: sales.csv}\n", "") },
    says: 'market.yaml line 7: required key "sources.sales" is missing; expected a source such as {file: accounts.csv}, or a list of sources',
  },
  {
    name: "a mapping of a column that we do not know",
    files: { "market.yaml": source("columns: {amout: amount}") },
    says: 'market.yaml line 9: sources.sales.columns: "amout" is not a column of sales; did you mean "amount"? (write ours: theirs)',
  },
  {
    name: "a date format that names no year",
    files: { "market.yaml": source("date_format: DD.MM") },
    says: 'sales.csv: date_format "DD.MM" in market.yaml does not say where day, month and year stand; expected e.g. DD.MM.YYYY or MM/DD/YYYY HH:mm',
  },
];
