import { exp } from "../../core/math.ts";
import { begin } from "./begin.ts";
import { leavingCheck } from "./connected.ts";
import { addToFront, type Candidate, type Front } from "./front.ts";
import { luck } from "./luck.ts";
import type { Question } from "./question.ts";
import { recutter } from "./recombine.ts";
import {
  boundsKept,
  type Energy,
  energyOf,
  type Kept,
  leastKept,
  type Scores,
  scoresOf,
  type Taste,
} from "./scores.ts";
import { CUT, KEPT, move, type State, stateOf } from "./state.ts";

/** One walk of annealing. The same task gives the same bits wherever it runs. */
export interface ChainTask {
  readonly question: Question;
  readonly seed: number;
  /** Names its stream of chance, and its taste. */
  readonly chain: number;
  readonly taste: Taste;
  /** Proposals. */
  readonly steps: number;
  /** Plans that its front may hold. */
  readonly frontSize: number;
}

export interface ChainResult {
  /** Of the plans that keep most bounds, those that no other beats in everything. */
  readonly front: Front;
  /** Of these the one of least energy. */
  readonly best: Candidate;
  readonly kept: Kept;
  /** Scores of such plans that the walk passed, evenly over its steps: the ensemble. */
  readonly ensemble: readonly Scores[];
}

/** Names the streams of chance that belong to the search. */
const PURPOSE = 0x5ea3c4;
const BEGIN = 0x5ea3c5;

/** One of so many proposals recombines, and the fewer the more units a territory has: that costs as much as all flips. */
const RECOMBINES = 8;
/** Temperatures, in energies of one territory: from the first down to e^−5.5 of it, by equal factors. */
const HOTTEST = 1;
const COOLED = 5.5;
/** The last part of a walk goes downhill only. */
const DOWNHILL = 0.9;
/** Places that are tried for a border. */
const TRIES = 64;
/** Plans that are looked at more closely. */
const LOOKS = 4000;
const ENSEMBLE = 500;

/** @param onPart told now and then, by steps and not by time: share done and the best so far */
export function runChain(
  task: ChainTask,
  onPart: (done: number, best: () => Candidate) => void = () => undefined,
): ChainResult {
  const { question, seed, chain, taste, steps } = task;
  const state = stateOf(question, begin(question, luck(seed, BEGIN, 0)));
  const energy = energyOf(question, taste, scoresOf(state));
  const propose = proposer(state, energy, luck(seed, PURPOSE, chain));
  const watch = watcher(state, energy, task.frontSize);
  watch.look();
  const stride = Math.max(1, Math.ceil(steps / LOOKS));
  for (let step = 1; step <= steps; step++) {
    const done = step / steps;
    const cooling = HOTTEST * exp(-Math.min(1, done / DOWNHILL) * COOLED);
    propose(done > DOWNHILL ? 1e-9 : cooling);
    if (step % stride === 0) {
      watch.look();
      onPart(done, watch.best);
    }
  }
  watch.look();
  return watch.result();
}

/** Makes one proposal at a temperature, and takes it or leaves the state as it was. */
function proposer(state: State, energy: Energy, uniform: () => number): (temperature: number) => void {
  const { question, territory, size, totals } = state;
  const { units, contiguous, locked, territories } = question;
  const { start, to } = question.graph;
  const recombines = 1 / Math.max(RECOMBINES, units / territories / RECOMBINES);
  const stays = leavingCheck(question.graph);
  const recut = recutter(state, energy);
  const undo = new Int32Array(units);
  const least = leastKept(question);
  /** What may change rep is a limit that no walk crosses, and that one beyond it comes nearer to. */
  const taken = (change: number, kept: number, temperature: number) =>
    (totals[KEPT] >= least || totals[KEPT] >= kept) &&
    (change <= 0 || uniform() < exp(-change / temperature));
  const both = (a: number, b: number) =>
    energy.territory(state, a) + energy.territory(state, b) + energy.whole(totals[KEPT], totals[CUT]);

  const flip = (unit: number, target: number, temperature: number): void => {
    const own = territory[unit];
    if (own === target || locked[unit] >= 0 || size[own] === 1) return;
    const [before, kept] = [both(own, target), totals[KEPT]];
    move(state, unit, target);
    if (taken(both(own, target) - before, kept, temperature)) {
      // The dear question last: most proposals end before it.
      territory[unit] = own;
      const whole = !contiguous || stays(state, unit);
      territory[unit] = target;
      if (whole) return;
    }
    move(state, unit, own);
  };

  const recombine = (a: number, b: number, temperature: number): void => {
    const cut = recut(a, b, temperature, uniform);
    if (cut === null) return;
    const [before, kept] = [both(a, b), totals[KEPT]];
    for (let i = 0; i < cut.count; i++) {
      undo[i] = territory[cut.units[i]];
      move(state, cut.units[i], cut.to[i]);
    }
    if (taken(both(a, b) - before, kept, temperature)) return;
    for (let i = 0; i < cut.count; i++) move(state, cut.units[i], undo[i]);
  };

  return temperature => {
    if (territories < 2) return;
    if (uniform() >= recombines) {
      const unit = Math.floor(uniform() * units);
      const ways = start[unit + 1] - start[unit];
      if (ways === 0) return;
      return flip(unit, territory[to[start[unit] + Math.floor(uniform() * ways)]], temperature);
    }
    for (let n = 0; n < TRIES; n++) {
      const unit = Math.floor(uniform() * units);
      const ways = start[unit + 1] - start[unit];
      if (ways === 0) continue;
      const other = territory[to[start[unit] + Math.floor(uniform() * ways)]];
      if (other !== territory[unit]) return recombine(territory[unit], other, temperature);
    }
  };
}

/** Keeps the best, the front and the ensemble of what a walk passes; what keeps more bounds takes the place of all before. */
function watcher(state: State, energy: Energy, frontSize: number) {
  const { question, totals } = state;
  let front: Front = [];
  let best: Candidate = { assignment: Int32Array.from(state.territory), scores: scoresOf(state) };
  let kept: Kept = 0;
  let bestEnergy = Number.POSITIVE_INFINITY;
  let passed: Scores[] = [];
  const energyNow = () => {
    let sum = energy.whole(totals[KEPT], totals[CUT]);
    for (let t = 0; t < question.territories; t++) sum += energy.territory(state, t);
    return sum;
  };
  return {
    look() {
      const now = boundsKept(state);
      if (now < kept) return;
      if (now > kept) {
        [front, passed, bestEnergy, kept] = [[], [], Number.POSITIVE_INFINITY, now];
      }
      const scores = scoresOf(state);
      const assignment = () => Int32Array.from(state.territory);
      const energy = energyNow();
      if (energy < bestEnergy) {
        [best, bestEnergy] = [{ assignment: assignment(), scores }, energy];
      }
      passed.push(scores);
      front = addToFront(front, scores, assignment, frontSize);
    },
    best: () => best,
    result: () => ({ front, best, kept, ensemble: thinned(passed) }),
  };
}

/** Evenly chosen of what was passed. */
function thinned(passed: readonly Scores[]): Scores[] {
  const every = Math.max(1, Math.ceil(passed.length / ENSEMBLE));
  return passed.filter((_, i) => i % every === 0);
}

/** The start alone, as the walks have it: for what it breaks. */
export function startOf(question: Question, seed: number): Int32Array {
  return begin(question, luck(seed, BEGIN, 0));
}
