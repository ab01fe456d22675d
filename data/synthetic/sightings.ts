import type { SyntheticAccount } from "./accounts.ts";
import { chancesWithMean, relativeLogs } from "./chances.ts";
import { nearestQuarter, type Plane, planeAround } from "./geography.ts";
import { settler } from "./places.ts";
import { normal, pick, pickIndex, type Random, stream } from "./random.ts";
import type { ListSpec, LonLat, SyntheticSpec } from "./spec.ts";

/** One entry of another list, with the truth about it. */
export interface Sighting {
  readonly list: string;
  readonly ref: string;
  readonly name: string;
  readonly type: string;
  readonly at: LonLat;
  /** The account number that stands in the list; null: none. */
  readonly linkedId: string | null;
  /** The account that it is, known or dark; null: nobody trades there and never has. */
  readonly accountId: string | null;
  readonly duplicate: boolean;
  readonly misplaced: boolean;
  /** Out of trade at the end of history. */
  readonly dead: boolean;
}

type Entry = Omit<Sighting, "list" | "ref">;

/** All lists, as they stand at the end of history. Given size and type, lists are independent of each other. */
export function drawSightings(
  spec: SyntheticSpec,
  seed: number,
  accounts: readonly SyntheticAccount[],
): Sighting[] {
  return spec.lists.flatMap(list => {
    const random = stream(seed, `list ${list.id}`);
    const entries = [...listed(spec, list, random, accounts), ...ghosts(spec, list, random, accounts.length)];
    return shuffled(random, entries).map((entry, i) => ({
      list: list.id,
      ref: `${list.id.slice(0, 1).toUpperCase()}-${String(10_001 + 7 * i)}`,
      ...entry,
    }));
  });
}

function listed(
  spec: SyntheticSpec,
  list: ListSpec,
  random: Random,
  accounts: readonly SyntheticAccount[],
): Entry[] {
  const plane = planeAround(spec.geography.centre);
  const sizes = relativeLogs(accounts.map(a => a.rate * a.amountMean));
  const odds = accounts.map(
    (a, i) => list.size * sizes[i]! + list.digital * (a.digital - 0.5) + list.types[a.type]!,
  );
  const chances = chancesWithMean(odds, list.coverage);
  return accounts.flatMap((account, i) => {
    const dead = account.closed !== null;
    const chance = chances[i]! * (dead ? list.outdated : 1);
    if (random.uniform() >= chance) return [];
    const copies = random.uniform() < list.duplicates ? 2 : 1;
    return Array.from({ length: copies }, (_, copy) =>
      enter(spec, list, random, plane, account, dead, copy > 0),
    );
  });
}

function enter(
  spec: SyntheticSpec,
  list: ListSpec,
  random: Random,
  plane: Plane,
  account: SyntheticAccount,
  dead: boolean,
  duplicate: boolean,
): Entry {
  const misplaced = random.uniform() < list.misplaced;
  const centre = nearestQuarter(plane, spec.geography.quarters, account.at).at;
  const linked = account.known && random.uniform() < list.linked;
  return {
    name: duplicate ? account.name.toLocaleUpperCase("tr") : account.name,
    type: spec.types[account.type]!.id,
    at: near(plane, random, misplaced ? centre : account.at, list.pointKm),
    linkedId: linked ? account.id : null,
    accountId: account.id,
    ...{ duplicate, misplaced, dead },
  };
}

/** Entries that never traded: a warehouse, a home office, a shop that was planned. */
function ghosts(spec: SyntheticSpec, list: ListSpec, random: Random, accounts: number): Entry[] {
  const settle = settler(spec.geography, random);
  const shares = spec.types.map(t => t.share);
  return Array.from({ length: Math.round(list.ghosts * list.coverage * accounts) }, () => {
    const type = spec.types[pickIndex(random, shares)]!;
    const place = settle(random, type);
    return {
      name: `${pick(random, spec.words.surname!)} ${place.quarter.name} Depo`,
      type: type.id,
      at: place.at,
      linkedId: null,
      accountId: null,
      ...{ duplicate: false, misplaced: false, dead: true },
    };
  });
}

function near(plane: Plane, random: Random, at: LonLat, km: number): LonLat {
  const [x, y] = plane.toKm(at);
  return plane.toDegrees(x + km * normal(random), y + km * normal(random));
}

/** Fisher and Yates: a list's order must not tell which entries are copies. */
function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}
