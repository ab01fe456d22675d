import { f64, i32 } from "../../core/columns.ts";
import type { Levers, VisitPlan } from "./levers.ts";
import type { KernelModel } from "./model.ts";

/** Cells in which a scenario's accounts can differ from those of today's course, ascending. */
export type Reach = "everything" | { readonly cells: Int32Array };

/**
 * What levers can change: the accounts of their classes, and where visits are moved about (capacity, discovery, a
 * visit plan), every account of the reps concerned. Word of mouth carries it anywhere.
 */
export function leverReach(model: KernelModel, levers: Levers | null): Reach {
  if (levers === null || (levers.effects.length === 0 && levers.visitPlan === null))
    return { cells: new Int32Array(0) };
  if (model.scalars.imitation > 0) return "everything";
  const touched = touchedAccounts(levers, model.scalars.accounts);
  const today = visitsOf(model);
  const plan = levers.visitPlan ?? today;
  if (levers.visitPlan !== null) addChangedReps(touched, today, plan);
  if (levers.effects.some(({ kind }) => kind === "capacity" || kind === "discovery"))
    addListsOfTouched(touched, plan);
  return { cells: cellsOf(model, touched) };
}

function touchedAccounts({ effects, accountClass, classes }: Levers, accounts: number): Uint8Array {
  const touched = Uint8Array.from({ length: classes }, (_, c) => +effects.some(({ mask }) => mask[c] === 1));
  return Uint8Array.from({ length: accounts }, (_, i) => touched[accountClass[i]]);
}

function visitsOf({ columns }: KernelModel): VisitPlan {
  return {
    repStart: i32(columns, "repStart"),
    repAccount: i32(columns, "repAccount"),
    repWeight: f64(columns, "repWeight"),
    repCalls: f64(columns, "repCalls"),
  };
}

/** Adds the accounts, old and new, of the reps whose list or calls another plan changes. */
function addChangedReps(touched: Uint8Array, today: VisitPlan, plan: VisitPlan): void {
  for (let rep = 0; rep < Math.max(today.repCalls.length, plan.repCalls.length); rep++) {
    if (sameVisits(today, plan, rep)) continue;
    for (const side of [today, plan]) for (const i of listOf(side, rep)) touched[i] = 1;
  }
}

function sameVisits(a: VisitPlan, b: VisitPlan, rep: number): boolean {
  const [listA, listB] = [listOf(a, rep), listOf(b, rep)];
  if (a.repCalls[rep] !== b.repCalls[rep] || listA.length !== listB.length) return false;
  const [fromA, fromB] = [a.repStart[rep], b.repStart[rep]];
  return listA.every((i, n) => i === listB[n] && a.repWeight[fromA + n] === b.repWeight[fromB + n]);
}

function listOf({ repStart, repAccount }: VisitPlan, rep: number): Int32Array {
  return repAccount.subarray(repStart[rep] ?? 0, repStart[rep + 1] ?? 0);
}

/** Adds the whole list of every rep that visits a touched account. */
function addListsOfTouched(touched: Uint8Array, plan: VisitPlan): void {
  const lists = Array.from(plan.repCalls, (_, rep) => listOf(plan, rep));
  const concerned = lists.filter(list => list.some(i => touched[i] === 1));
  for (const list of concerned) for (const i of list) touched[i] = 1;
}

function cellsOf({ columns, scalars }: KernelModel, touched: Uint8Array): Int32Array {
  const start = i32(columns, "cellStart");
  const cells: number[] = [];
  for (let c = 0; c < scalars.cells; c++)
    if (touched.subarray(start[c], start[c + 1]).includes(1)) cells.push(c);
  return Int32Array.from(cells);
}
