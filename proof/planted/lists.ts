import { chancesWithMean, meanLog, type PlantedAccount } from "./accounts.ts";
import type { Ground } from "./ground.ts";
import type { Random } from "./random.ts";
import type { PlantedList, PlantedShape } from "./shape.ts";

/** One entry of another list. */
export interface Entry {
  readonly list: string;
  readonly x: number;
  readonly y: number;
  readonly type: number | null;
  readonly name: string;
  readonly staff: number;
  /** The account whose number it carries (index among all); -1 for none. */
  readonly linked: number;
  /** The account that it is (index among all); -1: nobody ever traded there. */
  readonly account: number;
}

const DUPLICATES = 0.03;
const MISPLACED = 0.04;
/** Entries that never traded, as a share of the entries. */
const GHOSTS = 0.03;
/** A closed account still stands in a list with this part of its chance. */
const OUTDATED = 0.6;

/** The entries of all lists, in an order that tells nothing. */
export function drawLists(
  shape: PlantedShape,
  ground: Ground,
  accounts: readonly PlantedAccount[],
  weeks: number,
  random: Random,
): Entry[] {
  const middle = meanLog(accounts);
  return shape.lists.flatMap(list => {
    const odds = accounts.map(
      a =>
        list.size * (Math.log(a.size) - middle) +
        shape.types[a.type].listed -
        list.distance * Math.log(1 + a.distance / 5),
    );
    const chance = chancesWithMean(odds, list.coverage);
    const entries = accounts.flatMap((account, i) => {
      if (random.uniform() >= chance[i] * (account.to < weeks ? OUTDATED : 1)) return [];
      const copies = random.uniform() < DUPLICATES ? 2 : 1;
      return Array.from({ length: copies }, () => entryOf(list, account, i, ground, random));
    });
    const ghosts = Array.from({ length: Math.round(GHOSTS * entries.length) }, (): Entry => {
      const type = random.pick(shape.types.map(t => t.share));
      const { x, y } = ground.settle(random, shape.types[type].urban);
      return {
        list: list.name,
        x,
        y,
        type,
        name: "Depot",
        staff: 1 + random.below(4),
        linked: -1,
        account: -1,
      };
    });
    return shuffle([...entries, ...ghosts], random);
  });
}

/** A misplaced entry stands at the middle of the nearest town, as a geocoder would have it. */
function entryOf(
  list: PlantedList,
  account: PlantedAccount,
  i: number,
  ground: Ground,
  random: Random,
): Entry {
  const misplaced = random.uniform() < MISPLACED;
  const town = ground.towns.reduce((a, b) =>
    Math.hypot(a.x - account.x, a.y - account.y) < Math.hypot(b.x - account.x, b.y - account.y) ? a : b,
  );
  const { x, y } = misplaced ? town : account;
  return {
    list: list.name,
    x: x + list.pointKm * random.normal(),
    y: y + list.pointKm * random.normal(),
    type: random.uniform() < list.untyped ? null : account.type,
    name: writtenName(account.name, random),
    staff: Math.max(1, Math.round(account.staff * Math.exp(0.15 * random.normal()))),
    linked: account.known && random.uniform() < list.linked ? i : -1,
    account: i,
  };
}

/** Lists write in capitals, leave a word out, or have another name altogether. */
function writtenName(name: string, random: Random): string {
  const u = random.uniform();
  if (u < 0.7) return name;
  if (u < 0.82) return name.toUpperCase();
  if (u < 0.94) return name.split(" ")[0];
  return "Trading Ltd";
}

function shuffle<T>(items: T[], random: Random): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}
