import type { Note } from "../../core/note.ts";
import type { Candidate, Front } from "./front.ts";
import { proposalNote } from "./notes.ts";
import { SCORES, type ScoreName, type Scores } from "./scores.ts";

export interface Choice extends Candidate {
  /** In one sentence, why this one. */
  readonly reason: Note;
}

/**
 * Plans of a front to look at, the best compromise first (nearest to the best of every score, each over its range on the
 * front), then the best in each score, then those with most room around them.
 * @param today scores of today's plan, that travel is told against
 * @param even whether the plans are within their tolerances; otherwise the most even comes first
 */
export function choose(front: Front, plans: number, today: Scores, even = true): Choice[] {
  const spans = SCORES.map(score => {
    const values = front.map(one => one.scores[score]);
    const least = Math.min(...values);
    return { score, least, span: Math.max(...values) - least };
  });
  const apart = (a: Scores, b: Readonly<Record<ScoreName, number>>) =>
    Math.sqrt(
      spans.reduce((sum, { score, span }) => sum + (span > 0 ? ((a[score] - b[score]) / span) ** 2 : 0), 0),
    );
  const ideal = Object.fromEntries(spans.map(({ score, least }) => [score, least])) as unknown as Scores;
  const least = (value: (one: Candidate) => number, of: Front) =>
    of.reduce((best, one) => (value(one) < value(best) ? one : best));
  const chosen = new Map<Candidate, Note>();
  if (even) {
    const compromise = least(one => apart(one.scores, ideal), front);
    chosen.set(compromise, reasonOf("compromise", compromise.scores, today));
  }
  const order = even ? ORDER : [...ORDER].sort((a, b) => Number(b === "balance") - Number(a === "balance"));
  for (const { score, span } of order.map(name => spans.find(s => s.score === name)!)) {
    // Of several that are as good in it, the one nearest to the best of everything.
    const best = least(
      one => one.scores[score],
      [...front].sort((a, b) => apart(a.scores, ideal) - apart(b.scores, ideal)),
    );
    if ((span > 0 || chosen.size === 0) && !chosen.has(best))
      chosen.set(best, reasonOf(score, best.scores, today));
  }
  for (const rest = front.filter(one => !chosen.has(one)); rest.length > 0 && chosen.size < plans; ) {
    const room = (one: Candidate) => Math.min(...[...chosen.keys()].map(c => apart(one.scores, c.scores)));
    const next = least(one => -room(one), rest);
    rest.splice(rest.indexOf(next), 1);
    chosen.set(next, reasonOf("between", next.scores, today));
  }
  return [...chosen].slice(0, plans).map(([candidate, reason]) => ({ ...candidate, reason }));
}

/** What people ask for first. */
const ORDER: readonly ScoreName[] = ["disruption", "balance", "travel", "compactness"];

function reasonOf(why: ScoreName | "compromise" | "between", scores: Scores, today: Scores): Note {
  const { balance, compactness: border, disruption } = scores;
  if (why === "balance") return proposalNote("proposal.balance", { balance, disruption });
  if (why === "compactness") return proposalNote("proposal.compactness", { border, disruption });
  if (why === "disruption") return proposalNote("proposal.disruption", { disruption, balance });
  if (why === "travel") {
    const travel = today.travel > 0 ? scores.travel / today.travel - 1 : 0;
    return proposalNote("proposal.travel", { travel, disruption });
  }
  return proposalNote(`proposal.${why}`, { balance, disruption, border });
}

/** Share of plans that are better in a score than `scores`: 0 where none is. */
export function standing(scores: Scores, ensemble: readonly Scores[]): Record<ScoreName, number> | null {
  if (ensemble.length === 0) return null;
  const share = (score: ScoreName) =>
    ensemble.filter(one => one[score] < scores[score]).length / ensemble.length;
  return Object.fromEntries(SCORES.map(score => [score, share(score)])) as Record<ScoreName, number>;
}
