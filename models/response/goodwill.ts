import { CUMULANTS, cumulantsOf, gaussRule, NODES } from "../../core/quadrature.ts";
import type { Market } from "../../data/market/market.ts";
import { openAccounts } from "../../data/market/openAccounts.ts";
import { currentAccounts } from "../../data/market/sites.ts";
import type { ContactWindows } from "./windows.ts";

/**
 * Goodwill: what contacts add up to. Each adds 1, or little when it falls outside the account's window, and a share
 * survives from period to period.
 */

/** What a contact outside the window is worth; an assumption. */
export const OUTSIDE_EFFECT = 0.15;

/** What a rep did in the last year. */
export interface RepVisits {
  /** Index of the market; −1: contacts without a rep. */
  readonly rep: number;
  readonly calls: number;
  readonly accounts: Int32Array;
  readonly weight: Float64Array;
}

/** Something of an account that chance decides: NODES values and their probabilities; [account × NODES]. */
export interface ChanceLaw {
  readonly value: Float64Array;
  readonly probability: Float64Array;
}

/**
 * Visits from period `from` on by rep, at accounts that are open at the end of history: calls that went to closed ones
 * go to the rep's others, and those to an old number of a site to its current one. Visits without a rep share one.
 */
export function recentVisits(market: Market, from: number): RepVisits[] {
  const periods = market.periodStart.length - from;
  const byRep = new Map<number, Map<number, number>>();
  const { visits } = market;
  const current = currentAccounts(market.accounts.successor);
  const open = openAccounts(market);
  const calls = new Map<number, number>();
  for (let i = 0; i < visits.count; i++) {
    if (visits.period[i] < from) continue;
    const rep = visits.rep[i];
    const account = current[visits.account[i]];
    calls.set(rep, (calls.get(rep) ?? 0) + 1);
    if (open[account] === 0) continue;
    const accounts = byRep.get(rep) ?? new Map<number, number>();
    accounts.set(account, (accounts.get(account) ?? 0) + 1);
    byRep.set(rep, accounts);
  }
  return [...byRep]
    .sort((a, b) => a[0] - b[0])
    .map(([rep, visited]) => ({
      rep,
      calls: (calls.get(rep) ?? 0) / periods,
      accounts: Int32Array.from(visited.keys()),
      weight: Float64Array.from(visited.values()),
    }));
}

/**
 * Stationary law of each account's goodwill under today's visits: g = Σⱼ cʲ·X, X what the contacts of one period
 * add, so that the cumulants of g are those of X over 1 − cᵏ. A call goes to the account with probability w and is
 * worth 1 inside its window, with probability a, and 0.15 outside; a period has n calls, rounded at random.
 */
export function goodwillLaw(
  reps: readonly RepVisits[],
  { channels, mix, acceptance }: ContactWindows,
  accounts: number,
  carryOver: number,
): ChanceLaw {
  const kappa = new Float64Array(accounts * CUMULANTS);
  reps.forEach((rep, r) => {
    const total = rep.weight.reduce((a, b) => a + b, 0);
    rep.accounts.forEach((i, n) => {
      const inside = insideShare(mix, acceptance, r, i, channels.length);
      addContacts(kappa, i, { calls: rep.calls, chance: rep.weight[n] / total, inside }, carryOver);
    });
  });
  return lawOf(kappa);
}

/**
 * The law of an account that is visited as the average of the reps' lists, with an acceptance of its own; an entry a rep,
 * whose probabilities together are the rep's part of all that is listed.
 */
export function usualGoodwill(
  reps: readonly RepVisits[],
  { channels, mix }: Pick<ContactWindows, "channels" | "mix">,
  acceptance: Float64Array,
  carryOver: number,
): ChanceLaw {
  const kappa = new Float64Array(reps.length * CUMULANTS);
  reps.forEach(({ calls, accounts }, r) => {
    const inside = insideShare(mix, acceptance, r, 0, channels.length);
    addContacts(kappa, r, { calls, chance: 1 / accounts.length, inside }, carryOver);
  });
  const { value, probability } = lawOf(kappa);
  const listed = reps.reduce((n, { accounts }) => n + accounts.length, 0);
  const part = reps.map(({ accounts }) => accounts.length / listed);
  return { value, probability: probability.map((p, q) => p * part[Math.floor(q / NODES)]) };
}

/** Part of a rep's contacts with an account that fall inside its window. */
function insideShare(
  mix: Float64Array,
  acceptance: Float64Array,
  rep: number,
  account: number,
  channels: number,
): number {
  if (channels === 0) return 1;
  let inside = 0;
  for (let c = 0; c < channels; c++) inside += mix[rep * channels + c] * acceptance[account * channels + c];
  return inside;
}

/** Adds the cumulants of what a rep's calls, each to the account with some chance, leave of goodwill. */
function addContacts(
  kappa: Float64Array,
  account: number,
  { calls, chance, inside }: { readonly calls: number; readonly chance: number; readonly inside: number },
  carryOver: number,
): void {
  const whole = Math.floor(calls);
  const rest = calls - whole;
  const moments = Float64Array.from(
    { length: CUMULANTS },
    (_, k) => chance * (inside + (1 - inside) * OUTSIDE_EFFECT ** (k + 1)),
  );
  const call = cumulantsOf(moments);
  const last = cumulantsOf(moments.map(m => m * rest));
  for (let k = 0; k < CUMULANTS; k++)
    kappa[account * CUMULANTS + k] += (whole * call[k] + last[k]) / (1 - carryOver ** (k + 1));
}

function lawOf(kappa: Float64Array): ChanceLaw {
  const entries = kappa.length / CUMULANTS;
  const value = new Float64Array(entries * NODES);
  const probability = new Float64Array(entries * NODES);
  for (let i = 0; i < entries; i++)
    gaussRule(kappa.subarray(i * CUMULANTS, (i + 1) * CUMULANTS), value, probability, i * NODES);
  return { value, probability };
}

/** Mean of f over an account's law. */
export function meanOf({ value, probability }: ChanceLaw, i: number, f: (value: number) => number): number {
  let mean = 0;
  for (let q = i * NODES; q < (i + 1) * NODES; q++)
    if (probability[q] > 0) mean += probability[q] * f(value[q]);
  return mean;
}

/** Mean of f over a law whose entries' probabilities add up to 1 together. */
export function meanOverAll({ value, probability }: ChanceLaw, f: (value: number) => number): number {
  return value.reduce((mean, v, q) => (probability[q] > 0 ? mean + probability[q] * f(v) : mean), 0);
}

/** Goodwill at the end of history: Σ over contacts of their worth · carry-over^age. */
export function goodwillNow(market: Market, carryOver: number, { inside }: ContactWindows): Float64Array {
  const goodwill = new Float64Array(market.accounts.count);
  const last = market.periodStart.length - 1;
  const { visits } = market;
  for (let v = 0; v < visits.count; v++) {
    const share = inside(v);
    const worth = share + (1 - share) * OUTSIDE_EFFECT;
    goodwill[visits.account[v]] += worth * carryOver ** (last - visits.period[v]);
  }
  return goodwill;
}
