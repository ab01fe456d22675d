import type { Market } from "../../data/market/market.ts";
import type { Source } from "../../twin/source.ts";
import type { TensorFlow } from "../tf/tensorflow.ts";
import { type AmountScale, amountScale } from "./amountScale.ts";
import { type CalibratedQuantiles, calibrate, T95 } from "./calibrated.ts";
import { crossFit, FOLDS, QUANTILES, WALLET_HEAD } from "./crossFit.ts";
import { expectedOutcome } from "./expected.ts";
import { accountFeatures } from "./features.ts";
import { siteFolds } from "./folds.ts";
import { densityFeatures, neighbourhoodOf } from "./neighbourhood.ts";
import { walletNote } from "./notes.ts";
import { type Observed, observedAmounts } from "./observed.ts";

/**
 * Wallets of the accounts: what each could buy in a year, as the 90% quantile of what comparable accounts buy.
 * Minor units; NaN where there is none (closed accounts, or too few to compare).
 */
export interface Wallets {
  readonly wallet: Float64Array;
  /** 5% and 95% points of what the quantile itself is known to. */
  readonly walletP05: Float64Array;
  readonly walletP95: Float64Array;
  /** Own amount of the last 52 periods. */
  readonly own: Float64Array;
  /**
   * What comparable accounts buy of rivals in a year on average: headroom that can be summed, since means add up and
   * quantiles do not. NaN where rivals' sales are not seen.
   */
  readonly headroomExpected: Float64Array;
  /** Quantiles by level, before the floor: what half, three quarters, nine, 19 of 20 comparable accounts stay below. */
  readonly quantiles: readonly { readonly level: number; readonly amount: Float64Array }[];
  readonly observed: Observed;
  readonly source: Source;
}

export interface WalletOptions {
  readonly seed: number;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Fewer accounts than this are one group of comparables; fewer than the second are none. */
const LEAST_FOR_NETWORK = 150;
const LEAST_FOR_QUANTILE = 20;

/**
 * Learns the wallets. The same market, seed and backend give the same wallets, bit for bit.
 * @param open opens TensorFlow.js; it is not called where there are too few accounts to train a network on
 */
export async function fitWallet(
  market: Market,
  open: () => Promise<TensorFlow>,
  { seed, onProgress }: WalletOptions,
): Promise<Wallets> {
  const observed = observedAmounts(market);
  const teachers = observed.teaches.reduce((sum, t) => sum + t, 0);
  if (teachers < LEAST_FOR_QUANTILE) return noWallets(observed, teachers);
  const { accounts } = market;
  const scale = amountScale(observed.outcome.filter((_, i) => observed.teaches[i] === 1));
  const y = observed.outcome.map(amount => (Number.isNaN(amount) ? 0 : scale.toScale(amount)));
  const foldOf = siteFolds(accounts.site, accounts.siteIds.length, FOLDS, seed);
  const near = neighbourhoodOf(market);
  const { teaches } = observed;
  let members: Float64Array[] = [new Float64Array(accounts.count * QUANTILES.length)];
  let backend: string | null = null;
  if (teachers >= LEAST_FOR_NETWORK) {
    const learning = await open();
    backend = learning.backend;
    const features = [...accountFeatures(market, observed, scale), ...densityFeatures(near, observed.open)];
    members = crossFit(learning.tf, { features, near, y, teaches, foldOf, seed, onProgress });
  }
  const calibrated = calibrate({ levels: QUANTILES, members, y, teaches, foldOf, folds: FOLDS });
  const { outcome } = observed;
  const mean = observed.allBrands
    ? expectedOutcome({ quantile: calibrated.quantile, outcome, teaches, foldOf, folds: FOLDS, scale })
    : null;
  return {
    ...walletsOf(observed, calibrated, scale, sourceOf(observed, teachers, backend)),
    headroomExpected: Float64Array.from(observed.open, (is, i) =>
      is === 1 && mean ? Math.round(mean[i]) : Number.NaN,
    ),
  };
}

/**
 * Quantiles as amounts: what the account buys of us and the quantile of what such accounts buy of rivals or, where
 * only own sales are seen, the quantile of these. A wallet is never below what the account verifiably bought.
 */
function walletsOf(
  observed: Observed,
  { quantile, error }: CalibratedQuantiles,
  scale: AmountScale,
  source: Source,
): Omit<Wallets, "headroomExpected"> {
  const { own, bought, ownYearly, open, allBrands } = observed;
  const heads = QUANTILES.length;
  const amounts = (head: number, errors: number): Float64Array =>
    own.map((_, i) => {
      if (open[i] === 0) return Number.NaN;
      const at = i * heads + head;
      const known = allBrands ? (Number.isNaN(ownYearly[i]) ? Math.max(0, own[i]) : ownYearly[i]) : 0;
      return Math.round(known + scale.toAmount(quantile[at] + errors * error[at]));
    });
  const wallets = (errors: number): Float64Array =>
    amounts(WALLET_HEAD, errors).map((amount, i) => Math.max(amount, own[i], bought[i]));
  return {
    wallet: wallets(0),
    walletP05: wallets(-T95),
    walletP95: wallets(T95),
    own,
    quantiles: QUANTILES.map((level, head) => ({ level, amount: amounts(head, 0) })),
    observed,
    source,
  };
}

function noWallets(observed: Observed, teachers: number): Wallets {
  const nothing = observed.own.map(() => Number.NaN);
  const note = walletNote("wallet.none", { teachers, least: LEAST_FOR_QUANTILE });
  return {
    wallet: nothing,
    walletP05: nothing,
    walletP95: nothing,
    own: observed.own,
    headroomExpected: nothing,
    quantiles: QUANTILES.map(level => ({ level, amount: nothing })),
    observed,
    source: { from: "data", note },
  };
}

function sourceOf({ allBrands }: Observed, teachers: number, backend: string | null): Source {
  const how =
    backend === null
      ? walletNote("wallet.pooled", { teachers })
      : walletNote("wallet.cross_fitted", { teachers, backend });
  return { from: "data", note: walletNote(allBrands ? "wallet.with_rivals" : "wallet.own_only", { how }) };
}
