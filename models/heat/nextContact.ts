import { CHANNELS, type Channel } from "../../data/config/vocabulary.ts";
import type { HourSignals } from "../../data/hourSignals.ts";
import type { Market } from "../../data/market/market.ts";
import { openAccounts } from "../../data/market/openAccounts.ts";
import { learnAcceptance } from "./acceptance.ts";
import { accountHours } from "./accountHours.ts";
import type { ContactEvidence } from "./contactEvidence.ts";
import { contactGains, isGain } from "./contactGain.ts";
import { type ContactLog, contactLog } from "./contactLog.ts";
import { reasonsFor } from "./contactReasons.ts";
import { WEEK_HOURS } from "./kernel.ts";
import type { ContactNote } from "./notes.ts";

/** The contact of an account that is most likely to bring an order that would not come by itself. */
export interface NextContact {
  readonly channel: Channel;
  /** 0 = Monday; null, as the hour, where neither contacts nor preferences nor orders tell of days. */
  readonly day: number | null;
  /** Hour of the day that the contact begins in, 0 to 23; null where only days are known. */
  readonly hour: number | null;
  /** Probability that it is taken, times what its channel's taken contacts bring (`contactGain`); null: nothing, as far as is seen. */
  readonly score: number | null;
  /** The strongest first. */
  readonly reasons: readonly ContactNote[];
}

/**
 * The next best contact of each account: of the channels and hours that its preferences leave open (a hard bound) and
 * in which the channel is practised, the one with the highest score; where no channel's contacts bring more than is ordered
 * without one, the one that is most likely to be taken, without a score. Where an account's stated window lies outside of
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
    gains: log.told
      ? contactGains(market, log).map(gain => (gain !== null && isGain(gain) ? gain.gain : null))
      : null,
  };
  const share = channelShares(evidence);
  return Array.from(openAccounts(market), (open, account) =>
    open === 1 ? choose(evidence, share, account) : null,
  );
}

interface Candidate {
  readonly channel: number;
  readonly hour: number;
  /** Of orders or, where no contact brings any, of being taken. */
  readonly score: number;
  readonly gain: number | null;
}

function choose(evidence: ContactEvidence, share: Float64Array, account: number): NextContact | null {
  let top: Candidate | null = null;
  for (const channel of evidence.log.channels) {
    const scoreAt = scoresOf(evidence, share, account, channel);
    const week = evidence.log.allowed.get(account * CHANNELS.length + channel);
    const gain = evidence.gains?.[channel] ?? null;
    for (const hour of openHours(evidence.log, week, channel)) {
      const score = (gain ?? 1) * (week?.[hour] ?? 1) * scoreAt(hour);
      if (top === null || isBetter({ gain, score }, top)) top = { channel, hour, score, gain };
    }
  }
  if (top === null) return null;
  const { channel, hour, score, gain } = top;
  const stated = evidence.log.allowed.has(account * CHANNELS.length + channel);
  const days = stated || evidence.hours !== null;
  const timed = stated || evidence.hours?.resolution === "hour";
  return {
    channel: CHANNELS[channel],
    day: days ? Math.floor(hour / 24) : null,
    hour: timed ? hour % 24 : null,
    score: gain === null ? null : score,
    reasons: reasonsFor(evidence, account, channel, hour),
  };
}

/** A contact that brings something goes before one that is only taken. */
function isBetter(a: Pick<Candidate, "gain" | "score">, b: Candidate): boolean {
  return (a.gain === null) === (b.gain === null) ? a.score > b.score : b.gain === null;
}

const ALL_HOURS = Array.from({ length: WEEK_HOURS }, (_, hour) => hour);

/** Hours of the week that the account leaves open: practised ones, else all of them. */
function openHours({ practised }: ContactLog, week: Float64Array | undefined, channel: number): number[] {
  const used = practised.get(channel)!;
  const open = week ? ALL_HOURS.filter(hour => week[hour] > 0) : ALL_HOURS;
  const both = open.filter(hour => used[hour] === 1);
  return both.length > 0 ? both : open;
}

/** Chance to be taken; where outcomes do not tell, the usual channel at the account's most usual hour. */
function scoresOf(
  { acceptance, hours }: ContactEvidence,
  share: Float64Array,
  account: number,
  channel: number,
): (hour: number) => number {
  if (acceptance) return acceptance.probability(account, channel);
  return hour => share[channel] * (hours?.profile[account * WEEK_HOURS + hour] ?? 1);
}

function channelShares({ market, log }: ContactEvidence): Float64Array {
  const shares = new Float64Array(CHANNELS.length);
  for (const v of log.rows) shares[market.visits.channel[v]] += 1 / log.rows.length;
  // A channel that accounts welcome and nobody has used comes after those in use.
  for (const channel of log.channels) shares[channel] = Math.max(shares[channel], 1e-3);
  return shares;
}
