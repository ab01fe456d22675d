import { foldWord } from "../../data/config/vocabulary.ts";
import type { AxisKey, Segment } from "./types.ts";

/** Words that names are made of, in English and Turkish; the English one without spaces is also the slug's. */
const WORDS = {
  largest: ["largest", "en büyük"],
  veryLarge: ["very large", "çok büyük"],
  large: ["large", "büyük"],
  medium: ["mid-sized", "orta boy"],
  small: ["small", "küçük"],
  tiny: ["very small", "çok küçük"],
  growing: ["growing", "büyüyen"],
  declining: ["declining", "alımı azalan"],
  loyal: ["loyal", "sadık"],
  shared: ["rival-leaning", "rakibe yakın"],
  potential: ["high-potential", "potansiyeli yüksek"],
  frequent: ["frequent", "sık alan"],
  occasional: ["occasional", "seyrek alan"],
  silent: ["quiet", "son günlerde sessiz"],
  influential: ["influential", "çevresini etkileyen"],
  digital: ["digital", "dijital"],
  offline: ["offline", "dijitalden uzak"],
  remote: ["remote-contact", "uzaktan görüşülen"],
  personal: ["face-to-face", "yüz yüze görüşülen"],
  broad: ["broad-range", "geniş çeşit alan"],
  narrow: ["narrow-range", "az çeşit alan"],
  late: ["afternoon", "öğleden sonra ulaşılan"],
  early: ["morning", "sabah ulaşılan"],
} as const;
type Word = keyof typeof WORDS;

/** Slugs of words that do not stand for themselves. */
const SLUGS: Partial<Record<Word, string>> = {
  medium: "medium",
  tiny: "tiny",
  shared: "rival-leaning",
  remote: "remote",
  personal: "face-to-face",
  potential: "potential",
  veryLarge: "very-large",
};

/** Words for an axis above and below the market, and how much the axis speaks for itself. */
const MARKS: readonly { axis: AxisKey; high: Word | null; low: Word | null; weight: number }[] = [
  { axis: "trend", high: "growing", low: "declining", weight: 1 },
  { axis: "loyalty", high: "loyal", low: "shared", weight: 1 },
  { axis: "interest", high: "broad", low: "narrow", weight: 1 },
  { axis: "digital", high: "digital", low: "offline", weight: 1 },
  { axis: "channel", high: "remote", low: "personal", weight: 1 },
  { axis: "hour", high: "late", low: "early", weight: 1 },
  { axis: "influence", high: "influential", low: null, weight: 1 },
  { axis: "power", high: "potential", low: null, weight: 0.7 },
  // Those who buy more buy more often and later: these speak last.
  { axis: "frequency", high: "frequent", low: "occasional", weight: 0.6 },
  { axis: "recency", high: null, low: "silent", weight: 0.6 },
];

/** Standard deviations from the market's mean from which on an axis is worth a word. */
const WORTH_A_WORD = 0.4;

/** What marks a cluster out. */
export interface Profile {
  /** Mean own amount, relative to the mean of all buyers. */
  readonly size: number;
  /** Mean by axis less the market's, in standard deviations between accounts. */
  readonly marks: ReadonlyMap<AxisKey, number>;
  /** Type of at least seven accounts in ten, where the market's share is much less; else null. */
  readonly type: string | null;
}

const SIZES: readonly { readonly from: number; readonly word: Word }[] = [
  { from: 6, word: "largest" },
  { from: 2, word: "veryLarge" },
  { from: 1, word: "large" },
  { from: 0.4, word: "medium" },
  { from: 0.15, word: "small" },
  { from: 0, word: "tiny" },
];

/** Names for clusters, each with a slug of its own: size first, then as many marks as tell them apart. */
export function nameClusters(profiles: readonly Profile[]): Segment[] {
  const words = profiles.map(wordsOf);
  const used = words.map(list => Math.min(2, list.length));
  const slugs = () => words.map((list, c) => slugOf(list.slice(0, used[c]), profiles[c].type));
  for (let round = 0; round < MARKS.length; round++) {
    const now = slugs();
    now.forEach((slug, c) => {
      if (now.indexOf(slug) !== now.lastIndexOf(slug) && used[c] < words[c].length) used[c]++;
    });
  }
  const seen = new Map<string, number>();
  return slugs().map((slug, c) => {
    const number = (seen.get(slug) ?? 0) + 1;
    seen.set(slug, number);
    const chosen = words[c].slice(0, used[c]);
    return {
      id: number > 1 ? `${slug}-${number}` : slug,
      name: nameOf(chosen, profiles[c].type, number),
      words: chosen,
      by: "cluster",
    };
  });
}

function wordsOf({ size, marks }: Profile): Word[] {
  const tier = (SIZES.find(({ from }) => size >= from) ?? SIZES[SIZES.length - 1]).word;
  const said = MARKS.flatMap(({ axis, high, low, weight }) => {
    const z = marks.get(axis) ?? 0;
    const word = z > 0 ? high : low;
    const strength = Math.abs(z) * weight;
    if (word === null || Math.abs(z) < WORTH_A_WORD) return [];
    // Purchase power of a large buyer is what it buys: nothing new.
    return axis === "power" && size >= 1 ? [] : [{ word, strength }];
  });
  return [tier, ...said.sort((a, b) => b.strength - a.strength).map(({ word }) => word)];
}

function slugOf(words: readonly Word[], type: string | null): string {
  const parts: string[] = words.map(word => SLUGS[word] ?? WORDS[word][0]);
  if (type !== null) parts.push(foldWord(type));
  return parts
    .join("-")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

function nameOf(words: readonly Word[], type: string | null, number: number): Segment["name"] {
  const suffix = number > 1 ? ` ${number}` : "";
  const en = `${words.map(word => WORDS[word][0]).join(" ")} ${type === null ? "" : `${type} `}buyers`;
  const tr = `${words.map(word => WORDS[word][1]).join(" ")} ${type === null ? "alıcılar" : `${type} alıcıları`}`;
  return { en: capital(en, "en") + suffix, tr: capital(tr, "tr") + suffix };
}

function capital(text: string, language: "en" | "tr"): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

/** The segments by rule. */
export const PROSPECTS: Segment = {
  id: "prospects",
  name: { en: "Never bought from us", tr: "Bizden hiç almamış" },
  words: [],
  by: "prospects",
};
export const LAPSED: Segment = {
  id: "lapsed",
  name: { en: "Lapsed", tr: "Bir yıldır almayan" },
  words: [],
  by: "lapsed",
};
