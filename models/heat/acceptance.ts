import { logistic, logisticRegression } from "../../core/logistic.ts";
import { CHANNELS } from "../../data/config/vocabulary.ts";
import type { Market } from "../../data/market/market.ts";
import type { AccountHours } from "./accountHours.ts";
import { type ContactLog, DIGITAL } from "./contactLog.ts";
import { WEEK_HOURS } from "./kernel.ts";

/** Contacts of an account in a channel whose outcome is known. */
export interface ContactRecord {
  hits: number;
  contacts: number;
}

/** How likely a contact is taken, learned from the outcomes of the last year's contacts. */
export interface Acceptance {
  /** P(taken) by hour of the week, of a contact of the account in the channel (index into CHANNELS). */
  readonly probability: (account: number, channel: number) => (hour: number) => number;
  /** The account's own contacts in the channel. */
  readonly record: (account: number, channel: number) => Readonly<ContactRecord>;
  /** Contacts of the channel with accounts of the account's type. */
  readonly similar: (account: number, channel: number) => Readonly<ContactRecord>;
  /** Mean digital affinity; NaN where not given. */
  readonly meanAffinity: number;
}

/** Contacts of the market that weigh as much as an account's own, as in `models/windows`. */
const PRIOR_CONTACTS = 5;
/** Densities beyond e² times an even week's, up or down, count as e²: they come from a handful of signals. */
const MOST = 2;

/**
 * P(taken) = logistic(channel + β₁·own record + β₂·digital affinity + β₃·hour): own record is how far the account's
 * shrunk share of taken contacts in the channel lies above its type's, in log odds; hour is log(density of the account's
 * own hours / that of an even week); affinity counts in digital channels. Records come from the first three quarters of the
 * last year and the coefficients from its last, so that a contact never explains itself; then records of the whole year
 * are used. Contacts outside of stated windows are left out: these are a hard bound elsewhere.
 */
export function learnAcceptance(market: Market, log: ContactLog, hours: AccountHours | null): Acceptance {
  const known = log.rows.filter(v => log.outcomes[v] !== null && insideWindow(market, log, v));
  const late = lateFrom(market, known);
  const early = recordsOf(
    market,
    log,
    known.filter(v => market.visits.period[v] < late),
  );
  const fitted = known.filter(v => market.visits.period[v] >= late);
  const features = featuresOf(market, log, hours);
  const width = log.channels.length + 3;
  const rows = new Float64Array(fitted.length * width);
  fitted.forEach((v, i) => {
    const { account, channel, hourOfWeek } = market.visits;
    rows.set(features(early, account[v], channel[v], hourOfWeek[v]), i * width);
  });
  const hits = Uint8Array.from(fitted, v => (log.outcomes[v] === "missed" ? 0 : 1));
  const beta = logisticRegression(
    rows,
    hits,
    Array.from({ length: width }, () => 1),
  );
  const records = recordsOf(market, log, known);
  return {
    probability: (account, channel) => {
      const base = dot(features(records, account, channel, -1), beta);
      return hour => logistic(base + beta[width - 1] * hourFit(hours, account, hour));
    },
    record: (account, channel) => records.own.get(account * CHANNELS.length + channel) ?? NONE,
    similar: (account, channel) => records.byType.get(typeKey(market, account, channel)) ?? NONE,
    meanAffinity: meanAffinity(market),
  };
}

const NONE: Readonly<ContactRecord> = { hits: 0, contacts: 0 };

function insideWindow({ visits }: Market, { allowed }: ContactLog, v: number): boolean {
  const week = allowed.get(visits.account[v] * CHANNELS.length + visits.channel[v]);
  return week === undefined || (visits.hourOfWeek[v] >= 0 && week[visits.hourOfWeek[v]] > 0);
}

/** First period of the last quarter of the contacts' time. */
function lateFrom({ visits }: Market, rows: readonly number[]): number {
  const first = rows.reduce((least, v) => Math.min(least, visits.period[v]), Number.POSITIVE_INFINITY);
  const last = rows.reduce((most, v) => Math.max(most, visits.period[v]), 0);
  return rows.length === 0 ? 0 : first + 0.75 * (last + 1 - first);
}

interface Records {
  readonly own: ReadonlyMap<number, ContactRecord>;
  readonly byType: ReadonlyMap<number, ContactRecord>;
  /** By index into CHANNELS. */
  readonly byChannel: readonly ContactRecord[];
}

function recordsOf(market: Market, { outcomes }: ContactLog, rows: readonly number[]): Records {
  const own = new Map<number, ContactRecord>();
  const byType = new Map<number, ContactRecord>();
  const byChannel = CHANNELS.map(() => ({ hits: 0, contacts: 0 }));
  for (const v of rows) {
    const { account, channel } = market.visits;
    const hit = outcomes[v] === "missed" ? 0 : 1;
    for (const record of [
      entry(own, account[v] * CHANNELS.length + channel[v]),
      entry(byType, typeKey(market, account[v], channel[v])),
      byChannel[channel[v]],
    ]) {
      record.hits += hit;
      record.contacts += 1;
    }
  }
  return { own, byType, byChannel };
}

function entry(records: Map<number, ContactRecord>, key: number): ContactRecord {
  const known = records.get(key);
  if (known) return known;
  const made = { hits: 0, contacts: 0 };
  records.set(key, made);
  return made;
}

function typeKey({ accounts, types }: Market, account: number, channel: number): number {
  const type = accounts.type[account] < 0 ? types.length : accounts.type[account];
  return type * CHANNELS.length + channel;
}

/** Channel (one column each), own record, digital affinity, hour. */
function featuresOf(market: Market, { channels }: ContactLog, hours: AccountHours | null) {
  const affinity = market.accounts.digitalAffinity;
  const mean = meanAffinity(market);
  return (records: Records, account: number, channel: number, hour: number): Float64Array => {
    const x = new Float64Array(channels.length + 3);
    x[channels.indexOf(channel)] = 1;
    const all = shrunk(records.byChannel[channel], 0.5);
    const type = shrunk(records.byType.get(typeKey(market, account, channel)) ?? NONE, all);
    const own = shrunk(records.own.get(account * CHANNELS.length + channel) ?? NONE, type);
    x[channels.length] = logit(own) - logit(all);
    if (DIGITAL.has(CHANNELS[channel]) && affinity[account] >= 0)
      x[channels.length + 1] = affinity[account] - mean;
    x[channels.length + 2] = hourFit(hours, account, hour);
    return x;
  };
}

/** Log of the density of the account's hours over an even week's, within ±2; 0 where the hour is not known. */
function hourFit(hours: AccountHours | null, account: number, hour: number): number {
  if (hours === null || hour < 0) return 0;
  const ratio = Math.log(hours.profile[account * WEEK_HOURS + hour] * WEEK_HOURS);
  return Math.max(-MOST, Math.min(MOST, ratio));
}

function dot(x: Float64Array, beta: Float64Array): number {
  return x.reduce((sum, value, j) => sum + value * beta[j], 0);
}

function meanAffinity({ accounts }: Market): number {
  const given = accounts.digitalAffinity.filter(value => value >= 0);
  return given.reduce((sum, value) => sum + value, 0) / given.length;
}

function shrunk({ hits, contacts }: Readonly<ContactRecord>, prior: number): number {
  return (hits + PRIOR_CONTACTS * prior) / (contacts + PRIOR_CONTACTS);
}

function logit(p: number): number {
  return Math.log(p / (1 - p));
}
