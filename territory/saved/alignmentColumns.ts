import { foldWord } from "../../data/config/vocabulary.ts";
import type { PlanColumn } from "../plan/planLines.ts";

/** What a column of an alignment may be: a column of a plan, or the postcode that accounts carry. */
export type AlignmentColumn = PlanColumn | "postcode";

/** How companies head these columns, in English and in Turkish; compared folded, as `foldWord` does. */
const HEADINGS: Readonly<Record<AlignmentColumn, readonly string[]>> = {
  territory_id: [
    "territory id",
    "territory",
    "territory code",
    "bölge",
    "bölge kodu",
    "satış bölgesi",
    "satış bölgesi kodu",
  ],
  name: ["name", "territory name", "bölge adı", "satış bölgesi adı"],
  rep_id: [
    "rep id",
    "rep",
    "rep name",
    "sales rep",
    "representative",
    "salesperson",
    "owner",
    "temsilci",
    "temsilci kodu",
    "temsilci adı",
    "satış temsilcisi",
    "satışçı",
    "plasiyer",
    "mümessil",
    "sorumlu",
  ],
  region_id: ["region id", "region", "ana bölge", "bölge müdürlüğü"],
  area_id: [
    "area id",
    "area",
    "area name",
    "county",
    "fips",
    "district",
    "brick",
    "ilçe",
    "ilçe id",
    "ilçe kodu",
    "ilçe adı",
    "il",
    "mikro bölge",
  ],
  cell: ["cell", "h3", "hücre"],
  account_id: [
    "account id",
    "account",
    "customer",
    "customer id",
    "store",
    "store id",
    "müşteri",
    "müşteri kodu",
    "müşteri no",
    "cari kodu",
  ],
  postcode: ["postcode", "postal code", "zip", "zip code", "posta kodu", "pk"],
  step: ["step"],
};

const BY_HEADING = new Map(
  Object.entries(HEADINGS).flatMap(([column, headings]) =>
    headings.map(heading => [foldWord(heading), column as AlignmentColumn] as const),
  ),
);

/** All headings, as a sheet's header may have them. */
export const ALL_HEADINGS: readonly string[] = Object.values(HEADINGS).flatMap(headings =>
  headings.flatMap(heading => [
    heading,
    heading.replaceAll(" ", "_"),
    asciiOf(heading),
    asciiOf(heading).replaceAll(" ", "_"),
  ]),
);

/** As systems that know no Turkish letters write it. */
function asciiOf(heading: string): string {
  return heading.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ı", "i");
}

/** What a heading says that the column is; null where it is none of the usual ones. */
export function columnOfHeading(heading: string): AlignmentColumn | null {
  return BY_HEADING.get(foldWord(heading)) ?? null;
}
