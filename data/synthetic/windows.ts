import { pick, pickIndex, type Random } from "./random.ts";
import type { ContactSpec, TypeSpec } from "./spec.ts";

export type Hours = readonly [from: number, to: number];

/** When, and in which channels, an account is in fact open to contacts. */
export interface Welcome {
  readonly windows: readonly Hours[];
  /** Weekdays, 0 = Monday. */
  readonly days: readonly number[];
  /** By channel of the spec. */
  readonly allowed: readonly boolean[];
}

const WORKDAYS = [0, 1, 2, 3, 4, 5];
const SHIFTS = [-1, 0, 0, 1];
const MINUTES = 60;

/** An account's own windows: those of its type, shifted as a whole; some keep a weekday free. */
export function drawWelcome(
  random: Random,
  type: TypeSpec,
  contact: ContactSpec,
  digitalAffinity: number,
): Welcome {
  const shift = pick(random, SHIFTS);
  const free = random.uniform() < contact.dayOff ? pick(random, WORKDAYS) : -1;
  return {
    windows: type.welcome.map(([from, to]) => [from + shift, to + shift]),
    days: WORKDAYS.filter(day => day !== free),
    allowed: contact.channels.map(
      c => random.uniform() < c.allowed.base + c.allowed.digital * digitalAffinity,
    ),
  };
}

/** The hours of a channel at an account. */
export function windowsOf(contact: ContactSpec, welcome: Welcome, channel: number): readonly Hours[] {
  const { hours } = contact.channels[channel]!;
  return hours ? [hours] : welcome.windows;
}

/** Whether a contact comes in an allowed channel, on a welcome day and inside a window. */
export function isWelcome(
  contact: ContactSpec,
  welcome: Welcome,
  channel: number,
  weekday: number,
  minute: number,
): boolean {
  return (
    welcome.allowed[channel]! &&
    welcome.days.includes(weekday) &&
    windowsOf(contact, welcome, channel).some(
      ([from, to]) => minute >= MINUTES * from && minute < MINUTES * to,
    )
  );
}

/** A weekday by the weights of all, of those that the account welcomes. */
export function welcomeDay(random: Random, welcome: Welcome, weights: readonly number[]): number {
  return pickIndex(
    random,
    weights.map((weight, day) => (welcome.days.includes(day) ? weight : 0)),
  );
}

/** A minute of the day inside one of the windows; longer windows have no more than shorter ones. */
export function minuteInside(random: Random, windows: readonly Hours[]): number {
  const [from, to] = pick(random, windows);
  return Math.floor(MINUTES * (from + (to - from) * random.uniform()));
}
