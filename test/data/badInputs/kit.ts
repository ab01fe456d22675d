import { ACCOUNTS, dailySales, HEAD, SOURCES } from "../folder.ts";
import { xlsxFile } from "../xlsxFile.ts";

/** Files to write into a small valid market; null: remove it, "folder": a folder of that name, {link}: a link. */
export type BadFile = string | Uint8Array | null | "folder" | { readonly link: string };

export interface BadInput {
  readonly name: string;
  readonly files: Readonly<Record<string, BadFile>>;
  /** The whole message; DIR stands for the market folder. */
  readonly says: string;
}

export const YAML = HEAD + SOURCES;
export const SALES = dailySales();
export const lines = (...rows: string[]) => `${rows.join("\n")}\n`;
/** One bad row among 28 is more than 1%. */
export const tooMany = (table: string, of: string, first: string) =>
  `${table}: ${of} rows are bad, more than max_rejects (1%) allows; the first:\n  ${first}\nall of them: .penumbra/rejects/${table}.csv; mend the rows, or raise max_rejects in market.yaml`;
/** A bad row of sales in place of the first good one. */
export const row = (fields: string, says: string): Pick<BadInput, "files" | "says"> => ({
  files: { "sales.csv": SALES.replace("2020-12-21,A1,Biz,10.50", fields) },
  says: tooMany("sales", "1 of 28", `sales.csv line 2: ${says}`),
});
export const account = (fields: string, says: string): Pick<BadInput, "files" | "says"> => ({
  files: { "accounts.csv": ACCOUNTS.replace("A3,Yersiz,,,T2", fields) },
  says: tooMany("accounts", "1 of 3", `accounts.csv line 4: ${says}`),
});
export const source = (extra: string) => YAML.replace("{file: sales.csv}", `{file: sales.csv, ${extra}}`);
export const salesFile = (file: string) => YAML.replace("sales.csv", file);
export const areas = (geometry: unknown, type = "FeatureCollection") =>
  JSON.stringify({ type, features: [{ type: "Feature", properties: { area_id: "D1" }, geometry }] });
export const AREAS = `${YAML}  areas: {file: areas.geojson}\n`;
export const sheet = (cell: string) => ({
  "market.yaml": salesFile("sales.xlsx"),
  "sales.xlsx": xlsxFile([
    {
      name: "Satış",
      rows: [
        ["date", "account_id", "brand", "amount"],
        ...SALES.trim()
          .split("\n")
          .slice(1)
          .map(line => line.split(",")),
        ["2020-12-21", "A1", "Biz", { xml: cell }],
      ],
    },
  ]),
});
