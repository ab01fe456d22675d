import { dayNumber } from "../../core/period.ts";
import type { SyntheticAccount } from "./accounts.ts";
import { logistic } from "./chances.ts";
import { exponential, gamma, normal, type Random, stream } from "./random.ts";
import type { Purchase, WeekEvents } from "./simulate.ts";
import { MINOR_UNITS, type SyntheticSpec } from "./spec.ts";
import type { Visit } from "./visits.ts";
import { minuteInside } from "./windows.ts";

const DAY_MINUTES = 1440;
/** Who bought the own brand within so many weeks is asked. */
const CUSTOMER_WEEKS = 26;

/** A deal that a contact opened. Days count from 1970-01-01; `amount` is in whole minor units. */
export interface Opportunity {
  readonly account: number;
  readonly opened: number;
  /** The day of its end; null: open at the end of history. */
  readonly closed: number | null;
  readonly outcome: "won" | "lost" | "open";
  readonly amount: number;
}

/** A complaint; local minutes since 1970-01-01. */
export interface Ticket {
  readonly account: number;
  readonly opened: number;
  /** Null: not resolved at the end of history. */
  readonly resolved: number | null;
  readonly firstContact: boolean;
  readonly due: number;
}

export interface Survey {
  readonly account: number;
  readonly day: number;
  readonly nps: number;
  readonly csat: number;
}

/** The office's books of one week. */
export interface OfficeWeek {
  readonly opportunities: readonly Opportunity[];
  readonly tickets: readonly Ticket[];
  readonly surveys: readonly Survey[];
}

/** Keeps the office's books week by week; each book has luck of its own. */
export function openOffice(
  spec: SyntheticSpec,
  seed: number,
  accounts: readonly SyntheticAccount[],
): (events: WeekEvents) => OfficeWeek {
  const deals = stream(seed, "opportunities");
  const complaints = stream(seed, "tickets");
  const answers = stream(seed, "surveys");
  const end = dayNumber(spec.history.from) + 7 * spec.history.weeks;
  const lastOwn = new Int32Array(accounts.length).fill(-CUSTOMER_WEEKS);
  return ({ week, visits, purchases, goodwill }) => {
    for (const { brand, account } of purchases) if (brand === 0) lastOwn[account] = week;
    const isCustomer = (i: number) => accounts[i]!.known && week - lastOwn[i]! < CUSTOMER_WEEKS;
    return {
      opportunities: visits
        .filter(visit => isMet(visit) && deals.uniform() < spec.office.opportunity.chance)
        .map(v => openDeal(spec, deals, accounts[v.account]!, v, goodwill[v.account]!, end)),
      tickets: purchases
        .filter(p => p.brand === 0 && accounts[p.account]!.known)
        .filter(() => complaints.uniform() < spec.office.ticket.chance)
        .flatMap(p => complain(spec, complaints, accounts[p.account]!, p, end) ?? []),
      surveys: isSurveyWeek(spec, week) ? ask(spec, answers, accounts, week, goodwill, isCustomer) : [],
    };
  };
}

function isMet({ outcome }: Visit): boolean {
  return outcome === "order" || outcome === "no_order";
}

/** Log of how much more than its share an account likes the own brand. */
function liking(spec: SyntheticSpec, account: SyntheticAccount): number {
  return Math.log(Math.max(account.preference[0]!, 0.001) / spec.brands[0]!.share);
}

/** Chance that a deal is won, at goodwill g. */
function winChance(spec: SyntheticSpec, account: SyntheticAccount, goodwill: number): number {
  const { win, preference, goodwill: warmth } = spec.office.opportunity;
  return logistic(win + preference * liking(spec, account) + warmth * (1 - Math.exp(-goodwill)));
}

function openDeal(
  spec: SyntheticSpec,
  random: Random,
  account: SyntheticAccount,
  visit: Visit,
  goodwill: number,
  end: number,
): Opportunity {
  const { days, weeks } = spec.office.opportunity;
  const closed = visit.day + 1 + Math.round((days * gamma(random, 2)) / 2);
  const won = random.uniform() < winChance(spec, account, goodwill);
  const major = account.rate * account.amountMean * weeks * Math.exp(0.5 * normal(random));
  const open = closed >= end;
  return {
    account: visit.account,
    opened: visit.day,
    closed: open ? null : closed,
    outcome: open ? "open" : won ? "won" : "lost",
    // Deals are written down in tens.
    amount: 10 * MINOR_UNITS * Math.max(1, Math.round(major / 10)),
  };
}

/** A complaint comes within days of the purchase, in the account's hours; null when that is after history. */
function complain(
  spec: SyntheticSpec,
  random: Random,
  account: SyntheticAccount,
  purchase: Purchase,
  end: number,
): Ticket | null {
  const { firstContact, hours, spread, dueHours } = spec.office.ticket;
  const day = purchase.day + Math.floor(2 * exponential(random));
  const opened = day * DAY_MINUTES + minuteInside(random, account.welcome.windows);
  const first = random.uniform() < firstContact;
  const took = first ? 5 + 20 * exponential(random) : 60 * hours * Math.exp(spread * normal(random));
  const resolved = Math.round(opened + took);
  if (day >= end) return null;
  return {
    account: purchase.account,
    opened,
    resolved: resolved < end * DAY_MINUTES ? resolved : null,
    firstContact: first,
    due: opened + 60 * dueHours,
  };
}

function isSurveyWeek(spec: SyntheticSpec, week: number): boolean {
  const apart = Math.round(52 / spec.office.survey.roundsAYear);
  return week % apart === apart - 1;
}

/** Satisfaction rises with what an account is like, with its liking of the brand, and with contacts. */
function ask(
  spec: SyntheticSpec,
  random: Random,
  accounts: readonly SyntheticAccount[],
  week: number,
  goodwill: Readonly<Float64Array>,
  isCustomer: (account: number) => boolean,
): Survey[] {
  const monday = dayNumber(spec.history.from) + 7 * week;
  return accounts.flatMap((account, i) => {
    if (!isCustomer(i) || week >= account.to) return [];
    if (random.uniform() >= spec.office.survey.answers) return [];
    const warmth = 1 - Math.exp(-goodwill[i]!);
    const mood = 0.7 * account.content + 0.4 * liking(spec, account) + 0.8 * warmth + 0.5 * normal(random);
    return {
      account: i,
      day: monday + Math.floor(5 * random.uniform()),
      nps: Math.min(10, Math.max(0, Math.round(7.4 + 1.8 * mood))),
      csat: Math.min(5, Math.max(1, Math.round(3.8 + 0.7 * mood))),
    };
  });
}
