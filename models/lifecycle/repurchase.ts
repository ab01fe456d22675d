import { nonIncreasing } from "../../core/isotonic.ts";

/**
 * Who buys again: sites that had the same silence and the same frequency at an earlier origin, counted, and what they then
 * bought in a year. The chance and the activity never rise with silence (isotonic). A cell leans on a prior law by a few
 * sites: where none was seen it is that law. Frequency is that of the year up to the last purchase, so that it does not
 * change while a site is silent.
 */
export interface Repurchase {
  /** P(a purchase within a year). */
  chance(state: SiteState): number;
  /** Order lines of a year over those that the account's rate expects. */
  activity(state: SiteState): number;
}

/** Of a site that never bought, silence is the time since it was first seen, and frequency 0. */
export interface SiteState {
  /** Weeks. */
  readonly silence: number;
  /** Periods with a purchase. */
  readonly frequency: number;
}

/** A site at an origin, and what followed within a year. */
export interface Trial extends SiteState {
  readonly bought: boolean;
  /** Order lines that the account's rate expects of the year, and those that came. */
  readonly expected: number;
  readonly seen: number;
}

/** Weeks of silence at which the next band begins, and what stands for each band in the prior. */
const SILENCE = [1, 2, 4, 8, 13, 26, 39, 52, 78, 104, 156];
const TYPICAL_SILENCE = [0, 1, 2.5, 5.5, 10, 19, 32, 45, 64, 90, 129, 208];
/** Likewise of periods with a purchase; the first band is of those that never bought. */
const FREQUENCY = [1, 2, 3, 5, 9, 17, 33];
const TYPICAL_FREQUENCY = [0, 1, 2, 3.5, 6.5, 12.5, 24.5, 42];
/** Sites that the prior counts for in each cell. */
const LEAN = 3;
/** Nobody's rate is expected to more than double. */
const MAX_ACTIVITY = 2;

/** Learns the table; without trials it is the prior. */
export function learnRepurchase(trials: readonly Trial[], prior: Repurchase): Repurchase {
  const cells = TYPICAL_FREQUENCY.map(() => TYPICAL_SILENCE.map(() => new Tally()));
  for (const trial of trials)
    cells[bandOf(trial.frequency, FREQUENCY)][bandOf(trial.silence, SILENCE)].add(trial);
  const rows = cells.map((cell, f) => fallingRow(cell, TYPICAL_FREQUENCY[f], prior));
  const read = (figure: keyof FallingRow, { silence, frequency }: SiteState): number =>
    rows[bandOf(frequency, FREQUENCY)][figure][bandOf(silence, SILENCE)];
  return { chance: state => read("chance", state), activity: state => read("activity", state) };
}

/** Sums over the trials of a cell. */
class Tally {
  sites = 0;
  bought = 0;
  expected = 0;
  seen = 0;

  add({ bought, expected, seen }: Trial): void {
    this.sites++;
    if (bought) this.bought++;
    this.expected += expected;
    this.seen += seen;
  }
}

interface FallingRow {
  readonly chance: Float64Array;
  readonly activity: Float64Array;
}

/** Chance and activity of one band of frequency, by band of silence. */
function fallingRow(row: readonly Tally[], frequency: number, prior: Repurchase): FallingRow {
  const weight = Float64Array.from(row, ({ sites }) => sites + LEAN);
  const state = (s: number): SiteState => ({ silence: TYPICAL_SILENCE[s], frequency });
  const chance = row.map(({ sites, bought }, s) => (bought + LEAN * prior.chance(state(s))) / (sites + LEAN));
  const activity = row.map(({ sites, expected, seen }, s) => {
    const lean = LEAN * (expected > 0 ? expected / sites : 1);
    return Math.min(MAX_ACTIVITY, (seen + lean * prior.activity(state(s))) / (expected + lean));
  });
  return { chance: nonIncreasing(chance, weight), activity: nonIncreasing(activity, weight) };
}

/** How many of the edges a value has reached. */
function bandOf(value: number, edges: readonly number[]): number {
  let band = 0;
  while (band < edges.length && edges[band] <= value) band++;
  return band;
}
