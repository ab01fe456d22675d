import type { SelectionData, SelectionState } from "../law/selection.ts";

/**
 * What is believed before the data speak. Coverage: a company with a CRM knows some two thirds of its market, and half or
 * nine tenths would be no surprise. Large and near accounts are better known; how much better is left wide.
 */
export const PRIOR = {
  /** Log odds of known to dark accounts of the whole market. */
  coverage: { mean: 0.85, sd: 0.75 },
  /** Log odds where somebody has looked, and spread of the types around them and their size's effect. */
  level: { mean: 2, sd: 2 },
  /**
   * Log odds by log size; Student t with 3 degrees of freedom. Where neither a list nor a panel tells, the prior of the
   * market's coverage allows more room at large slopes (much more must be dark before coverage falls), which lifts the
   * slope above its own prior; the lower one there brings it back.
   */
  slope: { told: { mean: 0.4, scale: 0.35 }, untold: { mean: 0.2, scale: 0.3 } },
  /** Log odds by a standard deviation of log distance. */
  distance: { mean: -0.3, sd: 0.4 },
  xiSd: 1.5,
  list: { mean: 0, sd: 1.5 },
  beta: { mean: 0.3, sd: 0.5 },
  /** Dependence of a list on being known beyond size: cannot be seen, so it stays as wide as this. */
  delta: { mean: 0, sd: 0.25 },
  /** Dependence of two lists given size and type: that of known sites shows, and is taken to be that of dark accounts. */
  gamma: { mean: 0, sd: 0.4 },
  /** Numbers in zones where nobody has looked. */
  transfer: { mean: 0, sd: 0.25 },
  /** Logs of the spreads of types, of zones' numbers and of zones' coverage. */
  typeSd: { mean: Math.log(0.4), sd: 0.6 },
  etaSd: { mean: Math.log(0.25), sd: 0.4 },
  reachSd: { mean: Math.log(0.4), sd: 0.8 },
} as const;

/** Degrees of freedom of the zones' effects on being known: a whole zone may be unknown. */
const REACH_FREEDOM = 4;

const gauss = (x: number, { mean, sd }: { mean: number; sd: number }): number =>
  -0.5 * ((x - mean) / sd) ** 2;

const student = (x: number, scale: number, freedom: number): number =>
  -0.5 * (freedom + 1) * Math.log1p((x / scale) ** 2 / freedom);

/** Large types are better known for the same reason as large accounts. */
function typeLevel(data: SelectionData, state: SelectionState, type: number): number {
  return state.level + state.slope * data.typeSize[type];
}

/** Log prior density of the market's coverage. */
export function coveragePrior(known: number, dark: number): number {
  return gauss(Math.log((known + 0.5) / (dark + 0.5)), PRIOR.coverage);
}

/** Log prior density of one type's parameters. `xiStart` is where the data put ξ. */
export function typePrior(
  data: SelectionData,
  state: SelectionState,
  type: number,
  xiStart: Float64Array,
): number {
  let log = gauss(state.a[type], { mean: typeLevel(data, state, type), sd: state.typeSd });
  log += gauss(state.xi[type], { mean: xiStart[type], sd: PRIOR.xiSd });
  for (let l = 0; l < data.lists; l++) log += gauss(state.alpha[l * data.types + type], PRIOR.list);
  return log;
}

/** Whether a list or a panel tells of dark accounts decides which prior of the slope holds. */
export function slopePrior({ lists, darkAmount }: SelectionData): { mean: number; scale: number } {
  const told = lists > 0 || darkAmount.some(v => !Number.isNaN(v));
  return told ? PRIOR.slope.told : PRIOR.slope.untold;
}

export function globalPrior(data: SelectionData, state: SelectionState): number {
  let log = 0;
  for (let t = 0; t < data.types; t++)
    log += gauss(state.a[t], { mean: typeLevel(data, state, t), sd: state.typeSd });
  const { mean, scale } = slopePrior(data);
  log += student(state.slope - mean, scale, 3);
  log += gauss(state.distance, PRIOR.distance) + gauss(state.transfer, PRIOR.transfer);
  for (let l = 0; l < data.lists; l++) {
    log += gauss(state.beta[l], PRIOR.beta) + gauss(state.delta[l], PRIOR.delta);
    for (let t = 0; t < data.types; t++) log += gauss(state.alpha[l * data.types + t], PRIOR.list);
  }
  for (const odds of state.gamma) log += gauss(odds, PRIOR.gamma);
  return log + levelPrior(state.level);
}

export function levelPrior(level: number): number {
  return gauss(level, PRIOR.level);
}

export function zonePrior(state: SelectionState, zone: number): number {
  return (
    gauss(state.eta[zone], { mean: 0, sd: state.etaSd }) +
    student(state.reach[zone], state.reachSd, REACH_FREEDOM)
  );
}

/** Log prior of the logs of the spreads, and of the effects that they are the spreads of. */
export function spreadPrior(data: SelectionData, state: SelectionState): number {
  const zones = state.eta.length;
  let log = gauss(Math.log(state.etaSd), PRIOR.etaSd) + gauss(Math.log(state.typeSd), PRIOR.typeSd);
  for (let t = 0; t < data.types; t++)
    log += gauss(state.a[t], { mean: typeLevel(data, state, t), sd: state.typeSd });
  log -= data.types * Math.log(state.typeSd);
  log += gauss(Math.log(state.reachSd), PRIOR.reachSd);
  for (let z = 0; z < zones; z++) log += zonePrior(state, z);
  return log - zones * (Math.log(state.etaSd) + Math.log(state.reachSd));
}
