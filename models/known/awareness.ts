import { neighbourTable } from "../../core/hexgrid.ts";
import type { Market } from "../../data/market/market.ts";

/** Bass parameters of a year, averages of published studies (Sultan, Farley and Lehmann 1990). */
export const INNOVATION = 0.03;
export const IMITATION = 0.38;

/**
 * The part of a year in which each account knows the own brand: 1 for those that do at the start; for the others the mean
 * over the year of 1 − e^(−h·t), h = p + q·S the simulator's hazard with S as it is at the start: the share, by influence,
 * of own buyers of a period among the accounts of the cell and its six neighbours.
 * @param ownRate [account] own occasions a period of those that know the brand
 * @param year periods of a year
 */
export function awarePart(
  { accounts, cells }: Pick<Market, "accounts" | "cells">,
  aware: Uint8Array,
  ownRate: (account: number) => number,
  year: number,
): Float64Array {
  const influence = new Float64Array(cells.count + 1);
  const buyers = new Float64Array(cells.count + 1);
  const cellOf = (i: number) => (accounts.cell[i] < 0 ? cells.count : accounts.cell[i]);
  for (let i = 0; i < accounts.count; i++) {
    influence[cellOf(i)] += accounts.influence[i];
    if (aware[i] === 1) buyers[cellOf(i)] += accounts.influence[i] * -Math.expm1(-ownRate(i));
  }
  const around = neighbourTable(cells.h3);
  const share = (cell: number): number => {
    let [all, bought] = [0, 0];
    for (let k = 7 * cell; k < 7 * cell + 7; k++) {
      const neighbour = cell === cells.count ? (k === 7 * cell ? cell : -1) : around[k];
      if (neighbour < 0) continue;
      all += influence[neighbour];
      bought += buyers[neighbour];
    }
    return all > 0 ? bought / all : 0;
  };
  return Float64Array.from(aware, (knows, i) => {
    if (knows === 1) return 1;
    const hazard = (INNOVATION + IMITATION * share(cellOf(i))) / year;
    // Mean of 1 − e^(−ht) over t = 1 … year.
    return 1 - (Math.exp(-hazard) * Math.expm1(-hazard * year)) / Math.expm1(-hazard) / year;
  });
}
