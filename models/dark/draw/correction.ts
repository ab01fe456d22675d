import { chance } from "../../../core/chance.ts";
import { normalQuantile } from "../../../core/distributions.ts";
import type { DarkPosterior } from "./posterior.ts";

/** How far an estimate is off beyond what its own draws say: log(estimate / truth) ~ N(shift, sd²). */
export interface ErrorLaw {
  readonly shift: number;
  readonly sd: number;
}

/** Laws of the errors of dark accounts and amounts over a whole market; null: its own draws say it all. */
export interface ErrorLaws {
  readonly accounts: ErrorLaw | null;
  readonly amount: ErrorLaw | null;
}

export interface Corrected {
  readonly posterior: DarkPosterior;
  /** Mean amount after over before. */
  readonly amountFactor: number;
}

const PURPOSE = 0x636f7272;

/**
 * A posterior whose draws hold such errors too: all accounts (amounts) of a draw times one factor exp(−shift − sd·z), the
 * same z for both, so that sums over any patches stay joint. Counts stay whole: n·f is rounded at random, alike for all
 * accounts of a patch and for the unaware among them. Standard normal scores stand for z, in an order of chance.
 */
export function corrected(posterior: DarkPosterior, laws: ErrorLaws, seed: number): Corrected {
  const { draws, patches } = posterior;
  const luck = chance(seed, PURPOSE);
  const z = scores(draws, luck.uniform);
  const factors = (law: ErrorLaw | null) => z.map(v => (law ? Math.exp(-law.shift - law.sd * v) : 1));
  const [ofAccounts, ofAmount] = [factors(laws.accounts), factors(laws.amount)];
  const at = (factor: Float64Array, i: number) => factor[Math.floor(i / patches.count)];
  const accounts = posterior.accounts.slice();
  const unaware = posterior.unaware.slice();
  if (laws.accounts)
    accounts.forEach((n, i) => {
      if (n === 0) return;
      const u = luck.uniform();
      accounts[i] = Math.floor(n * at(ofAccounts, i) + u);
      unaware[i] = Math.floor(unaware[i] * at(ofAccounts, i) + u);
    });
  const amount = posterior.amount.map((v, i) => v * at(ofAmount, i));
  const own = posterior.own.map((v, i) => v * at(ofAmount, i));
  const [before, after] = [sum(posterior.amount), sum(amount)];
  return {
    posterior: { ...posterior, accounts, unaware, amount, own },
    amountFactor: before > 0 ? after / before : 1,
  };
}

/** Normal scores of the draws in a random order. */
function scores(draws: number, uniform: () => number): Float64Array {
  const order = Array.from({ length: draws }, (_, k) => ({ k, at: uniform() })).sort((a, b) => a.at - b.at);
  return Float64Array.from(order, ({ k }) => normalQuantile((k + 0.5) / draws));
}

function sum(values: Float64Array): number {
  return values.reduce((total, v) => total + v, 0);
}
