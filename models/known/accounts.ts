import type { Market } from "../../data/market/market.ts";
import type { Sources } from "../../twin/source.ts";
import { amountPriorLines, brandFactors } from "./amounts.ts";
import { dirichletStrength, estimateInertia, stationaryShares, weightsForShares } from "./choice.ts";
import { knownNote } from "./notes.ts";
import { fitOutlook, type Outlook } from "./outlook.ts";
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
  /** Occasions a period of the year ahead: what goes on for accounts that fell silent is little, for closed ones nothing. */
  readonly rate: Float64Array;
  /** Own occasions a period of the year ahead, also of accounts that first have to become aware of the brand. */
  readonly ownRate: Float64Array;
  /** Gamma shape of the rate's posterior. */
  readonly rateShape: Float64Array;
  /** P(at least one own purchase within a year); NaN for accounts that never bought the own brand. */
  readonly alive: Float64Array;
  /** Minor units an occasion before the brand factor. */
  readonly amountMean: Float64Array;
  readonly brandAmount: Float64Array;
  readonly amountShape: number;
  /** Stationary shares of occasions and the weights that give them; [account × brand]. */
  readonly shares: Float64Array;
  readonly preference: Float64Array;
  readonly inertia: number;
  readonly dispersion: number;
  readonly sources: Sources;
}

/** Accounts of a type below which the whole market's prior serves. */
const MIN_TYPE = 30;

/**
 * Learns rates, amounts and preferences of every account.
 * @param aware 1: the account knows the own brand, and what it buys of it is its preference; see {@link shareAhead}
 */
export function fitAccounts(market: Market, record: PurchaseRecord, aware: Uint8Array): AccountFit {
  const n = market.accounts.count;
  const brands = market.brands.length;
  const kinds = kindOf(market);
  const spread = ownSpread(record, brands);
  const outlook = fitOutlook(market, periods => lineRates(purchaseRecord(market, periods), kinds, brands));
  const { any, own, shape: rateShape } = lineRates(record, kinds, brands);
  const rate = any.map((lines, i) => outlook.any[i] * lines);
  const ownRate = own.map((lines, i) => outlook.own[i] * lines);
  const brandAmount = brandFactors(record.lines, record.amount, brands);
  const amountMean = fitAmounts(record, brandAmount, kinds, spread.line);
  const { shares, preference, inertia, measured } = fitPreferences(market, record, kinds, (share, i) =>
    aware[i] === 1 ? shareAhead(share, outlook, i) : share,
  );
  for (let i = 0; i < n; i++) {
    rate[i] *= spread.dispersion;
    ownRate[i] *= spread.dispersion;
    amountMean[i] /= spread.dispersion;
  }
  return {
    rate,
    ownRate,
    rateShape,
    alive: outlook.chance,
    amountMean,
    brandAmount,
    amountShape: spread.shape,
    shares,
    preference,
    inertia,
    dispersion: spread.dispersion,
    sources: {
      rates: { from: "data", note: knownNote("known.rates") },
      repurchase: outlook.source,
      amounts: { from: "data", note: knownNote("known.amounts") },
      preferences: { from: "data", note: knownNote("known.preferences") },
      inertia: measured
        ? { from: "data", note: knownNote("known.inertia") }
        : { from: "prior", note: knownNote("known.inertia_prior") },
    },
  };
}

interface Kinds {
  readonly count: number;
  readonly of: Int32Array;
}

