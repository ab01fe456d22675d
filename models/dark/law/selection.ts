/**
 * The joint model of the chance of being known, of sizes and of numbers (docs/model.md, "Dark").
 *
 * In stratum s (a zone, perhaps cut by distance) accounts of type τ arise with rate Λ = E·exp(ι_τ + η_zone), times a gamma
 * frailty of mean 1 and shape κ. An account has log size z with law φ_τ on a grid of J nodes; it is known with probability
 * π = logistic(a_τ + b·(z − z̄_τ) + b·h_zone + c·x_s + r_zone), h the zone's size factor, and on list l with probability
 * logistic(α_lτ + β_l·(z − z̄_τ) + δ_l·[known]) if it is on no other, two lists l and m having an odds ratio exp(γ_lm) given
 * size (a log-linear model, Fienberg 1972). Thinned Poisson processes are independent, so what is observed and what is not
 * factor, and the dark number follows from the frailty's posterior.
 *
 * φ has no form of its own: it is the law of the known sizes over the mean chance of being known at each size (inverse
 * probability weighting, Horvitz and Thompson 1952). The shape of the known sizes therefore says nothing of b: a skewed law
 * is no sign of selection. What does: lists, totals of areas, and sizes that differ where coverage differs.
 */
export interface SelectionData {
  readonly strata: number;
  readonly types: number;
  readonly nodes: number;
  readonly lists: number;
  readonly zones: number;
  /** [s] */
  readonly zone: Int32Array;
  /** [s] standardised log distance. */
  readonly distance: Float64Array;
  /** [τ·J + j] z − z̄_τ. */
  readonly offset: Float64Array;
  /** [τ] z̄ of the type less that of the market. */
  readonly typeSize: Float64Array;
  /** [τ·J + j] law of the known sizes. */
  readonly knownLaw: Float64Array;
  /** [τ·J + j] expected amount and squared amount of an account of that size, in units of minor units. */
  readonly amount: Float64Array;
  readonly amountSquare: Float64Array;
  /** [s·T + τ] E. */
  readonly expected: Float64Array;
  /** [(s·T + τ)·J + j] known sites by size. */
  readonly known: Float64Array;
  /** [s·T + τ] known sites whose size is not known. */
  readonly unsized: Float64Array;
  /** [(τ·J + j)·2^L + pattern] known sites by size and lists that hold them. */
  readonly patterns: Float64Array;
  /** [s·T + τ] entries of lists that are no known site. */
  readonly listOnly: readonly (readonly ListOnly[])[];
  /** [zone] size factor of the zone's accounts (log). */
  readonly zoneSize: Float64Array;
  /** [zone] 1: nobody seems to have looked there, so that numbers rest on what places elsewhere teach. */
  readonly unlooked: Uint8Array;
  /** [zone] dark amount of a panel in units of minor units, NaN for none, and the standard deviation of its error. */
  readonly darkAmount: Float64Array;
  readonly darkAmountError: Float64Array;
  /** κ. */
  readonly frailty: number;
}

/** Entries of one pattern; `weight` is how many of them are real, alive and unknown in expectation. */
export interface ListOnly {
  readonly pattern: number;
  readonly weight: number;
  /** [j] relative likelihood of a size seen in the list; null: no size seen. */
  readonly size: Float64Array | null;
}

/** The free quantities; ξ_τ = ι_τ + log P(observed | τ, x = r = 0) stands in for ι_τ. */
export interface SelectionState {
  readonly a: Float64Array;
  readonly xi: Float64Array;
  /** [l·T + τ] */
  readonly alpha: Float64Array;
  level: number;
  slope: number;
  distance: number;
  /** Log error of numbers carried over to zones where nobody has looked. */
  transfer: number;
  /** [l] */
  readonly beta: Float64Array;
  readonly delta: Float64Array;
  /** By pair of lists (0, 1), (0, 2), (1, 2): log odds ratio of standing on both, given size. */
  readonly gamma: Float64Array;
  /** [zone] */
  readonly eta: Float64Array;
  readonly reach: Float64Array;
  typeSd: number;
  etaSd: number;
  reachSd: number;
}

/** What a type's parameters imply on its grid. */
export interface TypeTable {
  /** [j] φ. */
  readonly density: Float64Array;
  /** [j·2^L + pattern] probability of a pattern for dark accounts. */
  readonly listed: Float64Array;
  /** ι and log P(observed) at x = r = 0. */
  iota: number;
  /** Log likelihood of the sizes and patterns of known sites. */
  logLikelihood: number;
}

