import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import type { SyntheticAccount } from "./accounts.ts";
import { isoDate } from "./calendar.ts";
import type { Course } from "./simulate.ts";
import type { SyntheticSpec } from "./spec.ts";

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
}

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
}

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
  };
}

/** Writes `truth/`: parameters.json, accounts.json and weeks.json. */
export async function writeTruth(
  dir: string,
  spec: SyntheticSpec,
  seed: number,
  accounts: readonly SyntheticAccount[],
  course: Course,
  ledger: Ledger,
): Promise<void> {
  const folder = join(dir, "truth");
  await mkdir(folder);
  const write = (name: string, value: unknown) => writeFile(join(folder, name), JSON.stringify(value));
  const promotions = course.pulses.map(({ promotion, from, to }) => ({
    name: promotion.name,
    brand: promotion.brand,
    start: isoDate(course.weeks[from]!.start),
    end: isoDate(course.weeks[from]!.start + 7 * (to - from) - 1),
    listed: promotion.listed,
  }));
  await write("parameters.json", { seed, spec, promotions });
  await write(
    "accounts.json",
    accounts.map((account, i) => truthAccount(spec, account, ledger, i)),
  );
  await write(
    "weeks.json",
    course.weeks.map((_, t) => truthWeek(course, ledger, t)),
  );
}

function truthAccount(
  spec: SyntheticSpec,
  account: SyntheticAccount,
  ledger: Ledger,
  i: number,
): TruthAccount {
  const { id, known, knownChance, name, influence, digital, rate, amountMean, awareAtStart, preference } =
    account;
  return {
    ...{ id, known, knownChance, name, influence, digital, rate, amountMean, awareAtStart, preference },
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
  async function read<T>(name: string): Promise<T> {
    const path = join(dir, "truth", name);
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
      const mend = "only synthetic markets have one; make one with `penumbra init DIR --example ankara`";
      throw new InputError("truth_missing", `${dir} holds no truth (expected ${path}); ${mend}`, { dir });
    });
    return JSON.parse(text) as T;
  }
  const [parameters, accounts, weeks] = await Promise.all([
    read<Pick<Truth, "seed" | "spec" | "promotions">>("parameters.json"),
    read<TruthAccount[]>("accounts.json"),
    read<TruthWeek[]>("weeks.json"),
  ]);
  return { ...parameters, accounts, weeks };
}
