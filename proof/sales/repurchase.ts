import type { JudgedSite } from "./sites.ts";

/** What was told of a group of sites a year ahead, and what came. Amounts of the own brand in units of the currency. */
export interface ToldAndCame {
  readonly sites: number;
  /** Mean `p_alive`; null for sites that never bought. */
  readonly told: number | null;
  /** Share with an own purchase. */
  readonly came: number;
  readonly expectedAmount: number;
  readonly amount: number;
}

export interface RepurchaseScore {
  /** Sites with an own purchase before the origin: they are scored. */
  readonly sites: number;
  /** Brier scores of `p_alive`, of "bought in the last year" as 0 or 1, and of shares counted by silence alone. */
  readonly brier: number;
  readonly brierBoughtLastYear: number;
  readonly brierBySilence: number;
  readonly bins: readonly ReliabilityBin[];
  /** By the years since the last own purchase, and those without one. */
  readonly silence: {
    readonly "0": ToldAndCame;
    readonly "1": ToldAndCame;
    readonly "2+": ToldAndCame;
    readonly never: ToldAndCame;
  };
}

/** Sites with `p_alive` from a tenth on. */
export interface ReliabilityBin extends ToldAndCame {
  readonly from: number;
}

/**
 * Judges `p_alive` by who bought in the year after.
 * @param judged sites of which the year after is known
 * @param year periods of a year
 */
export function scoreRepurchase(judged: readonly JudgedSite[], year: number): RepurchaseScore {
  const buyers = judged.filter(({ silence }) => silence >= 0);
  const brier = (tell: (site: JudgedSite) => number): number =>
    buyers.reduce((sum, site) => sum + (tell(site) - Number(site.came)) ** 2, 0) / buyers.length;
  const years = (from: number, to: number) =>
    describe(buyers.filter(({ silence }) => silence >= from * year && silence < to * year));
  return {
    sites: buyers.length,
    brier: brier(site => site.alive),
    brierBoughtLastYear: brier(site => (site.silence < year ? 1 : 0)),
    brierBySilence: brier(site => site.bySilence),
    bins: Array.from({ length: 10 }, (_, b) => ({
      from: b / 10,
      ...describe(buyers.filter(({ alive }) => Math.min(9, Math.floor(10 * alive)) === b)),
    })),
    silence: {
      "0": years(0, 1),
      "1": years(1, 2),
      "2+": years(2, Number.POSITIVE_INFINITY),
      never: describe(judged.filter(({ silence }) => silence < 0)),
    },
  };
}

/** Whether a bin's share lies within five points or two standard errors of what was told; an empty bin tells nothing wrong. */
export function isReliable({ sites, told, came }: ToldAndCame): boolean {
  if (told === null) return true;
  return Math.abs(came - told) <= Math.max(0.05, 2 * Math.sqrt((told * (1 - told)) / sites));
}

function describe(sites: readonly JudgedSite[]): ToldAndCame {
  const sum = (pick: (site: JudgedSite) => number) => sites.reduce((total, site) => total + pick(site), 0);
  const told = sum(site => site.alive) / sites.length;
  return {
    sites: sites.length,
    told: Number.isFinite(told) ? told : null,
    came: sum(site => Number(site.came)) / Math.max(1, sites.length),
    expectedAmount: sum(site => site.expected),
    amount: sum(site => site.amount),
  };
}
