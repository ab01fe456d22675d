import { readFileSync } from "node:fs";
import { checkSync } from "recheck";

// The others would start Java or a program that came as an optional package.
process.env.RECHECK_SYNC_BACKEND = "pure";

/** Where the patterns stand that were judged, beside this file. */
export const LINEAR_FILE = "test/linearPatterns.json";

/** The patterns that were found to be linear, as literals show them. */
export function linearPatterns(): string[] {
  return JSON.parse(readFileSync(new URL("./linearPatterns.json", import.meta.url), "utf8"));
}

/** Milliseconds: most take some tens, and some texts with many groups more than any patience. */
const PROVING = 15_000;
const ATTACKING = 60_000;

/** Milliseconds on an attack's fifty thousand letters: what is linear takes one, what is quadratic thousands. */
const HARMLESS = 200;

function recall(pattern: RegExp, attack: string): number {
  const start = performance.now();
  pattern.exec(attack);
  return performance.now() - start;
}

/**
 * Why a pattern is not linear in the length of what it meets; null: it is, by proof, or where that takes too long, as no
 * attack on it was found.
 */
export function judge({
  source,
  flags,
  text,
}: {
  source: string;
  flags: string;
  text: string;
}): string | null {
  const proof = checkSync(source, flags, { timeout: PROVING });
  const judged =
    proof.status === "unknown" ? checkSync(source, flags, { timeout: ATTACKING, checker: "fuzz" }) : proof;
  if (judged.status === "safe") return null;
  // A search for attacks estimates what it finds.
  const found = judged.status === "vulnerable" && judged.checker === "fuzz" ? judged.attack.string : null;
  if (found !== null && recall(new RegExp(source, flags), found) < HARMLESS) return null;
  if (judged.status === "unknown")
    return `${text} could not be judged (${judged.error.kind}); write it shorter`;
  const mend = "split it, or leave no two ways to match the same letters";
  return `${text} is not linear (${judged.complexity.summary}): ${judged.attack.pattern}; ${mend}`;
}
