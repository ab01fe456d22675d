import { quantileSorted } from "../core/stats.ts";
import { spearman, topTenthShare } from "./dark/measures.ts";

/** One account of a wallet judged against its truth; any one unit of money. */
export interface JudgedWallet {
  readonly wallet: number;
  readonly own: number;
  /** What it truly buys of all brands in a year. */
  readonly truth: number;
  /** Its size class: type and, where there is one, size. */
  readonly sizeClass: string;
}

/** How well a ranking finds true headroom: rank correlation, and the share of all headroom in its top tenth. */
export interface Ranking {
  readonly spearman: number;
  readonly topTenth: number;
}

export interface WalletScore {
  readonly accounts: number;
  /** Share of true wallets at or below the wallet. */
  readonly coverage: number;
  readonly headroom: Ranking;
  /** Benchmarks: by what the account buys of us now, and by the true median headroom of its size class. */
  readonly amountNow: Ranking;
  readonly sizeClass: Ranking;
}

/** Scores wallets by coverage, and by how they rank true headroom (truth − own) beside two simple rankings. */
export function scoreWallets(judged: readonly JudgedWallet[]): WalletScore {
  const truth = judged.map(({ truth, own }) => truth - own);
  const ranking = (score: readonly number[]): Ranking => ({
    spearman: spearman(score, truth),
    topTenth: topTenthShare(truth, score),
  });
  return {
    accounts: judged.length,
    coverage: judged.filter(({ wallet, truth }) => truth <= wallet).length / judged.length,
    headroom: ranking(judged.map(({ wallet, own }) => wallet - own)),
    amountNow: ranking(judged.map(({ own }) => own)),
    sizeClass: ranking(classHeadroom(judged)),
  };
}

/**
 * The true median headroom of its class: the best that a class alone can say, given away to the benchmark. Not the mean,
 * which one very large account would carry, and so would tell of itself.
 */
function classHeadroom(judged: readonly JudgedWallet[]): number[] {
  const classes = new Map<string, number[]>();
  for (const { sizeClass, truth, own } of judged) {
    const members = classes.get(sizeClass) ?? [];
    members.push(truth - own);
    classes.set(sizeClass, members);
  }
  const medians = new Map(
    [...classes].map(([name, members]) => [
      name,
      quantileSorted(
        members.sort((a, b) => a - b),
        0.5,
      ),
    ]),
  );
  return judged.map(({ sizeClass }) => medians.get(sizeClass)!);
}
