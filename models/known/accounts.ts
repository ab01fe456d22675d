import { yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import type { Sources } from "../../twin/source.ts";
import { agreeingAgents } from "./agents.ts";
import { dirichletStrength, estimateInertia } from "./choice.ts";
import { type Expectation, expectationSource, fitExpectation } from "./expectation.ts";
import { type Kinds, kindPriors, kindsOf } from "./kinds.ts";
import { fitLines } from "./lines.ts";
import { knownNote } from "./notes.ts";
import { fitOutlook } from "./outlook.ts";
import { ownTransitions, type PurchaseRecord, purchaseRecord } from "./purchases.ts";
import { gammaPrior } from "./rates.ts";
import type { LineRates } from "./trials.ts";

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
  const outlook = fitOutlook(market, periods => lineRates(purchaseRecord(market, periods), kinds, brands));
  const expectation = fitExpectation(market, kinds);
  const lines = fitLines(record, kinds, brands, spread.line);
  const priors = sharePriors(record, kinds, brands);
  const measured = brands > 1 ? estimateInertia(ownTransitions(market), priors[0].mean) : null;
  const inertia = measured ?? 0;
  const agents = agreeingAgents(expectation, lines, aware, i => priors[kinds.of[i]].mean, {
    inertia,
    year: yearPeriods(market.period),
  });
  return {
    ...agents,
    rate: agents.rate.map(rate => rate * spread.dispersion),
    rateShape: lineRates(record, kinds, brands).shape,
    alive: outlook.chance,
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

/** Order lines a period that accounts buy as long as they go on: posterior means, with the gamma shape of all brands'. */
function lineRates(
  record: PurchaseRecord,
  kinds: Kinds,
  brands: number,
): LineRates & { readonly shape: Float64Array } {
  const lines = allLines(record, brands);
  const priors = kindPriors(kinds, members =>
    gammaPrior(
      members.map(i => lines[i]),
      members.map(i => record.exposure[i]),
    ),
  );
  const shares = sharePriors(record, kinds, brands);
  const shape = lines.map((n, i) => priors[kinds.of[i]].shape + n);
  const any = shape.map((s, i) => s / (priors[kinds.of[i]].exposure + record.exposure[i]));
  const own = any.map((rate, i) => rate * shrunkShare(record, lines[i], shares[kinds.of[i]], brands, i, 0));
  return { any, own, shape };
}

/** Order lines of all brands by account. */
function allLines(record: PurchaseRecord, brands: number): Float64Array {
  return record.exposure.map((_, i) => sum(record.lines, i * brands, brands));
}

interface SharePrior {
  readonly mean: Float64Array;
  readonly strength: number;
}

/** Dirichlet prior of the brands' shares of an account's order lines, by kind. */
function sharePriors(record: PurchaseRecord, kinds: Kinds, brands: number): SharePrior[] {
  const lines = allLines(record, brands);
  return kindPriors(kinds, members => {
    const mean = new Float64Array(brands);
    for (const i of members) for (let b = 0; b < brands; b++) mean[b] += record.lines[i * brands + b];
    const all = sum(mean, 0, brands);
    const strength = dirichletStrength(
      members.map(i => record.lines[i * brands]),
      members.map(i => lines[i]),
    );
    return { mean: mean.map(v => (v + 1) / (all + brands)), strength };
  });
}

function shrunkShare(
  record: PurchaseRecord,
  lines: number,
  prior: SharePrior,
  brands: number,
  account: number,
  brand: number,
): number {
  const own = record.lines[account * brands + brand];
  return (own + prior.strength * prior.mean[brand]) / (lines + prior.strength);
}

function sum(values: Float64Array, from: number, count: number): number {
  let total = 0;
  for (let j = 0; j < count; j++) total += values[from + j];
  return total;
}
