import { yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import type { Sources } from "../../twin/source.ts";
import { agreeingAgents } from "./agents.ts";
import { estimateInertia } from "./choice.ts";
import { type Expectation, expectationSource, fitExpectation } from "./expectation.ts";
import { type Kinds, kindPriors, kindsOf } from "./kinds.ts";
import { fitLines } from "./lines.ts";
import { knownNote } from "./notes.ts";
import { fitOutlook } from "./outlook.ts";
import { ownTransitions, type PurchaseRecord } from "./purchases.ts";
import { gammaPrior } from "./rates.ts";

/**
 * What is learned of each account, in the market's account order.
 *
 * An occasion of the simulator is a statistical unit: its amount's spread, and if need be the number of occasions a
 * line, are set so that the variance of an account's amount a period is the one seen in the data (compare
 * quasi-Poisson regression, McCullagh and Nelder 1989, section 6.2). See docs/decisions/0002.
 */
export interface AccountFit {
  /** Occasions a period at index 1. */
  readonly rate: Float64Array;
  /** Gamma shape of the rate's posterior. */
  readonly rateShape: Float64Array;
  /** P(at least one own purchase within a year); NaN for accounts that never bought the own brand. */
  readonly alive: Float64Array;
  /** What a year is expected to bring at index 1: see {@link Expectation}. */
  readonly expectation: Expectation;
  /** The same of accounts that never bought it; 0 for the others. */
  readonly firstChance: Float64Array;
  /** Hazard a period at which customers leave the own brand. */
  readonly dropout: number;
  /** Minor units an occasion before the factors of the brand and, for the own brand, of the account. */
  readonly amountMean: Float64Array;
  readonly brandAmount: Float64Array;
  readonly ownLine: Float64Array;
  readonly amountShape: number;
  /** Stationary shares of occasions and the weights that give them; [account × brand]. */
  readonly shares: Float64Array;
  readonly preference: Float64Array;
  readonly inertia: number;
  readonly dispersion: number;
  readonly sources: Sources;
}

/**
 * Learns rates, amounts and preferences of every account.
 * @param aware 1: the account knows the own brand, and what it buys of it is its preference
 */
export function fitAccounts(market: Market, record: PurchaseRecord, aware: Uint8Array): AccountFit {
  const brands = market.brands.length;
  const kinds = kindsOf(market);
  const spread = ownSpread(record, brands);
  const outlook = fitOutlook(market);
  const expectation = fitExpectation(market, kinds);
  const lines = fitLines(record, kinds, brands, spread.line);
  const usual = kindShares(record, kinds, brands);
  const measured = brands > 1 ? estimateInertia(ownTransitions(market), usual[0]) : null;
  const inertia = measured ?? 0;
  const agents = agreeingAgents(expectation, lines, aware, i => usual[kinds.of[i]], {
    inertia,
    year: yearPeriods(market.period),
  });
  return {
    ...agents,
    rate: agents.rate.map(rate => rate * spread.dispersion),
    rateShape: rateShapes(record, kinds, brands),
    alive: outlook.chance,
    firstChance: outlook.firstChance,
    dropout: outlook.dropout,
    expectation,
    amountMean: lines.mean.map(amount => amount / spread.dispersion),
    brandAmount: lines.brand,
    ownLine: lines.ownLine,
    amountShape: spread.shape,
    inertia,
    dispersion: spread.dispersion,
    sources: {
      rates: expectationSource(expectation),
      repurchase: outlook.source,
      amounts: { from: "data", note: knownNote("known.amounts") },
      preferences: { from: "data", note: knownNote("known.preferences") },
      inertia:
        measured === null
          ? { from: "prior", note: knownNote("known.inertia_prior") }
          : { from: "data", note: knownNote("known.inertia") },
    },
  };
}

interface Spread {
  /** Squared coefficient of variation of an account's own lines. */
  readonly line: number;
  /** Gamma shape of an occasion's amount. */
  readonly shape: number;
  /** Occasions a line. */
  readonly dispersion: number;
}

/** Most regular amount of an occasion that is still a gamma draw. */
const MAX_SHAPE = 50;

/**
 * Spread of occasions such that the variance of an account's own amount a period, λ·m²·(1 + 1/shape)/dispersion,
 * is the one seen. Accounts order on a rhythm, so that Poisson counts bring variance that real counts lack: the
 * amounts then take less than lines show, and where even constant amounts are too much, lines are split.
 */
function ownSpread(record: PurchaseRecord, brands: number): Spread {
  let within = 0;
  let square = 0;
  let poisson = 0;
  let variance = 0;
  for (let i = 0; i < record.exposure.length; i++) {
    const lines = record.lines[i * brands];
    const exposure = record.exposure[i];
    if (lines < 4 || exposure <= 0) continue;
    const amount = record.amount[i * brands];
    within += record.ownSquares[i] - amount ** 2 / lines;
    square += amount ** 2 / lines;
    poisson += amount ** 2 / lines / exposure;
    variance += record.ownSquares[i] / exposure - (amount / exposure) ** 2;
  }
  if (poisson <= 0 || variance <= 0) return { line: 1, shape: 1, dispersion: 1 };
  const line = Math.min(4, Math.max(0.02, within / square));
  const ratio = variance / poisson;
  const least = 1 + 1 / MAX_SHAPE;
  if (ratio < least) return { line, shape: MAX_SHAPE, dispersion: Math.min(6, least / ratio) };
  return { line, shape: Math.max(0.3, 1 / (ratio - 1)), dispersion: 1 };
}

/** Gamma shapes of the posterior of accounts' rates: the prior's of their kind, and their own lines. */
function rateShapes(record: PurchaseRecord, kinds: Kinds, brands: number): Float64Array {
  const lines = allLines(record, brands);
  const priors = kindPriors(kinds, members =>
    gammaPrior(
      members.map(i => lines[i]),
      members.map(i => record.exposure[i]),
    ),
  );
  return lines.map((n, i) => priors[kinds.of[i]].shape + n);
}

/** Order lines of all brands by account. */
function allLines(record: PurchaseRecord, brands: number): Float64Array {
  return record.exposure.map((_, i) => sum(record.lines, i * brands, brands));
}

/** The brands' shares of the order lines of each kind. */
function kindShares(record: PurchaseRecord, kinds: Kinds, brands: number): Float64Array[] {
  return kindPriors(kinds, members => {
    const lines = new Float64Array(brands);
    for (const i of members) for (let b = 0; b < brands; b++) lines[b] += record.lines[i * brands + b];
    const all = sum(lines, 0, brands);
    return lines.map(v => (v + 1) / (all + brands));
  });
}

function sum(values: Float64Array, from: number, count: number): number {
  let total = 0;
  for (let j = 0; j < count; j++) total += values[from + j];
  return total;
}
