import { dayNumber } from "../../core/period.ts";
import type { ReadinessFacts } from "./facts.ts";
import { READINESS_MAX, type Readiness, type ReadinessId, type ReadinessItem } from "./items.ts";

/**
 * How ready a market's files are for a twin: 0 to 100, the sum of items that each look at one kind of data. What each
 * weighs and why is in docs/readiness.md. More data of the same accounts never costs a point: every item rises with
 * each of its facts.
 */

interface Judged {
  /** 0 to 1. */
  readonly share: number;
  readonly figures: Readonly<Record<string, number>>;
}

/** @param today days since 1970-01-01 */
export function scoreReadiness(facts: ReadinessFacts, today: number): Readiness {
  const judged: Record<ReadinessId, Judged> = {
    history: history(facts),
    freshness: freshness(facts, today),
    ...judgeAccounts(facts),
    ...judgeContacts(facts),
    ...judgeMarket(facts),
    ...judgeTime(facts),
  };
  const items = Object.entries(READINESS_MAX).map(([name, max]): ReadinessItem => {
    const id = name as ReadinessId;
    const { share, figures } = judged[id];
    return { id, points: Math.round(10 * max * clamp(share)) / 10, max, figures };
  });
  const tenths = items.reduce((sum, { points }) => sum + Math.round(10 * points), 0);
  return {
    score: Math.round(tenths / 10),
    items: items.sort((a, b) => b.max - b.points - (a.max - a.points)),
  };
}

/** Five to ten years are best: every season and moving feast several times. Less costs, the more the shorter it is. */
const HISTORY: Curve = [
  [0, 0],
  [1, 0.35],
  [2, 0.6],
  [3, 0.75],
  [5, 1],
];

function history({ years }: ReadinessFacts): Judged {
  return { share: along(HISTORY, years), figures: { years } };
}

/** A whole period and its delivery cost nothing; after two years the last known state says little of today's. */
const AGE: Curve = [
  [0, 1],
  [30, 0.9],
  [90, 0.6],
  [365, 0.2],
  [730, 0],
];
const DAYS_OF_DELIVERY = { week: 14, month: 45 } as const;

function freshness({ lastDay, period }: ReadinessFacts, today: number): Judged {
  const days = Math.max(0, today - dayNumber(lastDay));
  return { share: along(AGE, Math.max(0, days - DAYS_OF_DELIVERY[period])), figures: { days } };
}

function judgeAccounts(facts: ReadinessFacts) {
  const { placed, plan, territories } = facts;
  const of = (n: number) => part(n, facts.accounts);
  const shares = {
    type: of(facts.attributes.type),
    size: of(facts.attributes.size),
    opened: of(facts.attributes.opened),
    digital_affinity: of(facts.attributes.digitalAffinity),
    influence: of(facts.attributes.influence),
  };
  const { type, size, opened, digital_affinity, influence } = shares;
  const reps = part(plan.repsWithCalls, territories);
  const inTerritory = of(plan.accounts);
  const [phone, mail] = [of(facts.reach.phone), of(facts.reach.mail)];
  const accounts = of(placed.accounts);
  return {
    places: {
      share: 0.4 * accounts + 0.6 * placed.amountShare,
      figures: { accounts, amount: placed.amountShare },
    },
    attributes: {
      share: 0.35 * type + 0.25 * size + 0.15 * opened + 0.15 * digital_affinity + 0.1 * influence,
      figures: shares,
    },
    plan: {
      share: 0.6 * inTerritory + 0.4 * reps,
      figures: { accounts: inTerritory, territories, reps: plan.repsWithCalls },
    },
    reach: { share: 0.6 * phone + 0.4 * mail, figures: { phone, mail } },
  };
}

/** From here on the visited and the others can be compared; nobody visits everybody. */
const ENOUGH_VISITED = 0.6;
/** Shares of accounts from which on preferences, and the books of the office, tell of the others too. */
const ENOUGH_WINDOWS = 0.5;
const ENOUGH_BOOKS = 0.1;
/** With face to face and two more, channels can be compared. */
const ENOUGH_CHANNELS = 3;

