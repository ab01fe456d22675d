import { historyEnd } from "../../core/period.ts";
import { CHANNELS, type Channel } from "../../data/config/vocabulary.ts";
import type { Market, PreferenceColumns } from "../../data/market/market.ts";

/** How reps contact accounts, and how far that suits the accounts' windows. */
export interface ContactWindows {
  /** Channels of the last year's contacts; empty where the visits name none. */
  readonly channels: readonly Channel[];
  /** Share of each channel by rep, in the order of `reps`, then of all reps together; [(reps + 1) × channels]. */
  readonly mix: Float64Array;
  /** Probability that a contact falls inside the account's window; [account × channel]. 1 where it has none. */
  readonly acceptance: Float64Array;
  /** Whether the past contact fell inside: 1 or 0, and the acceptance where its hour is not known. */
  readonly inside: (visit: number) => number;
  /** Accounts that have a window in one of the channels. */
  readonly accountsWithWindows: number;
}

const HOURS = 168;
/** Contacts of its own that an account needs to weigh as much as the hours of its rep. */
const PRIOR_CONTACTS = 5;
/** Timed contacts of a rep in a channel below which the hours of all reps serve. */
const MIN_TIMED = 20;

/**
 * Learns channels and windows from contacts of the periods from `from` on. `reps` are the market's rep indices (−1:
 * contacts without a rep). The acceptance of an account is that of the hours in which its rep makes contacts in the
 * channel, corrected by how far reps mind windows and by the contacts that it had: (inside + 5·p)/(n + 5).
 */
export function contactWindows(market: Market, from: number, reps: readonly number[]): ContactWindows {
  const used = new Set(market.visits.channel.filter((_, visit) => market.visits.period[visit] >= from));
  const channels = CHANNELS.filter((_, c) => used.has(c));
  const rank = Int32Array.from(CHANNELS, channel => channels.indexOf(channel));
  const allowed = allowedHours(market, rank, channels.length);
  const place = new Map(reps.map((rep, r) => [rep, r]));
  const hours = contactHours(market, from, place, rank, channels.length);
  const known = (visit: number) => {
    const { account, channel, hourOfWeek } = market.visits;
    const c = channel[visit] < 0 ? -1 : rank[channel[visit]];
    const week = c < 0 ? undefined : allowed.get(account[visit] * channels.length + c);
    if (c < 0 || week === undefined) return 1;
    return hourOfWeek[visit] < 0 ? Number.NaN : week[hourOfWeek[visit]];
  };
  const acceptance = acceptances(market, from, {
    channels: channels.length,
    rank,
    place,
    hours,
    allowed,
    known,
  });
  return {
    channels,
    mix: channelMix(market, from, place, rank, channels.length),
    acceptance,
    inside: visit => {
      const inside = known(visit);
      const { account, channel } = market.visits;
      return Number.isNaN(inside)
        ? acceptance[account[visit] * channels.length + rank[channel[visit]]]
        : inside;
    },
    accountsWithWindows: new Set([...allowed.keys()].map(key => Math.floor(key / channels.length))).size,
  };
}

/**
 * Allowed share of each hour of the week by account·C + channel, for accounts that say something of the channel:
 * inside a window that they name (all hours where they name none), and in none that they close. Rows that are not
 * valid on the first day after history do not count.
 */
export function allowedHours(market: Market, rank: Int32Array, channels: number): Map<number, Float64Array> {
  const { preferences } = market;
  const day = historyEnd(market);
  const open = new Map<number, Float64Array>();
  const closed = new Map<number, Float64Array>();
  for (let row = 0; row < preferences.count; row++) {
    const c = rank[preferences.channel[row]];
    if (c < 0 || preferences.validFrom[row] > day || preferences.validTo[row] < day) continue;
    const side = preferences.allowed[row] === 1 ? open : closed;
    const key = preferences.account[row] * channels + c;
    const week = side.get(key) ?? new Float64Array(HOURS);
    side.set(key, week);
    addWindow(week, preferences, row);
  }
  const keys = [...new Set([...open.keys(), ...closed.keys()])];
  return new Map(
    keys.map(key => {
      const week = open.get(key) ?? new Float64Array(HOURS).fill(1);
      const shut = closed.get(key);
      return [key, week.map((share, h) => Math.min(1, share) * (1 - Math.min(1, shut?.[h] ?? 0)))];
    }),
  );
}

function addWindow(week: Float64Array, { days, fromHour, toHour }: PreferenceColumns, row: number): void {
  for (let d = 0; d < 7; d++) {
    if ((days[row] & (1 << d)) === 0) continue;
    for (let h = Math.floor(fromHour[row]); h < toHour[row]; h++)
      week[24 * d + h] += Math.min(h + 1, toHour[row]) - Math.max(h, fromHour[row]);
  }
}

