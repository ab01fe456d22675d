import {
  decimal,
  inLanguage,
  type Language,
  moneyInterval,
  NARROW_SPACE,
  percent,
  shortDay,
  shortMoney,
  signedPercent,
  significant,
  type WrittenText,
  whole,
} from "../../../core/figures.ts";
import type { Note } from "../../../core/note.ts";
import type { Interval } from "../../words/format.ts";
import { tell } from "../../words/tell.ts";
import { cli as en } from "./en.ts";
import { cli as tr } from "./tr.ts";

const WORDS = { en, tr } as const;

/** How the command line speaks in one language: its words, and figures, notes and texts of files as it writes them. */
export function voiceIn(language: Language) {
  const count = (value: number) => whole(value, language);
  const percents = (share: number, digits = 1) => percent(share, language, digits);
  const points = (share: number) => decimal(100 * share, 1, language);
  return {
    language,
    words: WORDS[language],
    tell: (note: Note) => tell(note, language),
    written: (text: WrittenText) => inLanguage(text, language),
    day: (iso: string) => shortDay(iso, language),
    /** `12,345`, `12.345`. */
    count,
    decimal: (value: number, digits: number) => decimal(value, digits, language),
    significant: (value: number, digits: number) => significant(value, digits, language),
    /** `12.3%`, `%12,3`. */
    percent: percents,
    /** `+12.3%`, `−4.0%`, `+0.04%`, `0.0%`. */
    signedPercent: (change: number) => signedPercent(change, language),
    /** `₺12.4 M`, `₺12,4 mn`. @param currency ISO 4217 code */
    money: (value: number, currency: string) => inTerminal(shortMoney(value, currency, language)),
    /** `₺12.4 M (10.9–14.1)`: mean and 90% interval in one unit. */
    moneyInterval: (value: Interval, currency: string) =>
      inTerminal(moneyInterval(value, currency, language)),
    /** `1,234 (1,100–1,400)`. */
    countInterval: ({ mean, p05, p95 }: Interval) => `${count(mean)} (${count(p05)}–${count(p95)})`,
    /** `21.3% (20.1–22.4)`. */
    percentInterval: ({ mean, p05, p95 }: Interval) => `${percents(mean)} (${points(p05)}–${points(p95)})`,
    /** Exact amount from minor units: `2,762,012,345.67`. */
    exactAmount: (minor: number, minorUnits: number) =>
      decimal(minor / minorUnits, Math.round(Math.log10(minorUnits)), language),
  };
}

export type Voice = ReturnType<typeof voiceIn>;

/** A narrow space is not a terminal's: many show it as wide as no other. */
function inTerminal(text: string): string {
  return text.replaceAll(NARROW_SPACE, " ");
}
