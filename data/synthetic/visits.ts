import type { SyntheticAccount } from "./accounts.ts";
import { exponential, pickIndex, type Random } from "./random.ts";
import type { SyntheticSpec } from "./spec.ts";
import { isWelcome, minuteInside, welcomeDay, windowsOf } from "./windows.ts";

/** One contact by a rep; `minute` of the local day. */
export interface Visit {
  readonly account: number;
  /** Index into the spec's territories: each has one rep. */
  readonly territory: number;
  readonly channel: number;
  readonly day: number;
  readonly minute: number;
  readonly minutes: number;
  readonly outcome: "order" | "no_order" | "no_answer" | "closed";
  /** Whether it came in an allowed channel, on a welcome day and inside a window. */
  readonly inside: boolean;
  /** What it added to the account's goodwill. */
  readonly goodwill: number;
}

/** Known accounts of each territory with their visit weights: reps go more often where more is sold. */
export interface CallList {
  readonly accounts: readonly number[];
  readonly weights: readonly number[];
}

/** Weight of an account in its rep's visit policy: the square root of its volume. */
export function callWeights(spec: SyntheticSpec, accounts: readonly SyntheticAccount[]): CallList[] {
  return spec.territories.map((_, territory) => {
    const list = accounts.flatMap((a, i) => (a.known && a.territory === territory ? [i] : []));
    return { accounts: list, weights: list.map(i => Math.sqrt(accounts[i]!.rate * accounts[i]!.amountMean)) };
  });
}

/** Reps work Monday to Friday, and some on Saturday. */
const WORKDAYS = [1, 1, 1, 1, 1, 0.3];
const OFFICE_HOURS = [8, 19] as const;

/** The contacts of one week, in order of time within each rep. Feast days are free. */
export function contactsOf(
  spec: SyntheticSpec,
  random: Random,
  accounts: readonly SyntheticAccount[],
  calls: readonly CallList[],
  week: number,
  monday: number,
  feastShare: number,
): Visit[] {
  return spec.territories.flatMap(({ rep }, territory) => {
    const { accounts: list, weights } = calls[territory]!;
    const made = Math.round(
      rep.weeklyCalls * Math.exp(rep.zeal / 4) * (1 - feastShare) * (0.85 + 0.3 * random.uniform()),
    );
    return draw(random, list, weights, i => week >= accounts[i]!.from && week < accounts[i]!.to, made)
      .map(i => makeVisit(spec, random, accounts[i]!, i, territory, monday))
      .sort((a, b) => a.day - b.day || a.minute - b.minute);
  });
}

/** Weighted sampling without replacement by exponential keys (Efraimidis and Spirakis 2006). */
function draw(
  random: Random,
  list: readonly number[],
  weights: readonly number[],
  open: (account: number) => boolean,
  count: number,
): number[] {
  const keyed = list.map((account, n) => ({ account, key: exponential(random) / weights[n]! }));
  return keyed
    .filter(k => open(k.account))
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(k => k.account);
}

function makeVisit(
  spec: SyntheticSpec,
  random: Random,
  { welcome }: SyntheticAccount,
  account: number,
  territory: number,
  monday: number,
): Visit {
  const { contact } = spec;
  const channel = pickIndex(
    random,
    contact.channels.map(c => c.share),
  );
  const tries = random.uniform() < contact.insideWindow;
  const weekday = tries ? welcomeDay(random, welcome, WORKDAYS) : pickIndex(random, WORKDAYS);
  const minute = minuteInside(random, tries ? windowsOf(contact, welcome, channel) : [OFFICE_HOURS]);
  const inside = isWelcome(contact, welcome, channel, weekday, minute);
  const met = random.uniform() < (inside ? 0.92 : 0.5);
  const full = contact.channels[channel]!.goodwill;
  return {
    account,
    territory,
    channel,
    day: monday + weekday,
    minute,
    minutes: met ? Math.round(channel === 0 ? 8 + 10 * exponential(random) : 2 + 4 * exponential(random)) : 1,
    outcome: met ? (random.uniform() < 0.45 ? "order" : "no_order") : channel === 0 ? "closed" : "no_answer",
    inside,
    goodwill: full * (inside ? 1 : contact.outsideValue) * (met ? 1 : 0),
  };
}