/** Contacts by rep (all reps together last), channel and hour of the week; [(reps + 1) × channels × 168]. */
function contactHours(
  { visits }: Market,
  from: number,
  place: ReadonlyMap<number, number>,
  rank: Int32Array,
  channels: number,
): Float64Array {
  const hours = new Float64Array((place.size + 1) * channels * HOURS);
  for (let v = 0; v < visits.count; v++) {
    if (visits.period[v] < from || visits.channel[v] < 0 || visits.hourOfWeek[v] < 0) continue;
    const c = rank[visits.channel[v]];
    const rows = [place.get(visits.rep[v]) ?? place.size, place.size];
    for (const row of rows) hours[(row * channels + c) * HOURS + visits.hourOfWeek[v]] += 1;
  }
  return hours;
}

/** Shares of the channels, those of all reps for a rep whose contacts name none. */
function channelMix(
  { visits }: Market,
  from: number,
  place: ReadonlyMap<number, number>,
  rank: Int32Array,
  channels: number,
): Float64Array {
  const mix = new Float64Array((place.size + 1) * channels);
  for (let v = 0; v < visits.count; v++) {
    if (visits.period[v] < from || visits.channel[v] < 0) continue;
    for (const row of [place.get(visits.rep[v]) ?? place.size, place.size])
      mix[row * channels + rank[visits.channel[v]]] += 1;
  }
  const together = place.size * channels;
  for (let row = place.size; row >= 0; row--) {
    const shares = mix.subarray(row * channels, (row + 1) * channels);
    let total = 0;
    for (const share of shares) total += share;
    for (let c = 0; c < channels; c++) shares[c] = total > 0 ? shares[c] / total : mix[together + c];
  }
  return mix;
}

interface Learned {
  readonly channels: number;
  readonly rank: Int32Array;
  readonly place: ReadonlyMap<number, number>;
  readonly hours: Float64Array;
  readonly allowed: ReadonlyMap<number, Float64Array>;
  readonly known: (visit: number) => number;
}

/** What the contacts of an account in a channel met. */
interface Met {
  readonly rep: number;
  hits: number;
  contacts: number;
}

function acceptances(market: Market, from: number, learned: Learned): Float64Array {
  const { channels, place, hours, allowed } = learned;
  const acceptance = new Float64Array(market.accounts.count * channels).fill(1);
  const met = metWindows(market, from, learned);
  const byHours = new Map(
    [...allowed].map(([key, week]) => {
      const rep = met.get(key)?.rep ?? place.size;
      return [key, allowedShare(hours, rep, place.size, key % channels, channels, week)];
    }),
  );
  const care = carelessness(met, byHours, channels);
  for (const [key, share] of byHours) {
    const { hits, contacts } = met.get(key) ?? { hits: 0, contacts: 0 };
    const prior = 1 - Math.min(1, care[key % channels] * (1 - share));
    acceptance[key] = (hits + PRIOR_CONTACTS * prior) / (contacts + PRIOR_CONTACTS);
  }
  return acceptance;
}

/** Contacts of known hour, and those inside, by account·C + channel, where the account has windows. */
function metWindows({ visits }: Market, from: number, learned: Learned): Map<number, Met> {
  const { channels, rank, place, allowed, known } = learned;
  const met = new Map<number, Met>();
  for (let v = 0; v < visits.count; v++) {
    if (visits.period[v] < from || visits.channel[v] < 0) continue;
    const key = visits.account[v] * channels + rank[visits.channel[v]];
    if (!allowed.has(key)) continue;
    const entry = met.get(key) ?? { rep: place.get(visits.rep[v]) ?? place.size, hits: 0, contacts: 0 };
    met.set(key, entry);
    const hit = known(v);
    if (Number.isNaN(hit)) continue;
    entry.hits += hit;
    entry.contacts += 1;
  }
  return met;
}

/**
 * How often contacts of a channel miss a window, over how often their hours alone would make them: below 1 where
 * reps mind the windows. As many contacts stand for "no care at all" as for an account.
 */
function carelessness(
  met: ReadonlyMap<number, Met>,
  byHours: ReadonlyMap<number, number>,
  channels: number,
): Float64Array {
  const misses = new Float64Array(channels).fill(PRIOR_CONTACTS);
  const expected = new Float64Array(channels).fill(PRIOR_CONTACTS);
  for (const [key, { hits, contacts }] of met) {
    misses[key % channels] += contacts - hits;
    expected[key % channels] += contacts * (1 - (byHours.get(key) ?? 1));
  }
  return misses.map((count, c) => count / expected[c]);
}

/**
 * Share of a rep's contact hours in a channel that an account allows; of all reps' hours where the rep's are few.
 * Where no hour of the channel is known, contacts are taken to keep to the windows: 1 unless all hours are closed.
 */
function allowedShare(
  hours: Float64Array,
  rep: number,
  together: number,
  channel: number,
  channels: number,
  week: Float64Array,
): number {
  for (const [row, least] of [
    [rep, MIN_TIMED],
    [together, 1],
  ]) {
    const at = (row * channels + channel) * HOURS;
    let total = 0;
    let open = 0;
    for (let h = 0; h < HOURS; h++) {
      total += hours[at + h];
      open += hours[at + h] * week[h];
    }
    if (total >= least) return open / total;
  }
  return week.some(share => share > 0) ? 1 : 0;
}
