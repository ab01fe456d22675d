import type { Assignment, Districting } from "../../districting.ts";
import type { ProgramWriter, Term } from "../highs/program.ts";

/**
 * The parts that a districting program is written from. `x[u * territories + t]` is 1 where unit `u` lies in territory
 * `t`: the labelling formulation (Validi and Buchanan 2022), since territories are those of today, with reps of their own.
 */
export interface Labels {
  readonly question: Districting;
  readonly writer: ProgramWriter;
  readonly x: (unit: number, territory: number) => number;
}

/** Every unit in one territory, no territory without units; locks, capacity and the largest share that may move. */
export function labels(question: Districting, writer: ProgramWriter): Labels {
  const { units, territories, locked, capacity, capacityWeight } = question;
  const first = Array.from({ length: units * territories }, () => writer.binary())[0] ?? 0;
  const x = (u: number, t: number) => first + u * territories + t;
  const all = Array.from({ length: units }, (_, u) => u);
  for (let u = 0; u < units; u++) {
    writer.equal(
      Array.from({ length: territories }, (_, t): Term => [1, x(u, t)]),
      1,
    );
    if (locked[u]! >= 0) writer.fix(x(u, locked[u]!), 1);
  }
  for (let t = 0; t < territories; t++) {
    writer.atLeast(
      all.map((u): Term => [1, x(u, t)]),
      1,
    );
    if (Number.isFinite(capacity[t]!))
      writer.atMost(
        all.map((u): Term => [capacityWeight[u]!, x(u, t)]),
        capacity[t]!,
      );
  }
  const made = { question, writer, x };
  if (question.maxDisruption < 1) {
    const { terms, held } = movedAmount(made);
    if (held > 0)
      writer.atMost(
        terms.map(([c, v]): Term => [c / held, v]),
        question.maxDisruption,
      );
  }
  return made;
}

/** Each balance within its target × (1 ± tolerance). */
export function withinTolerance({ question, writer, x }: Labels): void {
  for (const { weight, base, target, tolerance } of question.balances)
    for (let t = 0; t < question.territories; t++) {
      const aim = target[t]!;
      const terms = Array.from(weight, (w, u): Term => [w / aim, x(u, t)]);
      writer.row(1 - tolerance - base[t]! / aim, terms, 1 + tolerance - base[t]! / aim);
    }
}

/** Amount that changes rep, as terms over the labels; `held` is all that is held. */
export function movedAmount({ question, x }: Labels): { readonly terms: Term[]; readonly held: number } {
  const { units, territories, holdings } = question;
  const terms: Term[] = [];
  let held = 0;
  for (let u = 0; u < units; u++)
    for (let h = holdings.start[u]!; h < holdings.start[u + 1]!; h++) {
      held += holdings.amount[h]!;
      for (let t = 0; t < territories; t++)
        if (t !== holdings.territory[h]) terms.push([holdings.amount[h]!, x(u, t)]);
    }
  return { terms, held };
}

/** The plan that a solution of the program tells of. */
export function assignmentOf({ question, x }: Labels, values: Float64Array): Assignment {
  const { units, territories } = question;
  return Int32Array.from({ length: units }, (_, u) => {
    const shares = Array.from({ length: territories }, (_, t) => values[x(u, t)]!);
    return shares.indexOf(Math.max(...shares));
  });
}
