import type { Chance } from "../../../core/chance.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { indexAbove } from "./sizes.ts";

/** Where the accounts of a zone can be. */
export interface ZoneLayout {
  readonly strataOf: readonly (readonly number[])[];
  /** [stratum] its patches. */
  readonly members: readonly (readonly number[])[];
  /** [type][patch] expected accounts, from surroundings where somebody has looked, else from the place alone. */
  readonly base: readonly Float64Array[];
  /** [zone] its patches, and [patch] accounts that were to be seen there by the base. */
  readonly patchesOf: readonly (readonly number[])[];
  readonly expectedSeen: Float64Array;
}

export function zoneLayout(e: Evidence): ZoneLayout {
  const { zones, looked, seen } = e;
  const patches = e.grid.patches.count;
  const members: number[][] = Array.from({ length: zones.strata }, () => []);
  const patchesOf: number[][] = Array.from({ length: zones.count }, () => []);
  const strataOf: number[][] = Array.from({ length: zones.count }, () => []);
  zones.zone.forEach((z, s) => {
    strataOf[z].push(s);
  });
  zones.stratumOf.forEach((s, p) => {
    members[s].push(p);
    patchesOf[zones.zone[s]].push(p);
  });
  const base = e.bySurroundings.map((column, t) =>
    Float64Array.from(column, (v, p) => (looked[zones.zone[zones.stratumOf[p]]] === 1 ? v : e.byPlace[t][p])),
  );
  const expectedSeen = new Float64Array(patches);
  patchesOf.forEach(list => {
    const sum = (p: number) => base.reduce((total, column) => total + column[p], 0);
    const mass = list.reduce((total, p) => total + sum(p), 0);
    const found = list.reduce((total, p) => total + seen[p], 0);
    for (const p of list) expectedSeen[p] = mass > 0 ? (found * sum(p)) / mass : 0;
  });
  return { strataOf, members, base, patchesOf, expectedSeen };
}

/** Patches where fewer accounts than this were to be seen, and none was, take their frailty's mean: it moves nothing. */
const HARDLY_ANY = 0.02;

/** Fills the gamma frailty of each cell of a zone given what was seen there, at its patches. */
export function drawFrailty(
  { grid, patchFrailty: kappa, seen, looked }: Evidence,
  layout: ZoneLayout,
  zone: number,
  chance: Chance,
  out: Float64Array,
): void {
  const { cell } = grid.patches;
  const members = layout.patchesOf[zone];
  // Patches are sorted by cell, so that those of one cell stand together.
  for (let i = 0; i < members.length; ) {
    let end = i;
    let found = 0;
    let expected = 0;
    while (end < members.length && cell[members[end]] === cell[members[i]]) {
      found += seen[members[end]];
      expected += layout.expectedSeen[members[end]];
      end++;
    }
    const shape = looked[zone] === 1 ? kappa + found : kappa;
    const rate = looked[zone] === 1 ? kappa + expected : kappa;
    const value = found === 0 && expected < HARDLY_ANY ? shape / rate : chance.gamma(shape) / rate;
    for (; i < end; i++) out[members[i]] = value;
  }
}

/** Patches by chance, as often as their expected accounts times their frailty. */
export function placePicker(
  members: readonly number[],
  base: Float64Array,
  frailty: Float64Array,
  chance: Chance,
): () => number {
  const cumulative = new Float64Array(members.length);
  let sum = 0;
  members.forEach((p, k) => {
    sum += base[p] * frailty[p];
    cumulative[k] = sum;
  });
  return () => members[indexAbove(cumulative, chance.uniform() * sum)];
}
