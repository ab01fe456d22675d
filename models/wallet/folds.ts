import { chance } from "../../core/chance.ts";
import { shuffled } from "../networks/draws.ts";

/** Fold of each account, 0 … folds − 1: sites are dealt out at random, so that accounts of a site stay together. */
export function siteFolds(site: Int32Array, sites: number, folds: number, seed: number): Int32Array {
  const foldOf = new Int32Array(sites);
  shuffled(sites, chance(seed, FOLDING).uniform).forEach((s, place) => {
    foldOf[s] = place % folds;
  });
  return site.map(s => foldOf[s]);
}

/** Purpose of the random numbers that deal sites out. */
const FOLDING = 603;

/** Every two folds, in order. */
export function foldPairs(folds: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let a = 0; a < folds; a++) for (let b = a + 1; b < folds; b++) pairs.push([a, b]);
  return pairs;
}
