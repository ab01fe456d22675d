import { minimise } from "../../core/minimise.ts";

/**
 * A buyer's history from its first purchase on, as models of repeat buying count it: how many purchases followed (`repeats`),
 * when the last one was (`recency`; 0 where none followed) and how long it has been watched (`age`), in one unit of time.
 */
export interface History {
  readonly repeats: number;
  readonly recency: number;
  readonly age: number;
}

/** Equal histories together. */
export interface Counted extends History {
  readonly buyers: number;
}

/** A fitted model of repeat buying. Times are in the unit of the histories that it was fitted to. */
export interface BuyingLaw {
  /** Log-likelihood of one history. */
  logLikelihood(history: History): number;
  /** P(still a buyer at the end of the history). */
  alive(history: History): number;
  /** Expected purchases in `time` after the first one, of a buyer about whom nothing else is known. */
  expected(time: number): number;
  /** Expected purchases in `time` after the history. */
  expectedAfter(history: History, time: number): number;
}

/** A family of laws by its parameters, all above 0. */
export interface Family<P extends readonly number[]> {
  readonly start: P;
  law(parameters: P): BuyingLaw;
}

export interface FittedLaw<P> {
  readonly parameters: P;
  readonly law: BuyingLaw;
  /** Sum over buyers at the fit. */
  readonly logLikelihood: number;
}

/** Parameters are sought between 1/LARGEST and LARGEST; beyond, laws are told apart by nothing. */
const LARGEST = 1e4;

/** The likelihood's relative error that a forecast does not feel. */
const TOLERANCE = 1e-9;

/**
 * Maximum likelihood, over the logarithms of the parameters.
 * @param tolerance see `minimise`
 */
export function fitLaw<const P extends readonly number[]>(
  { start, law }: Family<P>,
  histories: readonly Counted[],
  tolerance = TOLERANCE,
): FittedLaw<P> {
  const bounded = (v: number) => Math.min(LARGEST, Math.max(1 / LARGEST, v));
  const at = (logs: Float64Array) => Array.from(logs, v => bounded(Math.exp(v))) as unknown as P;
  const total = (parameters: P): number => {
    const { logLikelihood } = law(parameters);
    return histories.reduce((sum, h) => sum + h.buyers * logLikelihood(h), 0);
  };
  const { at: logs, value } = minimise(x => -total(at(x)), start.map(Math.log), tolerance);
  return { parameters: at(logs), law: law(at(logs)), logLikelihood: -value };
}

/**
 * P(at least one purchase in `time` after the history): none came exactly when the same history has been watched that much
 * longer, so that it is 1 − L(x, tₓ, T + time) / L(x, tₓ, T), whatever the model.
 */
export function buysWithin({ logLikelihood }: BuyingLaw, history: History, time: number): number {
  const longer = { ...history, age: history.age + time };
  return -Math.expm1(logLikelihood(longer) - logLikelihood(history));
}

/** Equal histories counted together, in the order in which they are first met. */
export function countHistories(histories: Iterable<History>): Counted[] {
  const counted = new Map<string, { -readonly [K in keyof Counted]: Counted[K] }>();
  for (const { repeats, recency, age } of histories) {
    const key = `${repeats}/${recency}/${age}`;
    const known = counted.get(key);
    if (known) known.buyers++;
    else counted.set(key, { repeats, recency, age, buyers: 1 });
  }
  return [...counted.values()];
}
