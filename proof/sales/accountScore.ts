import { wape } from "../scores.ts";
import { type RepurchaseScore, scoreRepurchase } from "./repurchase.ts";
import type { JudgedSite } from "./sites.ts";

/** A tenth of the sites by last year's amount. Own amounts over the periods ahead, in units of the currency. */
export interface Decile {
  readonly sites: number;
  readonly lastYear: number;
  /** Scaled, so that the deciles' sum is that of the actual amounts: the level is scored elsewhere. */
  readonly expected: number;
  readonly actual: number;
}

/** How the sites with an own purchase in the two years before came out, one by one. */
export interface AccountScore {
  readonly sites: number;
  readonly wape: number;
  /** Of the rule that repeats the same periods of the year before. */
  readonly wapeLastYear: number;
  readonly expected: number;
  readonly actual: number;
  /** Share of those that bought in the last year whose amount lies inside of its 90% interval; null: less than a year was hidden. */
  readonly coverage90: number | null;
  /** By last year's amount, the largest first. */
  readonly deciles: readonly Decile[];
  /** P(buys again within a year); null: less than a year was hidden. */
  readonly repurchase: RepurchaseScore | null;
}

/**
 * Scores what the twin expects of each site. Null where no site bought in the two years before, or in the periods ahead.
 * @param year periods of a year
 * @param ahead periods over which the amounts are told
 */
export function scoreAccounts(
  judged: readonly JudgedSite[],
  year: number,
  ahead: number = year,
): AccountScore | null {
  const sites = judged.filter(({ silence }) => silence >= 0 && silence < 2 * year);
  const sum = (pick: (site: JudgedSite) => number) => sites.reduce((total, site) => total + pick(site), 0);
  const [expected, actual] = [sum(site => site.expected), sum(site => site.amount)];
  if (!(actual > 0)) return null;
  const amounts = sites.map(site => site.amount);
  const hiddenYear = sites.every(({ came }) => came !== null);
  const error = (pick: (site: JudgedSite) => number): number => wape(sites.map(pick), amounts);
  return {
    sites: sites.length,
    wape: error(site => site.expected),
    wapeLastYear: error(site => site.repeated),
    expected,
    actual,
    // Intervals are those of a year, also where less is hidden and the year after is known nevertheless.
    coverage90: hiddenYear && ahead >= year ? heldShare(sites.filter(({ silence }) => silence < year)) : null,
    deciles: decilesOf(sites, expected > 0 ? actual / expected : 0),
    repurchase: hiddenYear ? scoreRepurchase(sites, year) : null,
  };
}

function heldShare(sites: readonly JudgedSite[]): number | null {
  const held = sites.filter(({ amount, low, high }) => amount >= low && amount <= high);
  return sites.length > 0 ? held.length / sites.length : null;
}

function decilesOf(sites: readonly JudgedSite[], scale: number): Decile[] {
  const bySize = sites.toSorted((a, b) => b.lastYear - a.lastYear);
  const edge = (d: number): number => Math.round((d * bySize.length) / 10);
  return Array.from({ length: 10 }, (_, d) => {
    const members = bySize.slice(edge(d), edge(d + 1));
    const sum = (pick: (site: JudgedSite) => number) => members.reduce((total, s) => total + pick(s), 0);
    return {
      sites: members.length,
      lastYear: sum(site => site.lastYear),
      expected: scale * sum(site => site.expected),
      actual: sum(site => site.amount),
    };
  });
}
