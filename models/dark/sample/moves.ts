import type { SelectionData, SelectionState } from "../law/selection.ts";
import type { LikelihoodCache } from "./likelihood.ts";
import { globalPrior, levelPrior, spreadPrior, typePrior, zonePrior } from "./priors.ts";

/** Parameters that move together. */
export interface Move {
  /** First sizes of the steps. */
  readonly sizes: readonly number[];
  /** Moves the state by the steps, or back. */
  apply(steps: Float64Array, sign: 1 | -1): void;
  /** Log prior of what it moves, and log likelihood, at the state as it is. */
  prior(): number;
  likelihood(): number;
}

/** What moves: the state, and where its likelihood is told. */
export interface Moved {
  readonly data: SelectionData;
  readonly state: SelectionState;
  readonly cache: LikelihoodCache;
}

/** Level and number of a type, and its share on each list. @param xiStart where the numbers began */
export function typeMove({ data, state, cache }: Moved, t: number, xiStart: Float64Array): Move {
  const { types, lists } = data;
  return {
    sizes: [0.3, 0.1, ...perList(lists)],
    apply(d, sign) {
      state.a[t] += sign * d[0];
      state.xi[t] += sign * d[1];
      for (let l = 0; l < lists; l++) state.alpha[l * types + t] += sign * d[2 + l];
    },
    prior: () => typePrior(data, state, t, xiStart),
    likelihood: () => cache.tryTypes([t]),
  };
}

/**
 * What all types share, and all types' levels and shares on each list with it: the data tell their sums better than the parts.
 */
export function globalMove({ data, state, cache }: Moved): Move {
  const { types, lists } = data;
  const all = allTypes(data);
  return {
    sizes: [0.15, 0.1, 0.1, 0.1, ...perList(3 * lists + state.gamma.length)],
    apply(d, sign) {
      state.slope += sign * d[0];
      state.distance += sign * d[1];
      state.transfer += sign * d[2];
      state.level += sign * d[3];
      for (let t = 0; t < types; t++) state.a[t] += sign * d[3];
      for (let l = 0; l < lists; l++) {
        state.beta[l] += sign * d[4 + l];
        state.delta[l] += sign * d[4 + lists + l];
        for (let t = 0; t < types; t++) state.alpha[l * types + t] += sign * d[4 + 2 * lists + l];
      }
      for (let p = 0; p < state.gamma.length; p++) state.gamma[p] += sign * d[4 + 3 * lists + p];
    },
    prior: () => globalPrior(data, state),
    likelihood: () => cache.tryTypes(all),
  };
}

/** The level of all types at once. */
export function levelMove({ data, state, cache }: Moved): Move {
  const all = allTypes(data);
  return {
    sizes: [0.3],
    apply(d, sign) {
      state.level += sign * d[0];
      for (let t = 0; t < data.types; t++) state.a[t] += sign * d[0];
    },
    prior: () => levelPrior(state.level),
    likelihood: () => cache.tryTypes(all),
  };
}

/** Numbers and coverage of a zone. */
export function zoneMove({ state, cache }: Moved, z: number): Move {
  return {
    sizes: [0.2, 0.4],
    apply(d, sign) {
      state.eta[z] += sign * d[0];
      state.reach[z] += sign * d[1];
    },
    prior: () => zonePrior(state, z),
    likelihood: () => cache.tryZone(z),
  };
}

/** How far zones and types differ. */
export function spreadMove({ data, state, cache }: Moved): Move {
  const all = allTypes(data);
  return {
    sizes: [0.3, 0.3, 0.3],
    apply(d, sign) {
      state.etaSd *= Math.exp(sign * d[0]);
      state.reachSd *= Math.exp(sign * d[1]);
      state.typeSd *= Math.exp(sign * d[2]);
    },
    prior: () => spreadPrior(data, state),
    likelihood: () => cache.tryTypes(all),
  };
}

function perList(count: number): number[] {
  return Array.from({ length: count }, () => 0.2);
}

function allTypes({ types }: SelectionData): number[] {
  return Array.from({ length: types }, (_, t) => t);
}
