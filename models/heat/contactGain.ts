import { lastYearFrom, yearPeriods } from "../../core/period.ts";
import { CHANNELS } from "../../data/config/vocabulary.ts";
import type { Market } from "../../data/market/market.ts";
import { currentAccounts } from "../../data/market/sites.ts";
import type { ContactLog } from "./contactLog.ts";

/** What taken contacts of a channel bring beyond what is ordered without one. */
export interface ContactGain {
  /** Chance of an own order in a period with a taken contact, less that of the account's periods without one nearby. */
  readonly gain: number;
  readonly standardError: number;
}

/** Standard errors above zero from which a gain is believed: chance makes one in a hundred. */
const SURE = 2.33;

/** Accounts below which the spread between them says little. */
const LEAST_ACCOUNTS = 10;

/** Whether contacts bring more than chance would. */
export function isGain({ gain, standardError }: ContactGain): boolean {
  return gain > SURE * standardError;
}

/** An account's periods of a quarter. */
interface Stratum {
  readonly account: number;
  readonly periods: readonly number[];
}

/**
 * The gain of each channel by index into CHANNELS, over the last year; null where hardly any account
 * has periods with a taken contact and periods without one in the same quarter. A case-crossover (Maclure 1991) with the quarters of an account as strata:
 * good accounts are contacted more, and more in their good times, but each is compared with itself at that time. Risk
 * differences are pooled by Mantel and Haenszel's weights, and their variance is that between accounts. Periods with
 * a contact that was missed are without one; those with a contact of which nothing is known are neither.
 */
export function contactGains(market: Market, log: ContactLog): (ContactGain | null)[] {
  const from = lastYearFrom(market);
  const current = currentAccounts(market.accounts.successor);
  const key = (account: number, period: number) => current[account] * market.periodStart.length + period;
  const ordered = new Set<number>();
  const { sales, visits } = market;
  for (let i = 0; i < sales.count; i++)
    if (sales.period[i] >= from && sales.brand[i] === 0 && sales.amount[i] > 0)
      ordered.add(key(sales.account[i], sales.period[i]));
  const contacted = new Map<number, number[]>();
  const unclear = new Set<number>();
  for (let v = 0; v < visits.count; v++) {
    if (visits.period[v] < from || log.outcomes[v] === "missed") continue;
    const at = key(visits.account[v], visits.period[v]);
    if (log.outcomes[v] === null || visits.channel[v] < 0) unclear.add(at);
    else contacted.set(at, [...(contacted.get(at) ?? []), visits.channel[v]]);
  }
  const strata = strataOf(market, current, from);
  return CHANNELS.map((_, channel) => {
    const byAccount = new Map<number, { weight: number; sum: number }>();
    for (const { account, periods } of strata) {
      const clear = periods.map(t => key(account, t)).filter(at => !unclear.has(at));
      const cases = clear.filter(at => contacted.get(at)?.includes(channel));
      const controls = clear.filter(at => !contacted.has(at));
      if (cases.length === 0 || controls.length === 0) continue;
      const weight = (cases.length * controls.length) / (cases.length + controls.length);
      const chance = (list: readonly number[]) => list.filter(at => ordered.has(at)).length / list.length;
      const known = byAccount.get(account) ?? { weight: 0, sum: 0 };
      known.weight += weight;
      known.sum += weight * (chance(cases) - chance(controls));
      byAccount.set(account, known);
    }
    return pooled([...byAccount.values()]);
  });
}

function pooled(accounts: readonly { readonly weight: number; readonly sum: number }[]): ContactGain | null {
  if (accounts.length < LEAST_ACCOUNTS) return null;
  const weight = accounts.reduce((total, a) => total + a.weight, 0);
  const gain = accounts.reduce((total, a) => total + a.sum, 0) / weight;
  const square = accounts.reduce((total, a) => total + (a.sum - gain * a.weight) ** 2, 0);
  const correction = accounts.length / (accounts.length - 1);
  return { gain, standardError: Math.sqrt(correction * square) / weight };
}

/** Quarters of the last year by account, without periods before it opened or after it closed. */
function strataOf({ accounts, periodStart, period }: Market, current: Int32Array, from: number): Stratum[] {
  const quarter = yearPeriods(period) / 4;
  const quarters = Math.ceil((periodStart.length - from) / quarter);
  const strata: Stratum[] = [];
  for (let account = 0; account < accounts.count; account++) {
    if (current[account] !== account) continue;
    const [opened, closed] = [accounts.opened[account], accounts.closed[account]];
    for (let q = 0; q < quarters; q++) {
      const last = Math.min(periodStart.length, from + (q + 1) * quarter);
      const periods: number[] = [];
      for (let t = from + q * quarter; t < last; t++)
        if (!(periodStart[t] < opened) && !(periodStart[t] >= closed)) periods.push(t);
      strata.push({ account, periods });
    }
  }
  return strata;
}
