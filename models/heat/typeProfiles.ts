/** Signals by unit and bin, apart by whether their account's type is known. */
export interface TypedSignals {
  readonly bins: number;
  readonly types: number;
  /** Of accounts of each type, [type × bins]. */
  readonly labelled: Float64Array;
  /** Of places alone, [unit × bins]. */
  readonly unlabelled: Float64Array;
  /** Shares of the types in each unit, [unit × type]. */
  readonly mix: Float64Array;
}

const ROUNDS = 40;

/**
 * Signals of each type, [type × bins]. Those of places without an account are shared out by expectation-maximisation:
 * one at bin h of unit c is of type k with probability ∝ mix_ck·q_k(h), since where cafés are many, mornings tell of
 * cafés. `market` is the profile of all, [bins].
 */
export function typeCounts(signals: TypedSignals, market: Float64Array): Float64Array {
  const { bins, types, labelled } = signals;
  if (!signals.unlabelled.some(count => count > 0)) return labelled;
  let shared = shareOut(signals, repeat(market, types));
  for (let round = 1; round < ROUNDS; round++) shared = shareOut(signals, densities(shared, bins, market));
  return shared;
}

/** Labelled signals, and the expected types of the others under `profile`; [type × bins]. */
function shareOut({ bins, types, labelled, unlabelled, mix }: TypedSignals, profile: Float64Array) {
  const shared = Float64Array.from(labelled);
  for (let i = 0; i < unlabelled.length; i++) {
    if (unlabelled[i] === 0) continue;
    const row = Math.floor(i / bins) * types;
    const bin = i % bins;
    let total = 0;
    for (let k = 0; k < types; k++) total += mix[row + k] * profile[k * bins + bin];
    if (total === 0) continue;
    for (let k = 0; k < types; k++)
      shared[k * bins + bin] += (unlabelled[i] * mix[row + k] * profile[k * bins + bin]) / total;
  }
  return shared;
}

/** Densities of counts with a signal's worth of the market's profile, so that no bin is ruled out for good. */
function densities(counts: Float64Array, bins: number, market: Float64Array): Float64Array {
  const density = new Float64Array(counts.length);
  for (let first = 0; first < counts.length; first += bins) {
    const total = counts.subarray(first, first + bins).reduce((sum, count) => sum + count, 1);
    for (let bin = 0; bin < bins; bin++) density[first + bin] = (counts[first + bin] + market[bin]) / total;
  }
  return density;
}

/** The same profile for each of `times` units. */
export function repeat(profile: Float64Array, times: number): Float64Array {
  const all = new Float64Array(profile.length * times);
  for (let k = 0; k < times; k++) all.set(profile, k * profile.length);
  return all;
}

/** Profile that the types of each unit lead to expect, [unit × bins]: Σ_k mix_ck·q_k. */
export function mixedProfiles(
  mix: Float64Array,
  types: number,
  profile: Float64Array,
  bins: number,
): Float64Array {
  const units = mix.length / types;
  const expected = new Float64Array(units * bins);
  for (let unit = 0; unit < units; unit++) {
    for (let k = 0; k < types; k++) {
      const share = mix[unit * types + k];
      if (share === 0) continue;
      for (let bin = 0; bin < bins; bin++) expected[unit * bins + bin] += share * profile[k * bins + bin];
    }
  }
  return expected;
}
