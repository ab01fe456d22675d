import { nonIncreasing } from "../../core/isotonic.ts";

/**
 * P(a purchase within a year): the share of sites that had the same silence and the same frequency at an earlier origin and
 * bought, which never rises with silence (isotonic). A cell leans on a prior law by a few sites: where none was seen it is that
 * law. Frequency is that of the year up to the last purchase, so that it does not change while a site is silent.
 */
export type Repurchase = (state: SiteState) => number;

/** Of a site that never bought, silence is the time since it was first seen, and frequency 0. */
export interface SiteState {
  /** Weeks. */
  readonly silence: number;
  /** Periods with a purchase. */
  readonly frequency: number;
}

/** A site at an origin, and whether it bought within a year. */
export interface Trial extends SiteState {
  readonly bought: boolean;
}

/** Weeks of silence at which the next band begins, and what stands for each band in the prior. */
const SILENCE = [1, 2, 4, 8, 13, 26, 39, 52, 78, 104, 156];
const TYPICAL_SILENCE = [0, 1, 2.5, 5.5, 10, 19, 32, 45, 64, 90, 129, 208];
/** Likewise of periods with a purchase; the first band is of those that never bought. */
const FREQUENCY = [1, 2, 3, 5, 9, 17, 33];
const TYPICAL_FREQUENCY = [0, 1, 2, 3.5, 6.5, 12.5, 24.5, 42];
/** Sites that the prior counts for in each cell. */
const LEAN = 3;

/** Learns the table; without trials it is the prior. */
export function learnRepurchase(trials: readonly Trial[], prior: Repurchase): Repurchase {
  const cells = TYPICAL_FREQUENCY.map(() => TYPICAL_SILENCE.map(() => ({ sites: 0, bought: 0 })));
  for (const { frequency, silence, bought } of trials) {
    const cell = cells[bandOf(frequency, FREQUENCY)][bandOf(silence, SILENCE)];
    cell.sites++;
    if (bought) cell.bought++;
  }
  const rows = cells.map((row, f) => {
    const chance = row.map(({ sites, bought }, s) => {
      const state = { silence: TYPICAL_SILENCE[s], frequency: TYPICAL_FREQUENCY[f] };
      return (bought + LEAN * prior(state)) / (sites + LEAN);
    });
    return nonIncreasing(
      chance,
      row.map(({ sites }) => sites + LEAN),
    );
  });
  return ({ silence, frequency }) => rows[bandOf(frequency, FREQUENCY)][bandOf(silence, SILENCE)];
}

/** How many of the edges a value has reached. */
function bandOf(value: number, edges: readonly number[]): number {
  let band = 0;
  while (band < edges.length && edges[band] <= value) band++;
  return band;
}
