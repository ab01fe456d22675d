import { foldWord } from "../config/vocabulary.ts";

/** Monday's bit is 1, Sunday's 64. */
export const EVERY_DAY = 127;
const WORKDAYS = 31;
const WEEKEND = 96;

/** Names of days, Monday first. The Turkish short ones are those of Unicode CLDR and of wall calendars. */
const NAMES = [
  ["monday", "mon", "pazartesi", "pzt", "pt"],
  ["tuesday", "tue", "tues", "salı", "sal"],
  ["wednesday", "wed", "çarşamba", "çar", "çrş", "ça"],
  ["thursday", "thu", "thur", "thurs", "perşembe", "per", "prş", "pe"],
  ["friday", "fri", "cuma", "cum", "cu"],
  ["saturday", "sat", "cumartesi", "cmt", "ct"],
  ["sunday", "sun", "pazar", "paz", "pz"],
] as const;

const GROUPS: readonly (readonly [number, readonly string[]])[] = [
  [WORKDAYS, ["weekdays", "weekday", "workdays", "hafta içi", "iş günleri", "iş günü"]],
  [WEEKEND, ["weekend", "weekends", "hafta sonu", "hafta sonları"]],
  [EVERY_DAY, ["every day", "daily", "all", "any", "all week", "her gün", "hepsi", "tümü", "tüm hafta"]],
];

const DAY_OF = new Map(NAMES.flatMap((names, day) => names.map(name => [foldWord(name), day] as const)));
const GROUP_OF = new Map(GROUPS.flatMap(([mask, names]) => names.map(n => [foldWord(n), mask] as const)));

/**
 * Days of the week as a bitmask (Monday 1 … Sunday 64): `Mon-Fri`, `1-5`, `135`, `Pzt,Sal`, `hafta içi`, `weekend`.
 * Numbers are those of ISO 8601: 1 is Monday.
 * @returns null when the text names no days
 */
export function readWeekdays(text: string): number | null {
  const whole = readPart(text);
  if (whole !== null) return whole;
  for (const separator of [/[,;/+&|]|\s(?:and|ve)\s/, /[,;/+&|\s]+/]) {
    const masks = text.split(separator).map(readPart);
    if (masks.length > 1 && masks.every(mask => mask !== null)) return masks.reduce((all, m) => all | m, 0);
  }
  return null;
}

/** A day, a group of days, a range of days, or digits such as 135. */
function readPart(text: string): number | null {
  const part = text.trim();
  // A range without one of its ends; folding would take the dash away.
  if (/^[-–—]|[-–—]$/.test(part)) return null;
  const group = GROUP_OF.get(foldWord(part));
  if (group !== undefined) return group;
  const day = readDay(part);
  if (day !== null) return 1 << day;
  const ends = part.split(/[-–—]|\.\.|\s(?:to|ile)\s/).map(end => end.trim());
  if (ends.length === 2) return readRange(readDay(ends[0]!), readDay(ends[1]!));
  if (!/^[1-7]{2,7}$/.test(part) || new Set(part).size < part.length) return null;
  return [...part].reduce((mask, digit) => mask | (1 << (Number(digit) - 1)), 0);
}

function readDay(text: string): number | null {
  if (/^\s*[1-7]\s*$/.test(text)) return Number(text) - 1;
  return DAY_OF.get(foldWord(text)) ?? null;
}

/** Both ends belong to it; Saturday to Monday goes over the end of the week. */
function readRange(from: number | null, to: number | null): number | null {
  if (from === null || to === null) return null;
  let mask = 1 << to;
  for (let day = from; day !== to; day = (day + 1) % 7) mask |= 1 << day;
  return mask;
}
