import type { ColumnTable, TableColumn } from "../../data/tables/columnTable.ts";

/**
 * The columns that people rely on in the tables of results, in their order. A column of which a build has no estimate is
 * null and not missing, so that a program that reads the tables meets the same columns whatever the input was.
 */
const interval = (name: string): string[] => [name, `${name}_p05`, `${name}_p95`];

const AMOUNTS = [
  "known_accounts",
  ...interval("dark_accounts"),
  ...interval("unaware_accounts"),
  "own_amount",
  "rival_amount",
  ...interval("dark_amount"),
  ...interval("dark_own_amount"),
  ...interval("market_amount"),
  ...interval("own_share"),
  ...interval("untapped_amount"),
  ...interval("untapped_share"),
  "method_spread",
];

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  cells: ["cell", "lat", "lon", "area_id", "territory_id", ...AMOUNTS],
  areas: ["area_id", ...AMOUNTS],
  territories: [
    "territory_id",
    "rep_id",
    ...AMOUNTS,
    "workload_hours",
    "call_capacity",
    "balance",
    "compactness",
  ],
  accounts: [
    "account_id",
    "site_id",
    "cell",
    "place_precision",
    "territory_id",
    "type",
    "own_amount",
    "rival_amount",
    "lifecycle",
    "segment",
    "p_alive",
    ...interval("expected_amount_52w"),
    ...interval("clv"),
    ...interval("wallet"),
    "share_of_wallet",
    ...interval("headroom"),
    "next_best_contact",
  ],
};

/** Columns of words; the others are numbers. */
const WORDS = new Set(["place_precision", "lifecycle", "segment", "next_best_contact"]);

/** A table with all columns that people rely on; those that it lacks are null, behind the ones it has. */
export function withContractColumns(table: ColumnTable): ColumnTable {
  const has = new Set(table.columns.map(({ name }) => name));
  const lacking = (COLUMNS[table.name] ?? []).filter(name => !has.has(name));
  return { ...table, columns: [...table.columns, ...lacking.map(name => noValue(name, table.rows))] };
}

function noValue(name: string, rows: number): TableColumn {
  return WORDS.has(name)
    ? { name, type: "utf8", values: Array<null>(rows).fill(null) }
    : { name, type: "float64", values: new Float64Array(rows).fill(Number.NaN) };
}
