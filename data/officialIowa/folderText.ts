import { stringify } from "yaml";
import type { IowaFigures } from "./figures.ts";
import { CENTS } from "./layout.ts";

/** `market.yaml` of an imported export. */
export function marketYaml({ ownBrand, file }: IowaFigures): string {
  const config = {
    name: "Iowa spirits",
    own_brand: ownBrand,
    currency: "USD",
    timezone: "America/Chicago",
    language: "en",
    resolution: 6,
    period: "week",
    seed: 1,
    sources: {
      accounts: { file: "accounts.csv" },
      sales: { file: "sales.parquet" },
      areas: { file: "counties.geojson", columns: { area_id: "fips", name: "county" } },
    },
  };
  const head = `# Made from ${file}, the State of Iowa's public "Iowa Liquor Sales" (see README.txt).\n# own_brand may be any brand of sales.parquet.\n`;
  return head + stringify(config);
}

const dollars = (cents: number) =>
  `USD ${(cents / CENTS).toLocaleString("en", { minimumFractionDigits: 2 })}`;
const count = (n: number) => n.toLocaleString("en");

/** README.txt: where the data come from, what was done to them, and what is not in them. */
export function readme(figures: IowaFigures): string {
  const { file, first, last, accounts, brands, rows, cents } = figures;
  const lines = [
    "IOWA SPIRITS",
    "",
    `Made from ${file}, an export of "Iowa Liquor Sales" of the State of Iowa's open data portal`,
    "(https://data.iowa.gov, dataset m3tr-qhgy): wholesale orders of spirits by the State's retailers.",
    "Dollars are what a store pays the State (sell-in), not what consumers pay.",
    "",
    `Days      ${first} to ${last}`,
    `Rows      ${count(rows.read)} in = ${count(rows.kept)} kept + ${count(rows.rejected)} rejected`,
    `Dollars   ${dollars(cents.read)} in = ${dollars(cents.kept)} kept + ${dollars(cents.rejected)} rejected`,
    ...(rows.rejected > 0 ? ["Rejected rows, with line and reason: rejected_rows.csv"] : []),
    "",
    `accounts.csv      ${count(accounts)} store numbers, each with the particulars of its latest order. type is a pattern over`,
    "                  names, not source data. site_id: store numbers that follow each other at one address are one",
    "                  site. Stores without a point, or with one outside of Iowa, are unplaced.",
    `sales.parquet     summed by day, store, brand and category; returns apart. ${count(brands)} brands: the vendor by its number`,
    "                  and latest name; all but the largest are OTHER VENDORS. category: families of the State's names.",
    "counties.geojson  99 counties, US Census by way of us-atlas.",
    "",
    "Not in the export: territories, reps, visits, openings and closings of stores. Nobody's plan can be known from it;",
    "put your own into territories.csv (territory_id, area_id) and name it in market.yaml. The record begins with the",
    "first day above: a store that is older looks new there.",
    "",
    "TÜRKÇE: Iowa eyaletinin kamuya açık içki satış kayıtlarından yapılmıştır. Tutarlar mağazanın eyalete ödediği",
    "dolarlardır. Bölge, temsilci ve ziyaret bu kayıtlarda yoktur; kendi planınızı territories.csv ile ekleyin.",
    "",
  ];
  return lines.join("\n");
}