function judgeContacts(facts: ReadinessFacts) {
  const of = (n: number) => part(n, facts.accounts);
  const { visits, service } = facts;
  const [accounts, rep, hours, channel] = [visits.accounts, visits.rep, visits.hours, visits.channel].map(of);
  const enough = (share: number) => clamp(share / ENOUGH_VISITED);
  const variety = clamp(visits.channels / ENOUGH_CHANNELS);
  const books = {
    opportunities: of(service.opportunities),
    tickets: of(service.tickets),
    surveys: of(service.surveys),
  };
  const book = (share: number) => clamp(share / ENOUGH_BOOKS);
  const windows = of(facts.windows);
  return {
    visits: {
      share: 0.8 * enough(accounts!) + 0.2 * enough(rep!),
      figures: { accounts: accounts!, rep: rep! },
    },
    channels: {
      share: 0.4 * enough(hours!) + 0.2 * enough(channel!) + 0.4 * variety * enough(channel!),
      figures: { hours: hours!, channel: channel!, channels: visits.channels },
    },
    windows: { share: clamp(windows / ENOUGH_WINDOWS), figures: { accounts: windows } },
    service: {
      share: 0.5 * book(books.opportunities) + 0.25 * book(books.tickets) + 0.25 * book(books.surveys),
      figures: books,
    },
  };
}

/** Rivals seen at half of the accounts show choice; a panel alone shows the size of the market and not who buys. */
const ENOUGH_RIVALS = 0.5;
/** Places of another list by account: from here on, lists overlap enough to be compared. */
const ENOUGH_PLACES = 0.5;
const ENOUGH_CATEGORIES = 2;

function judgeMarket(facts: ReadinessFacts) {
  const { rivals, lists, categories } = facts;
  const atAccounts = part(rivals.accounts, facts.accounts);
  const areas = part(rivals.areas, facts.areas);
  const places = lists.places / Math.max(1, facts.accounts);
  const populated = part(facts.areasWithPopulation, facts.areas);
  return {
    rivals: {
      share: 0.75 * clamp(atAccounts / ENOUGH_RIVALS) + 0.5 * areas,
      figures: { accounts: atAccounts, areas },
    },
    lists: {
      share: clamp(places / ENOUGH_PLACES) * (0.7 + 0.3 * clamp(lists.count - 1)),
      figures: { lists: lists.count, places: lists.places },
    },
    categories: {
      share: categories.amountShare * clamp(categories.count / ENOUGH_CATEGORIES),
      figures: { categories: categories.count, amount: categories.amountShare },
    },
    areas: {
      share: clamp(0.5 * clamp(facts.areas) + 0.5 * populated),
      figures: { areas: facts.areas, populated },
    },
  };
}

const DAYS_OF_TARGETS = 365;
const ENOUGH_ENTRIES = { offers: 4, supply: 1, holidays: 1 } as const;

function judgeTime(facts: ReadinessFacts) {
  const { activity, targets, calendar } = facts;
  const [day, hour] = [part(activity.day, facts.cells), part(activity.hour, facts.cells)];
  const ownTargets = part(targets.territories, facts.territories);
  const kept = (kind: keyof typeof ENOUGH_ENTRIES) => clamp(calendar[kind] / ENOUGH_ENTRIES[kind]);
  return {
    activity: { share: 0.3 * day + 0.7 * hour, figures: { day, hour } },
    targets: {
      share: clamp(targets.days / DAYS_OF_TARGETS) * (0.6 + 0.4 * ownTargets),
      figures: { days: targets.days, territories: ownTargets },
    },
    calendar: {
      share: 0.6 * kept("offers") + 0.2 * kept("supply") + 0.2 * kept("holidays"),
      figures: { ...calendar },
    },
  };
}

/** Points of a broken line, ascending by x. */
type Curve = readonly (readonly [x: number, y: number])[];

function along(curve: Curve, x: number): number {
  const next = curve.findIndex(([at]) => x <= at);
  if (next < 0) return curve.at(-1)![1];
  if (next === 0) return curve[0]![1];
  const [[x0, y0], [x1, y1]] = [curve[next - 1]!, curve[next]!];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** A share of something that may not be there at all. */
function part(n: number, of: number): number {
  return of > 0 ? clamp(n / of) : 0;
}
