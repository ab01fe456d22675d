import type { Assignment, Districting } from "../../districting.ts";
import { programWriter, relaxed, type Term } from "../highs/program.ts";
import type { Solver } from "../highs/solve.ts";
import { assignmentOf, type Labels, labels, movedAmount, withinTolerance } from "./labels.ts";
import { brokenSeparators, type Separator } from "./separators.ts";

/** The plan within all tolerances that moves the least amount to another rep. */
export interface LeastMoved {
  /** null: none found. */
  readonly plan: Assignment | null;
  /** Every plan moves at least this share of the held amount; Infinity: there is none within the tolerances. */
  readonly bound: number;
  readonly proven: boolean;
}

export interface LeastMovedOptions {
  readonly solver: Solver;
  readonly seconds: number;
  readonly signal?: AbortSignal;
}

/** Shares of the held amount that differ by less are the same. */
const PRECISION = 1e-3;

/**
 * Least disruption by a labelling program (Validi and Buchanan 2022), where contiguity is asked for bit by bit: the best
 * plan of the program is looked at, what keeps it from hanging together is written into the program, and it is solved
 * again. As today's plan hangs together for the most part, few rounds are needed; every round gives a bound.
 */
export async function leastMoved(question: Districting, options: LeastMovedOptions): Promise<LeastMoved> {
  const { solver, seconds, signal } = options;
  const model = leastMovedModel(question);
  const end = performance.now() + 1000 * seconds;
  let bound = 0;
  for (;;) {
    const left = (end - performance.now()) / 1000;
    if (left <= 0) return { plan: null, bound, proven: false };
    const how = { seconds: left, gap: PRECISION, ...(signal && { signal }) };
    const answer = await solver.solve(model.writer.program(), how);
    bound = Math.max(bound, answer.bound);
    if (answer.x === null) return { plan: null, bound, proven: answer.status === "infeasible" };
    const plan = assignmentOf(model, answer.x);
    const broken = question.contiguous ? brokenSeparators(question, plan) : [];
    if (broken.length === 0) return { plan, bound, proven: answer.status === "optimal" };
    if (answer.status === "stopped") return { plan: null, bound, proven: false };
    for (const one of broken) forbid(model, one);
  }
}

/** In whatever territory: what parts two units here parts them everywhere. */
function forbid({ question, writer, x }: Labels, { a, b, between }: Separator): void {
  for (let t = 0; t < question.territories; t++)
    writer.atMost([[1, x(a, t)], [1, x(b, t)], ...between.map((s): Term => [-1, x(s, t)])], 1);
}

/**
 * A bound by the linear relaxation without contiguity (share of the held amount): for questions of up to some ten
 * thousand labels; Infinity: no plan keeps all that is asked.
 */
export async function leastMovedBound(question: Districting, options: LeastMovedOptions): Promise<number> {
  const { solver, seconds, signal } = options;
  const program = relaxed(leastMovedModel(question).writer.program());
  const { status, bound } = await solver.solve(program, { seconds, ...(signal && { signal }) });
  // The objective of a linear program is a bound only when it is through.
  return status === "stopped" ? 0 : Math.max(0, bound);
}

function leastMovedModel(question: Districting): Labels {
  const writer = programWriter();
  const model = labels(question, writer);
  withinTolerance(model);
  const { terms, held } = movedAmount(model);
  for (const [amount, variable] of terms) writer.price(variable, held > 0 ? amount / held : 0);
  return model;
}
