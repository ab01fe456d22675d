import { decimal } from "../../core/figures.ts";
import type { Readiness } from "../../data/readiness/items.ts";
import { readinessText } from "../api/readiness/words.ts";

const SCORE_CELLS = 40;
const ITEM_CELLS = 10;

/** The score with a bar, then its items, what brings most first; each with what to do next and what that unlocks. */
export function describeReadiness({ score, items }: Readiness): string {
  const open = items.filter(({ points, max }) => points < max);
  const full = items.filter(({ points, max }) => points >= max);
  return [
    `Ready for a twin: ${score} of 100  ${bar(score / 100, SCORE_CELLS)}\n`,
    open.length > 0 ? "\nWhat to do next, what brings most first\n" : "",
    ...open.map(describeItem),
    full.length > 0 ? "\nIn place\n" : "",
    ...full.map(describeItem),
  ].join("");
}

function describeItem(item: Readiness["items"][number]): string {
  const { title, evidence, unlocks, next } = readinessText(item, "en");
  const points = `${decimal(item.points, 1).padStart(4)} of ${String(item.max).padStart(2)}`;
  const head = `  ${bar(item.points / item.max, ITEM_CELLS)} ${points}  ${title}: ${evidence}\n`;
  return next === null ? head : `${head}${INDENT}→ ${next}\n${INDENT}  ${unlocks}\n`;
}

const INDENT = " ".repeat(ITEM_CELLS + 15);

function bar(share: number, cells: number): string {
  const full = Math.round(cells * share);
  return "█".repeat(full) + "░".repeat(cells - full);
}
