import type { Chance } from "../../../core/chance.ts";
import type { SelectionData, SelectionState } from "../law/selection.ts";
import { type AdaptiveBlock, adaptiveBlock } from "./adaptiveBlock.ts";
import { type LikelihoodCache, openLikelihood } from "./likelihood.ts";
import { globalMove, levelMove, type Move, spreadMove, typeMove, zoneMove } from "./moves.ts";
import { PRIOR, slopePrior } from "./priors.ts";

export interface SamplerOptions {
  readonly warmUp: number;
  /** Sweeps before anything is kept, after each change of the data. */
  readonly settling: number;
  /** Of all data together. */
  readonly sweeps: number;
  /** States to keep, evenly spaced after the warm-up. */
  readonly keep: number;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Draws from the joint posterior by Metropolis within Gibbs: a block a type, a block a zone, one for what all share, and
 * moves of the level of all types at once, along which the data often say little. Of several data sets, as imputation makes
 * them, each gives as many states; the chain goes on from one to the next, so that their order should be by likeness.
 */
export function samplePosterior(
  data: readonly SelectionData[],
  start: SelectionState,
  chance: Chance,
  { warmUp, settling, sweeps, keep, onProgress }: SamplerOptions,
): SelectionState[] {
  const chain = openChain(start, chance, warmUp);
  const kept: SelectionState[] = [];
  const each = Math.ceil(keep / data.length);
  const every = Math.max(1, sweeps / keep);
  const all = warmUp + data.length * settling + sweeps;
  let done = 0;
  for (const [d, set] of data.entries()) {
    chain.use(set);
    const before = d === 0 ? warmUp : settling;
    const mine = Math.min(each, keep - kept.length);
    for (let i = 1, from = kept.length; kept.length < from + mine; i++) {
      chain.sweep(done);
      if (i > before && i - before >= every * (kept.length - from + 1)) kept.push(copyState(chain.state));
      if (done++ % 50 === 0) onProgress?.(Math.min(done, all), all);
    }
  }
  onProgress?.(all, all);
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
    gamma: s.gamma.slice(),
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
    gamma: new Float64Array((lists * (lists - 1)) / 2),
    eta: new Float64Array(zones),
    reach: new Float64Array(zones),
    typeSd: 0.4,
    etaSd: 0.3,
    reachSd: 0.4,
  };
}

interface Chain {
  readonly state: SelectionState;
  /** The data from here on. */
  use(data: SelectionData): void;
  sweep(iteration: number): void;
}

interface Step {
  readonly move: Move;
  readonly block: AdaptiveBlock;
}

/** Blocks keep what they learned of their sizes when the data change. */
function openChain(start: SelectionState, chance: Chance, warmUp: number): Chain {
  const state = copyState(start);
  const xiStart = start.xi.slice();
  const blocks = new Map<string, AdaptiveBlock>();
  const step = (name: string, move: Move): Step => {
    const block = blocks.get(name) ?? adaptiveBlock(move.sizes, warmUp);
    blocks.set(name, block);
    return { move, block };
  };
  let sweep: (iteration: number) => void = () => {};
  return {
    state,
    use(data) {
      const cache = openLikelihood(data, state);
      const moved = { data, state, cache };
      const beforeLevel = [
        ...Array.from({ length: data.types }, (_, t) => step(`type ${t}`, typeMove(moved, t, xiStart))),
        step("global", globalMove(moved)),
        step("level", levelMove(moved)),
      ];
      const afterLevel = [
        ...Array.from({ length: data.zones }, (_, z) => step(`zone ${z}`, zoneMove(moved, z))),
        step("spread", spreadMove(moved)),
      ];
      sweep = iteration => {
        for (const { move, block } of beforeLevel) metropolis(move, block, cache, chance, iteration);
        drawLevel(data, state, chance);
        for (const { move, block } of afterLevel) metropolis(move, block, cache, chance, iteration);
      };
    },
    sweep: iteration => sweep(iteration),
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
