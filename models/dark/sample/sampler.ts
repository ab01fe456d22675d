import type { Chance } from "../../../core/chance.ts";
import type { SelectionData, SelectionState } from "../law/selection.ts";
import { type AdaptiveBlock, adaptiveBlock } from "./adaptiveBlock.ts";
import { type LikelihoodCache, openLikelihood } from "./likelihood.ts";
import { globalMove, levelMove, type Move, spreadMove, typeMove, zoneMove } from "./moves.ts";
import { PRIOR, slopePrior } from "./priors.ts";

export interface SamplerOptions {
  readonly warmUp: number;
  readonly sweeps: number;
  /** States to keep, evenly spaced after the warm-up. */
  readonly keep: number;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Draws from the joint posterior by Metropolis within Gibbs: a block a type, a block a zone, one for what all share, and
 * moves of the level of all types at once, along which the data often say little.
 */
export function samplePosterior(
  data: SelectionData,
  start: SelectionState,
  chance: Chance,
  { warmUp, sweeps, keep, onProgress }: SamplerOptions,
): SelectionState[] {
  const chain = openChain(data, start, chance, warmUp);
  const kept: SelectionState[] = [];
  const every = sweeps / keep;
  for (let i = 0; i < warmUp + sweeps; i++) {
    chain.sweep(i);
    if (i >= warmUp && i - warmUp + 1 >= every * (kept.length + 1)) kept.push(copyState(chain.state));
    if (i % 50 === 0) onProgress?.(i, warmUp + sweeps);
  }
  onProgress?.(warmUp + sweeps, warmUp + sweeps);
  return kept;
}

function copyState(s: SelectionState): SelectionState {
  return {
    ...s,
    a: s.a.slice(),
    xi: s.xi.slice(),
    alpha: s.alpha.slice(),
    beta: s.beta.slice(),
    delta: s.delta.slice(),
    eta: s.eta.slice(),
    reach: s.reach.slice(),
  };
}

/** Where the chain starts: coverage at its prior, sizes as known, numbers as observed. */
export function startState(data: SelectionData): SelectionState {
  const { types, lists, zones, strata, expected, unsized, known, nodes, listOnly } = data;
  const xi = new Float64Array(types);
  for (let t = 0; t < types; t++) {
    let seen = 0.5;
    let mass = 1e-9;
    for (let s = 0; s < strata; s++) {
      const at = s * types + t;
      mass += expected[at];
      seen += unsized[at] + listOnly[at].reduce((sum, g) => sum + g.weight, 0);
      for (let j = 0; j < nodes; j++) seen += known[at * nodes + j];
    }
    xi[t] = Math.log(seen / mass);
  }
  return {
    a: new Float64Array(types).fill(PRIOR.level.mean),
    xi,
    alpha: new Float64Array(lists * types),
    level: PRIOR.level.mean,
    slope: slopePrior(data).mean,
    distance: 0,
    transfer: 0,
    beta: new Float64Array(lists).fill(PRIOR.beta.mean),
    delta: new Float64Array(lists),
    eta: new Float64Array(zones),
    reach: new Float64Array(zones),
    typeSd: 0.4,
    etaSd: 0.3,
    reachSd: 0.4,
  };
}

interface Chain {
  readonly state: SelectionState;
  sweep(iteration: number): void;
}

function openChain(data: SelectionData, start: SelectionState, chance: Chance, warmUp: number): Chain {
  const state = copyState(start);
  const cache = openLikelihood(data, state);
  const moved = { data, state, cache };
  const xiStart = start.xi.slice();
  const adaptive = (move: Move) => ({ move, block: adaptiveBlock(move.sizes, warmUp) });
  const types = Array.from({ length: data.types }, (_, t) => adaptive(typeMove(moved, t, xiStart)));
  const zones = Array.from({ length: data.zones }, (_, z) => adaptive(zoneMove(moved, z)));
  const beforeLevel = [...types, adaptive(globalMove(moved)), adaptive(levelMove(moved))];
  const afterLevel = [...zones, adaptive(spreadMove(moved))];
  return {
    state,
    sweep(iteration) {
      for (const { move, block } of beforeLevel) metropolis(move, block, cache, chance, iteration);
      drawLevel(data, state, chance);
      for (const { move, block } of afterLevel) metropolis(move, block, cache, chance, iteration);
    },
  };
}

/** One Metropolis step: the move is kept with the ratio of the posteriors, else taken back; its sizes learn from it. */
function metropolis(
  { apply, prior, likelihood }: Move,
  block: AdaptiveBlock,
  cache: LikelihoodCache,
  chance: Chance,
  iteration: number,
): void {
  const before = prior() + cache.total();
  const steps = block.propose(chance).slice();
  apply(steps, 1);
  const after = likelihood() + prior();
  const ratio = Number.isNaN(after) ? 0 : Math.min(1, Math.exp(after - before));
  if (chance.uniform() < ratio) cache.keep();
  else apply(steps, -1);
  block.learn(ratio, iteration);
}

/** The level given the types' log odds is normal. */
function drawLevel(data: SelectionData, state: SelectionState, chance: Chance): void {
  const { level } = PRIOR;
  const types = state.a.length;
  const precision = 1 / level.sd ** 2 + types / state.typeSd ** 2;
  let sum = level.mean / level.sd ** 2;
  for (let t = 0; t < types; t++) sum += (state.a[t] - state.slope * data.typeSize[t]) / state.typeSd ** 2;
  state.level = sum / precision + chance.normal() / Math.sqrt(precision);
}
