import { SCORES, type Scores } from "./scores.ts";

export interface Candidate {
  readonly assignment: Int32Array;
  readonly scores: Scores;
}

/** Candidates of which none is better than another in everything (a Pareto front). */
export type Front = readonly Candidate[];

/** As good in every score, and better in one. */
export function beats(a: Scores, b: Scores): boolean {
  return SCORES.every(s => a[s] <= b[s]) && SCORES.some(s => a[s] < b[s]);
}

/**
 * The front with one more; the same front where that is beaten or scores as one that is there.
 * @param assignment asked for only where it is kept
 * @param most the front holds no more: of its closest two, the one with less room around it goes
 */
export function addToFront(front: Front, scores: Scores, assignment: () => Int32Array, most: number): Front {
  if (front.some(one => SCORES.every(s => one.scores[s] <= scores[s]))) return front;
  const kept = front.filter(one => !beats(scores, one.scores));
  const grown = [...kept, { assignment: assignment(), scores }];
  return grown.length > most ? withoutCrowded(grown) : grown;
}

/** Without the one that has least room: its nearest in scores (each over its range) is nearest. Extremes stay. */
function withoutCrowded(front: Front): Front {
  const spans = SCORES.map(s => {
    const values = front.map(one => one.scores[s]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return { s, least, span: most - least };
  });
  const extreme = (one: Candidate) => spans.some(({ s, least, span }) => span > 0 && one.scores[s] === least);
  const distance = (a: Candidate, b: Candidate) =>
    spans.reduce((sum, { s, span }) => sum + (span > 0 ? ((a.scores[s] - b.scores[s]) / span) ** 2 : 0), 0);
  let crowded = -1;
  let room = Number.POSITIVE_INFINITY;
  front.forEach((one, i) => {
    if (extreme(one)) return;
    const nearest = Math.min(
      ...front.map((other, j) => (i === j ? Number.POSITIVE_INFINITY : distance(one, other))),
    );
    if (nearest < room) [crowded, room] = [i, nearest];
  });
  return front.filter((_, i) => i !== (crowded < 0 ? front.length - 1 : crowded));
}

/** Fronts as one, in the order they come. */
export function joinFronts(fronts: readonly Front[], most: number): Front {
  return fronts
    .flat()
    .reduce<Front>((front, one) => addToFront(front, one.scores, () => one.assignment, most), []);
}