/** Kind of each account for priors: its type, or one kind for all types with few accounts. */
function kindOf(market: Market): Kinds {
  const types = market.types.length;
  const size = new Int32Array(types + 1);
  for (let i = 0; i < market.accounts.count; i++) size[Math.max(market.accounts.type[i], -1) + 1]++;
  const of = Int32Array.from(market.accounts.type, t => (t >= 0 && size[t + 1] >= MIN_TYPE ? t + 1 : 0));
  return { count: types + 1, of };
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

/**
 * The own share of an account's occasions in the year ahead, where own purchases go on otherwise than all purchases: who
 * left the own brand and still buys rivals'. It comes at most half the way to one.
 */
function shareAhead(share: number, { own, any }: Outlook, account: number): number {
  if (any[account] <= 0) return share;
  return Math.min((share * own[account]) / any[account], (1 + share) / 2);
}

/** One prior a kind; kind 0 is estimated on everybody. */
function kindPriors<P>(kinds: Kinds, estimate: (members: number[]) => P): P[] {
  const everybody = Array.from(kinds.of, (_, i) => i);
  return Array.from({ length: kinds.count }, (_, kind) => {
    const members = kind === 0 ? everybody : everybody.filter(i => kinds.of[i] === kind);
    return estimate(members.length > 0 ? members : everybody);
  });
}

function fitAmounts(
  record: PurchaseRecord,
  factors: Float64Array,
  kinds: Kinds,
  within: number,
): Float64Array {
  const brands = factors.length;
  const n = record.exposure.length;
  const amount = Float64Array.from({ length: n }, (_, i) => sum(record.amount, i * brands, brands));
  // Lines counted in units of the mean brand's line, so that a mix of dear brands is not taken for a big buyer.
  const units = Float64Array.from({ length: n }, (_, i) => {
    let total = 0;
    for (let b = 0; b < brands; b++) total += record.lines[i * brands + b] * factors[b];
    return total;
  });
  const priors = kindPriors(kinds, members => {
    const buyers = members.filter(i => units[i] > 0);
    const overall = total(amount, buyers) / Math.max(total(units, buyers), 1e-9);
    const means = buyers.map(i => amount[i] / units[i]);
    return {
      overall,
      lines:
        overall > 0
          ? amountPriorLines(
              means,
              buyers.map(i => units[i]),
              overall,
              within,
            )
          : 1,
    };
  });
  return Float64Array.from({ length: n }, (_, i) => {
    const prior = priors[kinds.of[i]];
    return (amount[i] + prior.lines * prior.overall) / (units[i] + prior.lines);
  });
}

function fitPreferences(
  market: Market,
  record: PurchaseRecord,
  kinds: Kinds,
  ahead: (ownShare: number, account: number) => number,
): { shares: Float64Array; preference: Float64Array; inertia: number; measured: boolean } {
  const brands = market.brands.length;
  const lines = allLines(record, brands);
  const n = lines.length;
  const priors = sharePriors(record, kinds, brands);
  const measuredInertia = brands > 1 ? estimateInertia(ownTransitions(market), priors[0].mean) : null;
  const inertia = measuredInertia ?? 0;
  const shares = new Float64Array(n * brands);
  const preference = new Float64Array(n * brands);
  const weights = new Float64Array(brands);
  for (let i = 0; i < n; i++) {
    const own = shares.subarray(i * brands, (i + 1) * brands);
    for (let b = 0; b < brands; b++)
      own[b] = shrunkShare(record, lines[i], priors[kinds.of[i]], brands, i, b);
    if (brands > 1) moveOwnShare(own, ahead(own[0], i));
    preference.set(weightsForShares(own, inertia, weights), i * brands);
    stationaryShares(preference.subarray(i * brands, (i + 1) * brands), inertia, own);
  }
  return { shares, preference, inertia, measured: measuredInertia !== null };
}

/** Sets the own share; what it gives or takes is the others' in proportion. */
function moveOwnShare(shares: Float64Array, own: number): void {
  const others = (1 - own) / (1 - shares[0]);
  for (let b = 1; b < shares.length; b++) shares[b] *= others;
  shares[0] = own;
}

function sum(values: Float64Array, from: number, count: number): number {
  let total = 0;
  for (let j = 0; j < count; j++) total += values[from + j];
  return total;
}

function total(values: Float64Array, members: readonly number[]): number {
  let result = 0;
  for (const i of members) result += values[i];
  return result;
}
