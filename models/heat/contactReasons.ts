import { CHANNELS } from "../../data/config/vocabulary.ts";
import type { ContactEvidence } from "./contactEvidence.ts";
import { DIGITAL } from "./contactLog.ts";
import { WEEK_HOURS } from "./kernel.ts";
import { type ContactNote, contactNote } from "./notes.ts";

/** Hours on each side that are near. */
const NEAR = 1;

/** The reasons for a contact at an hour of the week, the strongest first. */
export function reasonsFor(
  evidence: ContactEvidence,
  account: number,
  channel: number,
  hour: number,
): ContactNote[] {
  const parts = [
    windowAround(evidence, account, channel, hour),
    takenThen(evidence, account, hour),
    taken(evidence, account, channel),
    ownHours(evidence, account, hour),
    similar(evidence, account, channel),
    digital(evidence, account, channel),
    gain(evidence, channel),
  ].filter(reason => reason !== null);
  const own = ownContacts(evidence, account).length > 0;
  return own ? parts : [...parts, contactNote("contact.unknown")];
}

function windowAround({ log }: ContactEvidence, account: number, channel: number, hour: number) {
  const week = log.allowed.get(account * CHANNELS.length + channel);
  if (week === undefined) return null;
  const day = 24 * Math.floor(hour / 24);
  let [from, to] = [hour, hour + 1];
  while (from > day && week[from - 1] > 0) from--;
  while (to < day + 24 && week[to] > 0) to++;
  // Half an open hour is shown as such.
  const start = from - day + (1 - Math.min(1, week[from]));
  const end = to - day - (to - from > 1 ? 1 - Math.min(1, week[to - 1]) : 0);
  return contactNote("contact.window", { from: start, to: end });
}

function takenThen(evidence: ContactEvidence, account: number, hour: number) {
  const { market, log } = evidence;
  const near = ownContacts(evidence, account).filter(v => {
    const distance = Math.abs((market.visits.hourOfWeek[v] % 24) - (hour % 24));
    return market.visits.hourOfWeek[v] >= 0 && log.outcomes[v] !== null && distance <= NEAR;
  });
  const hits = near.filter(v => log.outcomes[v] !== "missed").length;
  return near.length >= 2 && 2 * hits > near.length
    ? contactNote("contact.taken_then", { hits, contacts: near.length })
    : null;
}

function taken({ acceptance }: ContactEvidence, account: number, channel: number) {
  const record = acceptance?.record(account, channel);
  return record && record.hits > 0 && 2 * record.hits > record.contacts
    ? contactNote("contact.taken", { hits: record.hits, contacts: record.contacts })
    : null;
}

function ownHours({ hours }: ContactEvidence, account: number, hour: number) {
  if (hours === null || hours.evidence[account] < 1) return null;
  const times = hours.profile[account * WEEK_HOURS + hour] * WEEK_HOURS;
  return times > 1 ? contactNote("contact.own_hours", { times: Math.round(10 * times) / 10 }) : null;
}

function similar({ market, acceptance }: ContactEvidence, account: number, channel: number) {
  const record = acceptance?.similar(account, channel);
  const type = market.types[market.accounts.type[account]];
  if (!record || record.contacts === 0 || type === undefined) return null;
  return contactNote("contact.similar", {
    type,
    share: record.hits / record.contacts,
    contacts: record.contacts,
  });
}

function digital({ market, acceptance }: ContactEvidence, account: number, channel: number) {
  const affinity = market.accounts.digitalAffinity[account];
  const mean = acceptance?.meanAffinity ?? Number.NaN;
  return DIGITAL.has(CHANNELS[channel]) && affinity > mean
    ? contactNote("contact.digital", { affinity, mean })
    : null;
}

function gain({ gains }: ContactEvidence, channel: number) {
  if (gains === null) return null;
  const share = gains[channel];
  return share === null
    ? contactNote("contact.no_gain")
    : contactNote("contact.gain", { points: Math.round(1000 * share) / 10 });
}

/** Rows of the last year's contacts of an account. */
function ownContacts({ log }: ContactEvidence, account: number): readonly number[] {
  return log.byAccount.get(account) ?? [];
}
