import type { Readiness } from "../../data/readiness/items.ts";
import { readinessText } from "../words/readiness.ts";
import type { Voice } from "./words/voice.ts";

const SCORE_CELLS = 40;
const ITEM_CELLS = 10;

/** The score with a bar, then its items, what brings most first; each with what to do next and what that unlocks. */
export function describeReadiness({ score, items }: Readiness, voice: Voice): string {
  const { check: words } = voice.words;
  const open = items.filter(({ points, max }) => points < max);
  const full = items.filter(({ points, max }) => points >= max);
  return [
    `${words.ready(voice.count(score))}  ${bar(score / 100, SCORE_CELLS)}\n`,
    open.length > 0 ? `\n${words.next}\n` : "",
    ...open.map(item => describeItem(item, voice)),
    full.length > 0 ? `\n${words.inPlace}\n` : "",
    ...full.map(item => describeItem(item, voice)),
  ].join("");
}

function describeItem(item: Readiness["items"][number], { words, decimal, language }: Voice): string {
  const { title, evidence, unlocks, next } = readinessText(item, language);
  const points = words.check.points(decimal(item.points, 1).padStart(4), String(item.max).padStart(2));
  const head = `  ${bar(item.points / item.max, ITEM_CELLS)} ${points}  ${title}: ${evidence}\n`;
  return next === null ? head : `${head}${INDENT}→ ${next}\n${INDENT}  ${unlocks}\n`;
}

const INDENT = " ".repeat(ITEM_CELLS + 15);

function bar(share: number, cells: number): string {
  const full = Math.round(cells * share);
  return "█".repeat(full) + "░".repeat(cells - full);
}
