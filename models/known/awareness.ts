import { neighbourTable } from "../../core/hexgrid.ts";
import type { Market } from "../../data/market/market.ts";

/** Bass parameters of a year, averages of published studies (Sultan, Farley and Lehmann 1990). */
export const INNOVATION = 0.03;
export const IMITATION = 0.38;

/**
 * Hazard a period at which each account gets to know the own brand, Infinity for those that do: h = p + q·S, the simulator's
 * with S as it is at the start, the share, by influence, of own buyers of a period among the accounts of the cell and its six
 * neighbours.
 * @param ownRate [account] own occasions a period of those that know the brand
 * @param year periods of a year
 */
export function awarenessHazard(
  { accounts, cells }: Pick<Market, "accounts" | "cells">,
  aware: Uint8Array,
  ownRate: Float64Array,
  year: number,
): Float64Array {
  const influence = new Float64Array(cells.count + 1);
  const buyers = new Float64Array(cells.count + 1);
  const cellOf = (i: number) => (accounts.cell[i] < 0 ? cells.count : accounts.cell[i]);
  for (let i = 0; i < accounts.count; i++) {
    influence[cellOf(i)] += accounts.influence[i];
    if (aware[i] === 1) buyers[cellOf(i)] += accounts.influence[i] * -Math.expm1(-ownRate[i]);
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
  return Float64Array.from(aware, (knows, i) =>
    knows === 1 ? Number.POSITIVE_INFINITY : (INNOVATION + IMITATION * share(cellOf(i))) / year,
  );
}

/** The part of the year ahead in which each account knows the own brand: the mean of 1 − e^(−ht) over t = 1 … year. */
export function awarePart(hazard: Float64Array, year: number): Float64Array {
  return hazard.map(h =>
    h < Infinity ? 1 - (Math.exp(-h) * Math.expm1(-h * year)) / Math.expm1(-h) / year : 1,
  );
}

/**
 * The same of accounts that open, evenly within so many periods, and hear of the brand from then on: the part of those periods
 * of the year in which they are open.
 */
export function openersAwarePart(hazard: Float64Array, year: number, within: number): Float64Array {
  return hazard.map(h => {
    if (!(h < Infinity)) return 1;
    // In the period t those that opened in period j have heard for t − j + 1 periods; j = 1 … min(t, within).
    const known = new Float64Array(year);
    let [sum, open] = [0, 0];
    for (let t = 1; t < year; t++) {
      known[t] = known[t - 1] - Math.expm1(-h * t);
      const opened = Math.min(t, within);
      sum += known[t] - known[t - opened];
      open += opened;
    }
    return sum / open;
  });
}