export function typeTable(data: SelectionData): TypeTable {
  return {
    density: new Float64Array(data.nodes),
    listed: new Float64Array(data.nodes << data.lists),
    iota: 0,
    logLikelihood: 0,
  };
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Fills the table of one type. */
export function fillType(data: SelectionData, state: SelectionState, type: number, table: TypeTable): void {
  fillDensity(data, state, type, table.density);
  const { nodes, lists, offset, patterns } = data;
  const size = 1 << lists;
  const knownListed = new Float64Array(size);
  let logLikelihood = 0;
  let observed = 0;
  for (let j = 0; j < nodes; j++) {
    const at = type * nodes + j;
    fillPatterns(data, state, type, offset[at], 0, table.listed.subarray(j * size, (j + 1) * size));
    fillPatterns(data, state, type, offset[at], 1, knownListed);
    for (let w = 0; w < size; w++) {
      const count = patterns[at * size + w];
      if (count > 0) logLikelihood += count * Math.log(Math.max(1e-300, table.density[j] * knownListed[w]));
    }
    const known = logistic(state.a[type] + state.slope * offset[at]);
    observed += table.density[j] * (known + (1 - known) * (1 - table.listed[j * size]));
  }
  table.iota = state.xi[type] - Math.log(observed);
  table.logLikelihood = logLikelihood;
}

/** Nodes and weights of a normal law, exact to the fifth moment: coverage varies over strata about like one. */
const SPREAD_NODES = [-Math.sqrt(3), 0, Math.sqrt(3)];
const SPREAD_WEIGHTS = [1 / 6, 2 / 3, 1 / 6];

/** φ on the grid, summing to 1. */
function fillDensity(data: SelectionData, state: SelectionState, type: number, out: Float64Array): void {
  const { nodes, offset, knownLaw } = data;
  const spread = Math.hypot(state.distance, Math.min(1, state.reachSd));
  let total = 0;
  for (let j = 0; j < nodes; j++) {
    const at = type * nodes + j;
    const linear = state.a[type] + state.slope * offset[at];
    let known = 0;
    for (let k = 0; k < 3; k++) known += SPREAD_WEIGHTS[k] * logistic(linear + spread * SPREAD_NODES[k]);
    out[j] = knownLaw[at] / known;
    total += out[j];
  }
  for (let j = 0; j < nodes; j++) out[j] /= total;
}

function fillPatterns(
  { lists, types }: SelectionData,
  state: SelectionState,
  type: number,
  offset: number,
  known: 0 | 1,
  out: Float64Array,
): void {
  out[0] = 1;
  let total = 1;
  // A pattern is one without its highest list, times the odds of that list and those it has together with the others.
  for (let l = 0; l < lists; l++) {
    const linear = state.alpha[l * types + type] + state.beta[l] * offset + state.delta[l] * known;
    for (let w = 1 << l; w < 1 << (l + 1); w++) {
      let together = linear;
      for (let m = 0; m < l; m++) if (w & (1 << m)) together += state.gamma[(l * (l - 1)) / 2 + m];
      out[w] = out[w - (1 << l)] * Math.exp(together);
      total += out[w];
    }
  }
  for (let w = 0; w < out.length; w++) out[w] /= total;
}

/** What one stratum and type bring: log likelihood, and mean and variance of the amount that is not known. */
export interface CellTerm {
  logLikelihood: number;
  amount: number;
  variance: number;
  /** Expected number of accounts that are not known, and of those that are not listed either. */
  dark: number;
  unlisted: number;
}

/** Sums of one stratum and type: over its sizes, and over what stands on lists alone. */
interface CellSums {
  /** Probability of being observed, and of being neither known nor listed. */
  observed: number;
  unlisted: number;
  /** Σ of the last one × amount, and × its square. */
  unlistedAmount: number;
  unlistedSquare: number;
  /** Of the sizes of known accounts and of the patterns of listed ones, and the number of both. */
  logLikelihood: number;
  count: number;
  /** Number of listed accounts that are not known, mean and variance of what they buy. */
  listed: number;
  listAmount: number;
  listVariance: number;
}

/** Gives the terms of one (stratum, type) after the other: each holds until the next. */
export interface TermEvaluator {
  readonly term: CellTerm;
  /** [j] φ·(1 − π)·P(on no list), the law of unlisted sizes up to a factor. */
  readonly weights: Float64Array;
  /** Stratum s and type τ at a state. Costs J logistic functions. */
  evaluate(state: SelectionState, table: TypeTable, s: number, type: number): void;
}

export function termEvaluator(data: SelectionData): TermEvaluator {
  const term: CellTerm = { logLikelihood: 0, amount: 0, variance: 0, dark: 0, unlisted: 0 };
  const weights = new Float64Array(data.nodes);
  const groupSums = new Float64Array(3 * Math.max(1, ...data.listOnly.map(groups => groups.length)));
  const sums: CellSums = {
    ...{ observed: 0, unlisted: 0, unlistedAmount: 0, unlistedSquare: 0 },
    ...{ logLikelihood: 0, count: 0, listed: 0, listAmount: 0, listVariance: 0 },
  };
  return {
    term,
    weights,
    evaluate(state, table, s, type) {
      sumSizes(data, state, table, s, type, weights, groupSums, sums);
      sumLists(data.listOnly[s * data.types + type], groupSums, sums);
      fillTerm(data, state, table, s, type, sums, term);
    },
  };
}

/** Log odds of being known of an account of the type's usual size in a stratum. */
export function linearPart(data: SelectionData, state: SelectionState, s: number, type: number): number {
  const zone = data.zone[s];
  return (
    state.a[type] + state.distance * data.distance[s] + state.slope * data.zoneSize[zone] + state.reach[zone]
  );
}

/** @param groupSums [3·g] probability of each group of list entries, × amount and × its square */
function sumSizes(
  data: SelectionData,
  state: SelectionState,
  table: TypeTable,
  s: number,
  type: number,
  weights: Float64Array,
  groupSums: Float64Array,
  out: CellSums,
): void {
  const { nodes, lists, offset, amount, amountSquare, known } = data;
  const at = s * data.types + type;
  const groups = data.listOnly[at];
  const patterns = 1 << lists;
  const linear = linearPart(data, state, s, type);
  let observed = 0;
  let unlisted = 0;
  let unlistedAmount = 0;
  let unlistedSquare = 0;
  let knownShare = 0;
  let logLikelihood = 0;
  let count = data.unsized[at];
  groupSums.fill(0, 0, 3 * groups.length);
  for (let j = 0; j < nodes; j++) {
    const e = Math.exp(-(linear + state.slope * offset[type * nodes + j]));
    const pi = 1 / (1 + e);
    const phi = table.density[j];
    const dark = phi * (1 - pi);
    const none = dark * table.listed[j * patterns];
    weights[j] = none;
    observed += phi - none;
    knownShare += phi * pi;
    unlisted += none;
    unlistedAmount += none * amount[type * nodes + j];
    unlistedSquare += none * amountSquare[type * nodes + j];
    const here = known[at * nodes + j];
    if (here > 0) {
      logLikelihood -= here * Math.log1p(e);
      count += here;
    }
    for (let g = 0; g < groups.length; g++) {
      const p = dark * table.listed[j * patterns + groups[g].pattern] * (groups[g].size?.[j] ?? 1);
      groupSums[3 * g] += p;
      groupSums[3 * g + 1] += p * amount[type * nodes + j];
      groupSums[3 * g + 2] += p * amountSquare[type * nodes + j];
    }
  }
  if (data.unsized[at] > 0) logLikelihood += data.unsized[at] * Math.log(knownShare + 1e-300);
  out.observed = observed;
  out.unlisted = unlisted;
  out.unlistedAmount = unlistedAmount;
  out.unlistedSquare = unlistedSquare;
  out.logLikelihood = logLikelihood;
  out.count = count;
}

/** Goes on with likelihood and number where {@link sumSizes} has ended. */
function sumLists(groups: readonly ListOnly[], groupSums: Float64Array, sums: CellSums): void {
  sums.listed = 0;
  sums.listAmount = 0;
  sums.listVariance = 0;
  for (let g = 0; g < groups.length; g++) {
    const { weight } = groups[g];
    const total = groupSums[3 * g] + 1e-300;
    sums.logLikelihood += weight * Math.log(total);
    const mean = groupSums[3 * g + 1] / total;
    sums.listAmount += weight * mean;
    sums.listVariance += weight * Math.max(0, groupSums[3 * g + 2] / total - mean * mean);
    sums.count += weight;
    sums.listed += weight;
  }
}

/** Numbers are Poisson with a gamma frailty, given what is observed: a negative binomial for those, a gamma for the rest. */
function fillTerm(
  data: SelectionData,
  state: SelectionState,
  table: TypeTable,
  s: number,
  type: number,
  sums: CellSums,
  out: CellTerm,
): void {
  const { frailty } = data;
  const { observed, unlisted, unlistedAmount, unlistedSquare, count, listed, listAmount, listVariance } =
    sums;
  const zone = data.zone[s];
  const carried = data.unlooked[zone] === 1 ? state.transfer : 0;
  const rate = data.expected[s * data.types + type] * Math.exp(table.iota + state.eta[zone] + carried);
  let { logLikelihood } = sums;
  if (count > 0) logLikelihood += count * Math.log(rate + 1e-300);
  logLikelihood -= (frailty + count) * Math.log1p((rate * observed) / frailty);
  const factor = (frailty + count) / (frailty + rate * observed);
  const unlistedAccounts = factor * rate * unlisted;
  const mean = unlisted > 0 ? unlistedAmount / unlisted : 0;
  const square = unlisted > 0 ? unlistedSquare / unlisted : 0;
  const growth = Math.exp(data.zoneSize[zone]);
  out.logLikelihood = logLikelihood;
  out.amount = growth * (unlistedAccounts * mean + listAmount);
  out.variance =
    growth *
    growth *
    (unlistedAccounts * square + (unlistedAccounts * mean) ** 2 / (frailty + count) + listVariance);
  out.dark = unlistedAccounts + listed;
  out.unlisted = unlistedAccounts;
}

/** Log likelihood of a zone's panel total, given mean and variance of its dark amount (log-normal by moments). */
export function panelTerm(data: SelectionData, zone: number, amount: number, variance: number): number {
  const actual = data.darkAmount[zone];
  if (Number.isNaN(actual)) return 0;
  const error = data.darkAmountError[zone];
  const floor = Math.max(actual, error);
  const mean = Math.max(amount, 1);
  const s2 = Math.log1p(variance / (mean * mean)) + (error / floor) ** 2;
  const gap = Math.log(floor) - Math.log(mean) + 0.5 * s2;
  return -0.5 * ((gap * gap) / s2 + Math.log(s2));
}
