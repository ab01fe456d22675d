import { CHANNELS, type Channel } from "../../data/config/vocabulary.ts";
import type { HourSignals } from "../../data/hourSignals.ts";
import type { Market } from "../../data/market/market.ts";
import { openAccounts } from "../../data/market/openAccounts.ts";
import { learnAcceptance } from "./acceptance.ts";
import { accountHours } from "./accountHours.ts";
import type { ContactEvidence } from "./contactEvidence.ts";
import { type ContactLog, contactLog } from "./contactLog.ts";
import { reasonsFor } from "./contactReasons.ts";
import { WEEK_HOURS } from "./kernel.ts";
import type { ContactNote } from "./notes.ts";

/** The contact of an account that is most likely to bear fruit. */
export interface NextContact {
  readonly channel: Channel;
  /** 0 = Monday; null, as the hour, where neither contacts nor preferences nor orders tell of days. */
  readonly day: number | null;
  /** Hour of the day that the contact begins in, 0 to 23; null where only days are known. */
  readonly hour: number | null;
  /** Probability that it is taken, times the share of its channel's taken contacts that bring an order; null: outcomes do not tell. */
  readonly score: number | null;
  /** The strongest first. */
  readonly reasons: readonly ContactNote[];
}

/**
 * The next best contact of each account: of the channels and hours that its preferences leave open (a hard bound) and
 * in which the channel is practised, the one with the highest score. Where an account's stated window lies outside of
 * all practised hours, the window wins. Null where nothing is known about contacts at all (no contact names a channel,
 * and no account states a preference), for an account that has closed every channel, and for one that is not open itself.
 */
export function nextContacts(market: Market, signals: HourSignals): (NextContact | null)[] {
  const log = contactLog(market);
  const hours = accountHours(market, signals);
  const evidence: ContactEvidence = {
    market,
    log,
    hours,
    acceptance: log.told ? learnAcceptance(market, log, hours) : null,
  };
  const share = channelShares(evidence);
  return Array.from(openAccounts(market), (open, account) =>
    open === 1 ? choose(evidence, share, account) : null,
  );
}

interface Candidate {
  readonly channel: number;
  readonly hour: number;
  readonly score: number;
}

function choose(evidence: ContactEvidence, share: Float64Array, account: number): NextContact | null {
  let top: Candidate | null = null;
  for (const channel of evidence.log.channels) {
    const scoreAt = scoresOf(evidence, share, account, channel);
    const week = evidence.log.allowed.get(account * CHANNELS.length + channel);
    for (const hour of openHours(evidence.log, week, channel)) {
      const score = (week?.[hour] ?? 1) * scoreAt(hour);
      if (top === null || score > top.score) top = { channel, hour, score };
    }
  }
  if (top === null) return null;
  const { channel, hour, score } = top;
  const stated = evidence.log.allowed.has(account * CHANNELS.length + channel);
  const days = stated || evidence.hours !== null;
  const timed = stated || evidence.hours?.resolution === "hour";
  return {
    channel: CHANNELS[channel],
    day: days ? Math.floor(hour / 24) : null,
    hour: timed ? hour % 24 : null,
    score: evidence.acceptance ? score : null,
    reasons: reasonsFor(evidence, account, channel, hour),
  };
}

const ALL_HOURS = Array.from({ length: WEEK_HOURS }, (_, hour) => hour);

/** Hours of the week that the account leaves open: practised ones, else all of them. */
function openHours({ practised }: ContactLog, week: Float64Array | undefined, channel: number): number[] {
  const used = practised.get(channel)!;
  const open = week ? ALL_HOURS.filter(hour => week[hour] > 0) : ALL_HOURS;
  const both = open.filter(hour => used[hour] === 1);
  return both.length > 0 ? both : open;
}

/** Where outcomes do not tell, the usual channel at the account's most usual hour. */
function scoresOf(
  { acceptance, hours }: ContactEvidence,
  share: Float64Array,
  account: number,
  channel: number,
): (hour: number) => number {
  if (acceptance) {
    const taken = acceptance.probability(account, channel);
    return hour => taken(hour) * acceptance.orderShare(channel);
  }
  return hour => share[channel] * (hours?.profile[account * WEEK_HOURS + hour] ?? 1);
}

function channelShares({ market, log }: ContactEvidence): Float64Array {
  const shares = new Float64Array(CHANNELS.length);
  for (const v of log.rows) shares[market.visits.channel[v]] += 1 / log.rows.length;
  // A channel that accounts welcome and nobody has used comes after those in use.
  for (const channel of log.channels) shares[channel] = Math.max(shares[channel], 1e-3);
  return shares;
}
