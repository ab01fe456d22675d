import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { InputError } from "../../core/errors.ts";
import type { SyntheticAccount } from "./accounts.ts";
import { isoDate } from "./calendar.ts";
import { type AreaTotal, type MonthBook, openMonthBook } from "./months.ts";
import type { Sighting } from "./sightings.ts";
import type { Course } from "./simulate.ts";
import type { SyntheticSpec } from "./spec.ts";
import type { Welcome } from "./windows.ts";

/**
 * What was planted, kept beside the market in `truth/` and named by no source: for scoring a twin, never for
 * fitting one. Amounts are whole minor units.
 */
export interface Truth {
  readonly seed: number;
  readonly spec: SyntheticSpec;
  readonly accounts: readonly TruthAccount[];
  readonly weeks: readonly TruthWeek[];
  /** Promotions as they happened, the unlisted ones too; ISO days, both inclusive. */
  readonly promotions: readonly {
    readonly name: string;
    readonly brand: string;
    readonly start: string;
    readonly end: string;
    readonly listed: boolean;
  }[];
  /** Amounts by brand and category over all of history. */
  readonly categories: Readonly<Record<"known" | "dark", readonly (readonly number[])[]>>;
  readonly sightings: readonly TruthSighting[];
  /** The panel's figures beside what was really sold. */
  readonly areaTotals: readonly AreaTotal[];
}

type Part = "parameters" | "accounts" | "weeks" | "sightings" | "area-totals";

export interface TruthAccount {
  readonly id: string;
  readonly known: boolean;
  readonly knownChance: number;
  readonly name: string;
  readonly type: string;
  readonly lat: number;
  readonly lon: number;
  readonly areaId: string;
  readonly territoryId: string;
  readonly siteId: string;
  readonly opened: string;
  readonly closed: string | null;
  readonly influence: number;
  readonly digital: number;
  /** Occasions a week at index 1. */
  readonly rate: number;
  readonly amountMean: number;
  readonly awareAtStart: boolean;
  /** By brand, own first. */
  readonly preference: readonly number[];
  /** Amount by brand over all of history, and over its last 52 weeks. */
  readonly amount: readonly number[];
  readonly amount52: readonly number[];
  /** Shares of the categories in what it buys; see `SyntheticSpec.categories`. */
  readonly mix: readonly number[];
  readonly welcome: Welcome;
  /** The day on which it was asked for its contact windows; null: never. */
  readonly asked: string | null;
  /** How content it is by itself, standard normal. */
  readonly content: number;
}

/** What an entry of a list is in truth; `list` and `ref` are its `source` and `ref` in the files. */
export type TruthSighting = Pick<Sighting, "list" | "ref" | "accountId" | "duplicate" | "misplaced" | "dead">;

export interface TruthWeek {
  readonly start: string;
  /** Shares of the week's days. */
  readonly ramadan: number;
  readonly feast: number;
  readonly beforeFeast: number;
  /** Factor on rates by type, utility of promotions by brand. */
  readonly index: readonly number[];
  readonly promotion: readonly number[];
  /** Amounts by brand at known and at dark accounts. */
  readonly known: readonly number[];
  readonly dark: readonly number[];
  /** Accounts that trade and know the own brand at the week's end. */
  readonly aware: number;
}

/** Sums of amounts as they happen. */
export interface Ledger {
  readonly account: readonly Float64Array[];
  readonly account52: readonly Float64Array[];
  readonly known: readonly Float64Array[];
  readonly dark: readonly Float64Array[];
  readonly aware: Float64Array;
  /** By brand, then category. */
  readonly categoryKnown: readonly Float64Array[];
  readonly categoryDark: readonly Float64Array[];
  /** By district and brand; by territory, the own brand at known accounts only. */
  readonly districts: MonthBook;
  readonly territories: MonthBook;
}

export function openLedger(spec: SyntheticSpec, accounts: number): Ledger {
  const byBrand = (length: number) => spec.brands.map(() => new Float64Array(length));
  const { weeks } = spec.history;
  return {
    account: byBrand(accounts),
    account52: byBrand(accounts),
    known: byBrand(weeks),
    dark: byBrand(weeks),
    aware: new Float64Array(weeks),
    categoryKnown: byBrand(spec.categories.names.length),
    categoryDark: byBrand(spec.categories.names.length),
    districts: openMonthBook(spec.history, spec.geography.districts.length, spec.brands.length),
    territories: openMonthBook(spec.history, spec.territories.length, 1),
  };
}

