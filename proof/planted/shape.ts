import type { Random } from "./random.ts";

/** Where people live around one point of the plane (kilometres). */
export interface Town {
  readonly x: number;
  readonly y: number;
  /** Relative number of people. */
  readonly people: number;
  /** Spread of its people. */
  readonly km: number;
}

export interface PlantedType {
  readonly name: string;
  /** Relative number of accounts. */
  readonly share: number;
  /** Power of a town's people in the number of its accounts: above 1 the large towns have more than their share. */
  readonly urban: number;
  /** Mean amount a year, major units. */
  readonly size: number;
  /** Mean purchases a week. */
  readonly rate: number;
  /** Log odds added to the chance of being known, and of standing in a list. */
  readonly visible: number;
  readonly listed: number;
}

export interface PlantedList {
  readonly name: string;
  /** Share of the open accounts that stand in it. */
  readonly coverage: number;
  /** Log odds by log size, and by log(1 + km / 5) from the rep's home. */
  readonly size: number;
  readonly distance: number;
  /** Share of its entries of known accounts that carry our number. */
  readonly linked: number;
  /** Standard deviation of its points, km. */
  readonly pointKm: number;
  /** Share of its entries without a type. */
  readonly untyped: number;
}

/** The law of a planted market; every draw from it is another market. */
export interface PlantedShape {
  readonly name: string;
  readonly centre: readonly [lat: number, lon: number];
  /** Kilometres. */
  readonly width: number;
  readonly height: number;
  readonly resolution: number;
  /** Areas along the width and the height. */
  readonly areas: readonly [number, number];
  readonly territories: number;
  readonly towns: (random: Random) => Town[];
  /** Share of the people who live anywhere. */
  readonly rural: number;
  /** Nobody lives there: sea, mountains. */
  readonly empty: (x: number, y: number) => boolean;
  readonly people: number;
  /** Whether the market knows its towns with their people. */
  readonly placesKnown: boolean;
  readonly accounts: readonly [least: number, most: number];
  readonly types: readonly PlantedType[];
  /** An account's size as a multiple of its type's, mean about 1. */
  readonly sizes: (random: Random) => number;
  /** Standard deviation of an area's log effect on how many accounts settle there. */
  readonly areaSpread: number;
  /** Power of an area's log income (standard normal) in size. */
  readonly income: number;
  /** Share of the accounts that are known, and the log odds by log size, by log(1 + km / 5), and the spread of zeal. */
  readonly known: readonly [least: number, most: number];
  readonly knownSize: number;
  readonly knownDistance: number;
  readonly zeal: number;
  readonly brands: readonly { readonly name: string; readonly share: number }[];
  readonly lists: readonly PlantedList[];
  /** Whether accounts and lists carry names, and how many people work there. */
  readonly named: boolean;
  readonly staffed: boolean;
  readonly panel: { readonly error: number; readonly covered: number };
}
