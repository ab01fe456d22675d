import { parseArgs } from "node:util";
import { accountTable } from "../app/results/accountTable.ts";
import { areaTable } from "../app/results/placeTables.ts";
import { readTable } from "../app/results/table.ts";
import { openBuilt } from "../app/state/builtMarket.ts";
import { MINOR_UNITS } from "../data/synthetic/spec.ts";
import { readTruth, type Truth } from "../data/synthetic/truth.ts";
import { type ColumnTable, tableColumn, valueAt } from "../data/tables/columnTable.ts";
import { atLeast, atMost, printVerdicts, type Verdict } from "./darkTable.ts";

/**
 * Holds the tables that a build shows against what was planted: `npm run bench:truth -- DIR… [--json]`, each DIR a built
 * synthetic market with its `truth/`. Dark accounts are sites that were never known and are open at the end.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});
if (positionals.length === 0) {
  console.error("usage: npm run bench:truth -- DIR… [--json]");
  process.exit(2);
}

interface Held {
  readonly name: string;
  /** Areas whose 90% interval holds the truth, of all. */
  readonly areas: Readonly<Record<"dark_accounts" | "dark_amount" | "untapped_amount" | "own_share", number>>;
  readonly of: number;
  readonly dark_accounts: { readonly true: number; readonly shown: string; readonly inside: boolean };
  readonly untapped_share: { readonly true: number; readonly shown: string; readonly inside: boolean };
  readonly wallets: { readonly all: number; readonly below_bought: number };
  /** Sums over accounts with a wallet, over what these bought of rivals. */
  readonly headroom_sum: number;
  readonly headroom_expected_sum: number;
}

/** What an area holds in truth, major units. */
interface Place {
  accounts: number;
  dark: number;
  own: number;
  rivals: number;
}

const rows: Held[] = [];
for (const dir of positionals) rows.push(await judge(dir));
if (values.json) console.log(JSON.stringify(rows));
else for (const row of rows) console.log(row);
const verdicts = rows.flatMap(verdictsOf);
if (!values.json) printVerdicts("Built tables beside the truth", verdicts);

function verdictsOf({ name, areas, of, dark_accounts, wallets }: Held): Verdict[] {
  return [
    atLeast(
      `${name}: 90% intervals of untapped amounts hold in 80% of areas`,
      areas.untapped_amount / of,
      0.8,
    ),
    atMost(`${name}: wallets below what was bought`, wallets.below_bought, 0),
    atLeast(`${name}: the interval of dark accounts holds`, Number(dark_accounts.inside), 1),
  ];
}

async function judge(dir: string): Promise<Held> {
  const built = await openBuilt(dir);
  const truth = await readTruth(dir);
  const { summary } = built.record;
  const areas = await readTable(areaTable, built);
  const ids = column(areas, "area_id") as (string | null)[];
  const places = placesOf(truth);
  const known = ids.filter(id => id !== null);
  const held = (name: string, actual: (place: Place) => number) => {
    const [low, high] = [numbers(areas, `${name}_p05`), numbers(areas, `${name}_p95`)];
    return ids.filter((id, row) => {
      const value = id === null ? Number.NaN : actual(places.get(id) ?? nobody());
      return value >= low[row]! && value <= high[row]!;
    }).length;
  };
  const whole = [...places.values()].reduce((sum, place) => add(sum, place), nobody());
  return {
    name: summary.name,
    areas: {
      dark_accounts: held("dark_accounts", place => place.accounts),
      dark_amount: held("dark_amount", place => place.dark),
      untapped_amount: held("untapped_amount", place => place.rivals),
      own_share: held("own_share", place => place.own / (place.own + place.rivals)),
    },
    of: known.length,
    dark_accounts: beside(whole.accounts, summary.accounts.dark),
    untapped_share: beside(whole.rivals / (whole.own + whole.rivals), summary.untapped_share),
    ...walletFigures(await readTable(accountTable, built)),
  };
}

function beside(actual: number, shown: { mean: number; p05: number; p95: number } | null) {
  const digits = (value: number) => Number(value.toPrecision(4));
  return {
    true: digits(actual),
    shown: shown ? `${digits(shown.mean)} (${digits(shown.p05)} to ${digits(shown.p95)})` : "–",
    inside: shown !== null && actual >= shown.p05 && actual <= shown.p95,
  };
}

function placesOf({ accounts }: Truth): Map<string, Place> {
  const known = new Set(accounts.filter(a => a.known).map(a => a.siteId));
  const counted = new Set<string>();
  const places = new Map<string, Place>();
  for (const account of accounts) {
    if (!account.known && (account.closed !== null || known.has(account.siteId))) continue;
    const amount = account.amount52.reduce((sum, v) => sum + v, 0) / MINOR_UNITS;
    const own = account.amount52[0]! / MINOR_UNITS;
    const isNew = !account.known && !counted.has(account.siteId);
    if (isNew) counted.add(account.siteId);
    const here = { accounts: +isNew, dark: account.known ? 0 : amount, own, rivals: amount - own };
    places.set(account.areaId, add(places.get(account.areaId) ?? nobody(), here));
  }
  return places;
}

function nobody(): Place {
  return { accounts: 0, dark: 0, own: 0, rivals: 0 };
}

function add(a: Place, b: Place): Place {
  return {
    accounts: a.accounts + b.accounts,
    dark: a.dark + b.dark,
    own: a.own + b.own,
    rivals: a.rivals + b.rivals,
  };
}

function walletFigures(
  accounts: ColumnTable,
): Pick<Held, "wallets" | "headroom_sum" | "headroom_expected_sum"> {
  const [own, rivals, wallet, headroom, expected] = [
    "own_amount",
    "rival_amount",
    "wallet",
    "headroom",
    "headroom_expected",
  ].map(name => numbers(accounts, name));
  const rated = Array.from(wallet!.keys()).filter(row => !Number.isNaN(wallet![row]!));
  const sum = (of: number[]) => rated.reduce((total, row) => total + of[row]!, 0);
  return {
    wallets: {
      all: rated.length,
      below_bought: rated.filter(row => wallet![row]! < own![row]! + rivals![row]! - 0.005).length,
    },
    headroom_sum: sum(headroom!) / sum(rivals!),
    headroom_expected_sum: sum(expected!) / sum(rivals!),
  };
}

function column(table: ColumnTable, name: string): (string | number | null)[] {
  const values = tableColumn(table, name);
  return Array.from({ length: table.rows }, (_, row) => valueAt(values, row));
}

function numbers(table: ColumnTable, name: string): number[] {
  return column(table, name).map(value => (value === null ? Number.NaN : Number(value)));
}
