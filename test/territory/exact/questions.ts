import type { Assignment, Balance, Districting } from "../../../territory/districting.ts";
import type { UnitGraph } from "../../../territory/units/graph.ts";

/** What differs from a plain question: even targets, nothing locked, held or full. */
export interface Asked {
  readonly borders: readonly (readonly [number, number])[];
  readonly weight: readonly number[];
  readonly territories: number;
  readonly tolerance?: number;
  readonly base?: readonly number[];
  readonly more?: Partial<Districting>;
}

export function question({ borders, weight, territories, tolerance = 0.1, base, more }: Asked): Districting {
  const units = weight.length;
  const all = [...weight, ...(base ?? [])].reduce((sum, w) => sum + w, 0);
  const balance: Balance = {
    name: "potential",
    weight: Float64Array.from(weight),
    base: Float64Array.from(base ?? Array(territories).fill(0)),
    target: new Float64Array(territories).fill(all / territories),
    tolerance,
    importance: 1,
  };
  return {
    units,
    territories,
    graph: graphOf(units, borders),
    start: new Int32Array(units),
    before: territories,
    balances: [balance],
    locked: new Int32Array(units).fill(-1),
    holdings: { start: new Int32Array(units + 1), territory: new Int32Array(), amount: new Float64Array() },
    maxDisruption: 1,
    capacity: new Float64Array(territories).fill(Number.POSITIVE_INFINITY),
    capacityWeight: new Float64Array(units),
    contiguous: true,
    ...more,
  };
}

function graphOf(units: number, borders: Asked["borders"]): UnitGraph {
  const near = Array.from({ length: units }, () => new Set<number>());
  for (const [a, b] of borders) {
    near[a]!.add(b);
    near[b]!.add(a);
  }
  const rows = near.map(set => [...set].sort((a, b) => a - b));
  const start = new Int32Array(units + 1);
  rows.forEach((row, u) => {
    start[u + 1] = start[u]! + row.length;
  });
  const to = Int32Array.from(rows.flat());
  return {
    start,
    to,
    border: new Float64Array(to.length).fill(1),
    area: new Float64Array(units).fill(1),
    perimeter: new Float64Array(units).fill(4),
  };
}

/** Borders of a grid, row by row. */
export function grid(rows: number, columns: number): [number, number][] {
  const at = (r: number, c: number) => r * columns + c;
  const borders: [number, number][] = [];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      if (c + 1 < columns) borders.push([at(r, c), at(r, c + 1)]);
      if (r + 1 < rows) borders.push([at(r, c), at(r + 1, c)]);
    }
  return borders;
}

/** Largest deviation from a target over the territories of the first balance. */
export function deviation({ balances: [balance], territories }: Districting, assignment: Assignment): number {
  const sums = balance!.base.slice();
  assignment.forEach((t, u) => {
    sums[t] += balance!.weight[u]!;
  });
  return Math.max(
    ...Array.from({ length: territories }, (_, t) => Math.abs(sums[t]! / balance!.target[t]! - 1)),
  );
}

/** Whether every territory has units, in one piece. */
export function isContiguous({ graph, territories }: Districting, assignment: Assignment): boolean {
  return Array.from({ length: territories }, (_, t) => t).every(t => {
    const members = Array.from(assignment.keys()).filter(u => assignment[u] === t);
    const reached = new Set(members.slice(0, 1));
    for (const u of reached)
      for (const v of graph.to.subarray(graph.start[u], graph.start[u + 1]))
        if (assignment[v] === t) reached.add(v);
    return members.length > 0 && reached.size === members.length;
  });
}

/** Neighbours that lie in two territories. */
export function cutEdges({ graph }: Districting, assignment: Assignment): number {
  let cut = 0;
  for (let u = 0; u < assignment.length; u++)
    for (const v of graph.to.subarray(graph.start[u], graph.start[u + 1]))
      if (v > u && assignment[u] !== assignment[v]) cut++;
  return cut;
}

/** All assignments that give every territory units in one piece and keep all locks: small questions only. */
export function contiguousPlans(asked: Districting): Assignment[] {
  const { units, territories, locked } = asked;
  const plans: Assignment[] = [];
  for (let code = 0; code < territories ** units; code++) {
    const plan = Int32Array.from(
      { length: units },
      (_, u) => Math.floor(code / territories ** u) % territories,
    );
    if (plan.every((t, u) => locked[u] === -1 || locked[u] === t) && isContiguous(asked, plan))
      plans.push(plan);
  }
  return plans;
}
