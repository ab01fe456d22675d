import { type Language, LOCALE } from "../../core/figures.ts";
import type { ReadinessId, ReadinessItem } from "../../data/readiness/items.ts";
import { readiness as en } from "./en/readiness.ts";
import type { FigureFormat, ItemWords, ReadinessWords } from "./readiness/shape.ts";
import { readiness as tr } from "./tr/readiness.ts";

/**
 * The readiness score in words. Commands, API and page say the same thing, so it is written once, here; nothing in
 * this folder needs Node.
 */

export interface ItemText {
  readonly title: string;
  readonly evidence: string;
  readonly unlocks: string;
  /** Null: nothing to gain. */
  readonly next: string | null;
}

/** All items, by what they weigh. */
export const READINESS_IDS = Object.keys(en) as ReadinessId[];

const WORDS = { en, tr } as const satisfies Record<string, ReadinessWords>;

/** An item of the score in words. */
export function readinessText(item: ReadinessItem, language: Language): ItemText {
  const words = WORDS[language][item.id] as ItemWords<Readonly<Record<string, number>>>;
  const format = figureFormat(LOCALE[language]);
  return {
    title: words.title,
    evidence: words.evidence(item.figures, format),
    unlocks: words.unlocks,
    next: item.points < item.max ? words.next(item.figures, format) : null,
  };
}

/** The score as `check --json` and the API give it: each item with its English words. */
export function inWords<I extends ReadinessItem>(readiness: {
  readonly score: number;
  readonly items: readonly I[];
}) {
  const items = readiness.items.map(item => ({ ...item, ...readinessText(item, "en") }));
  return { score: readiness.score, items };
}

function figureFormat(locale: string): FigureFormat {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return { number: value => number.format(value), share: value => share.format(value) };
}
