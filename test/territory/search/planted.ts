import { chance } from "../../../core/chance.ts";
import type { Balance, Districting } from "../../../territory/districting.ts";
import type { UnitGraph } from "../../../territory/units/graph.ts";

/** A graph of squares of one kilometre that touch at their sides; `gone` takes squares out. */
export function gridGraph(
  width: number,
  height: number,
  gone: (unit: number) => boolean = () => false,
): UnitGraph {
  const touching = (u: number) => {
    const [x, y] = [u % width, Math.floor(u / width)];
    const near = [y > 0 && u - width, x > 0 && u - 1, x < width - 1 && u + 1, y < height - 1 && u + width];
    return gone(u) ? [] : near.filter(v => v !== false).filter(v => !gone(v));
  };
  return graphOf(Array.from({ length: width * height }, (_, u) => touching(u)));
}

/** A graph of units of one square kilometre whose pairs share one kilometre. */
export function graphOf(neighbours: readonly (readonly number[])[]): UnitGraph {
  const start = new Int32Array(neighbours.length + 1);
  neighbours.forEach((near, u) => {
    start[u + 1] = start[u] + near.length;
  });
  return {
    start,
    to: Int32Array.from(neighbours.flatMap(near => [...near].sort((a, b) => a - b))),
    border: new Float64Array(start[neighbours.length]).fill(1),
    area: new Float64Array(neighbours.length).fill(1),
    perimeter: new Float64Array(neighbours.length).fill(4),
  };
}

/** Potential that shall be even, by unit. */
export function evenBalance(weight: Float64Array, territories: number, tolerance: number): Balance {
  const all = weight.reduce((sum, w) => sum + w, 0);
  return {
    name: "potential",
    weight,
    base: new Float64Array(territories),
    target: new Float64Array(territories).fill(all / territories),
    tolerance,
    importance: 1,
  };
}

/** A question about a graph: all that is not said asks for nothing. */
export function districting(
  graph: UnitGraph,
  given: Partial<Districting> & Pick<Districting, "territories" | "balances">,
): Districting {
  const units = graph.start.length - 1;
  const start = given.start ?? new Int32Array(units).fill(-1);
  return {
    ...{ units, graph, start, before: Math.max(0, ...start) + 1, locked: new Int32Array(units).fill(-1) },
    holdings: {
      start: Int32Array.from({ length: units + 1 }, (_, u) => u),
      territory: start.map(t => Math.max(0, t)),
      amount: Float64Array.from(start, t => (t < 0 ? 0 : 1)),
    },
    ...{ maxDisruption: 1, contiguous: true, capacityWeight: new Float64Array(units) },
    capacity: new Float64Array(given.territories).fill(Number.POSITIVE_INFINITY),
    ...given,
  };
}

/** Uneven weights, as of towns in the country: exp of a normal of this spread. */
export function unevenWeights(units: number, spread: number, seed: number): Float64Array {
  const { normal } = chance(seed, 1);
  return Float64Array.from({ length: units }, () => Math.exp(spread * normal()));
}
