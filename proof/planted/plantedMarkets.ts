import type { Market } from "../../data/market/market.ts";
import type { Place } from "../dark/benchmarks.ts";
import type { DarkTruth } from "../dark/truth.ts";
import { drawAccounts } from "./accounts.ts";
import { assembleMarket, cellOf, entryRows, type Parts } from "./assemble.ts";
import { layGround } from "./ground.ts";
import { drawLists } from "./lists.ts";
import { random } from "./random.ts";
import type { PlantedShape } from "./shape.ts";
import { SHAPES } from "./shapes.ts";
import { MINOR_UNITS, playTrade, WEEKS } from "./trade.ts";

/** A market whose dark part is known to the one who planted it. */
export interface Planted {
  readonly market: Market;
  readonly truth: DarkTruth;
  /** [row of the market's sightings] row of `truth` that it is; -1: a known account, a closed one, or nobody. */
  readonly entryOf: Int32Array;
  /** What a year brings of the own brand at each account of the market by its law, minor units; 0 of a closed one. */
  readonly expectedOwn: Float64Array;
  /** Towns with their people, where the market knows them. */
  readonly places: readonly Place[];
}

export interface PlantedMaker {
  readonly name: string;
  /** Another seed plants another market of the same law; it holds a panel and one or two lists. */
  make(seed: number): Planted;
}

/** The planted markets; see `shapes.ts` for how they differ. */
export function plantedMarkets(): PlantedMaker[] {
  return SHAPES.map(shape => ({ name: shape.name, make: seed => plant(shape, seed) }));
}

/** Plants one market. */
export function plant(shape: PlantedShape, seed: number): Planted {
  const stream = (purpose: string) => random(seed, `${shape.name}: ${purpose}`);
  const ground = layGround(shape, stream("ground"));
  const accounts = drawAccounts(shape, ground, WEEKS, stream("accounts"));
  const trade = playTrade(accounts, ground.areas.length, shape.brands.length, stream("trade"));
  const entries = drawLists(shape, ground, accounts, WEEKS, stream("lists"));
  const parts = { shape, seed, ground, accounts, trade, entries };
  const dark = darkAccounts(parts);
  const row = new Map(dark.map((account, k) => [account, k]));
  return {
    market: assembleMarket(parts, stream("seen")),
    truth: truthOf(parts, dark),
    entryOf: Int32Array.from(entryRows(parts), ({ account }) => row.get(account) ?? -1),
    expectedOwn: Float64Array.from(
      accounts.filter(({ known }) => known),
      ({ size, preference, to }) => (to === WEEKS ? MINOR_UNITS * size * preference[0] : 0),
    ),
    places: shape.placesKnown ? placesOf(parts) : [],
  };
}

/** Those that are open at the end. */
function darkAccounts({ accounts }: Parts): number[] {
  return accounts.flatMap((a, i) => (!a.known && a.to === WEEKS ? [i] : []));
}

function truthOf(parts: Parts, dark: readonly number[]): DarkTruth {
  const { accounts, ground, trade } = parts;
  const rows = dark.map(i => accounts[i]);
  const at = rows.map(a => ground.toDegrees(a.x, a.y));
  return {
    count: dark.length,
    h3: BigUint64Array.from(rows, a => cellOf(parts, a.x, a.y)),
    lat: Float64Array.from(at, p => p.lat),
    lon: Float64Array.from(at, p => p.lon),
    area: Int32Array.from(rows, a => a.area),
    territory: Int32Array.from(rows, a => a.territory),
    type: Int32Array.from(rows, a => a.type),
    amount52: Float64Array.from(dark, i => trade.amount52[i]),
    own52: Float64Array.from(dark, i => trade.own52[i]),
    aware: Uint8Array.from(rows, a => (a.aware ? 1 : 0)),
  };
}

function placesOf({ shape, ground }: Parts): Place[] {
  const people = ground.towns.reduce((sum, town) => sum + town.people, 0);
  return ground.towns.map(town => ({
    ...ground.toDegrees(town.x, town.y),
    population: Math.round((1 - shape.rural) * shape.people * (town.people / people)),
  }));
}