/** What was planted besides the ledger. */
export interface Planted {
  readonly spec: SyntheticSpec;
  readonly seed: number;
  readonly accounts: readonly SyntheticAccount[];
  readonly course: Course;
  readonly sightings: readonly Sighting[];
  readonly areaTotals: readonly AreaTotal[];
}

/** Writes `truth/`: one gzipped JSON file a part. */
export async function writeTruth(dir: string, planted: Planted, ledger: Ledger): Promise<void> {
  const { spec, seed, accounts, course, sightings, areaTotals } = planted;
  const folder = join(dir, "truth");
  await mkdir(folder);
  const write = (name: Part, value: unknown) =>
    writeFile(join(folder, `${name}.json.gz`), gzipSync(JSON.stringify(value)));
  const promotions = course.pulses.map(({ promotion, from, to }) => ({
    name: promotion.name,
    brand: promotion.brand,
    start: isoDate(course.weeks[from]!.start),
    end: isoDate(course.weeks[from]!.start + 7 * (to - from) - 1),
    listed: promotion.listed,
  }));
  const categories = {
    known: ledger.categoryKnown.map(column => [...column]),
    dark: ledger.categoryDark.map(column => [...column]),
  };
  await write("parameters", { seed, spec, promotions, categories });
  await write(
    "accounts",
    accounts.map((account, i) => truthAccount(spec, account, ledger, i)),
  );
  await write(
    "weeks",
    course.weeks.map((_, t) => truthWeek(course, ledger, t)),
  );
  await write("sightings", sightings.map(truthSighting));
  await write("area-totals", areaTotals);
}

function truthSighting(sighting: Sighting): TruthSighting {
  const { list, ref, accountId, duplicate, misplaced, dead } = sighting;
  return { list, ref, accountId, duplicate, misplaced, dead };
}

function truthAccount(
  spec: SyntheticSpec,
  account: SyntheticAccount,
  ledger: Ledger,
  i: number,
): TruthAccount {
  const { id, known, knownChance, name, influence, digital, rate, amountMean, awareAtStart } = account;
  const { preference, mix, welcome, content } = account;
  return {
    ...{ id, known, knownChance, name, influence, digital, rate, amountMean, awareAtStart },
    ...{ preference, mix, welcome, content },
    asked: account.asked === null ? null : isoDate(account.asked),
    type: spec.types[account.type]!.id,
    lat: account.at[1],
    lon: account.at[0],
    areaId: account.district,
    territoryId: spec.territories[account.territory]!.id,
    siteId: account.site,
    opened: isoDate(account.opened),
    closed: account.closed === null ? null : isoDate(account.closed),
    amount: ledger.account.map(column => column[i]!),
    amount52: ledger.account52.map(column => column[i]!),
  };
}

function truthWeek(course: Course, ledger: Ledger, t: number): TruthWeek {
  const { start, ramadan, feast, beforeFeast } = course.weeks[t]!;
  return {
    ...{ ramadan, feast, beforeFeast },
    start: isoDate(start),
    index: course.index.map(path => path[t]!),
    promotion: course.promotion.map(path => path[t]!),
    known: ledger.known.map(column => column[t]!),
    dark: ledger.dark.map(column => column[t]!),
    aware: ledger.aware[t]!,
  };
}

/**
 * Reads back what {@link writeTruth} kept.
 * @throws InputError when the folder holds no truth, as every real market.
 */
export async function readTruth(dir: string): Promise<Truth> {
  async function read<T>(name: Part): Promise<T> {
    const path = join(dir, "truth", `${name}.json.gz`);
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
      const mend = "only synthetic markets have one; make one with `penumbra init DIR --example ankara`";
      throw new InputError("truth_missing", `${dir} holds no truth (expected ${path}); ${mend}`, { dir });
    });
    return JSON.parse(gunzipSync(bytes).toString("utf8")) as T;
  }
  const [parameters, accounts, weeks, sightings, areaTotals] = await Promise.all([
    read<Pick<Truth, "seed" | "spec" | "promotions" | "categories">>("parameters"),
    read<TruthAccount[]>("accounts"),
    read<TruthWeek[]>("weeks"),
    read<TruthSighting[]>("sightings"),
    read<AreaTotal[]>("area-totals"),
  ]);
  return { ...parameters, accounts, weeks, sightings, areaTotals };
}
