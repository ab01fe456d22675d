import type { Evidence } from "./evidence.ts";
import { fillType, type SelectionData, type SelectionState, typeTable } from "./selection.ts";

/** Known sites that a node must have beyond these before it bends the parametric law. */
const CAUTION = 2;

/**
 * A parametric start with a nonparametric correction (Hjort and Glad 1995): by type and node the number of known sites over
 * the number that the fitted law lets expect, smoothed over neighbouring nodes. The law of sizes then follows the known
 * sites where there are many, and its own form where there are few.
 */
export function sizeCorrection(e: Evidence, states: readonly SelectionState[]): Float64Array {
  const { data } = e;
  const expected = new Float64Array(data.types * data.nodes);
  for (const state of states) addExpected(data, state, expected, 1 / states.length);
  const actual = new Float64Array(data.types * data.nodes);
  const size = 1 << data.lists;
  data.patterns.forEach((count, at) => {
    actual[Math.floor(at / size)] += count;
  });
  const correction = new Float64Array(data.types * data.nodes);
  for (let t = 0; t < data.types; t++) {
    const from = t * data.nodes;
    const [found, sum] = [actual, expected].map(c => smooth(c.subarray(from, from + data.nodes)));
    for (let j = 0; j < data.nodes; j++) correction[from + j] = (found[j] + CAUTION) / (sum[j] + CAUTION);
  }
  return correction;
}

/** Known sites by type and node under a state, scaled to the number of each type. */
function addExpected(data: SelectionData, state: SelectionState, out: Float64Array, share: number): void {
  const { types, nodes, strata, known } = data;
  const weights = new Float64Array(nodes);
  for (let t = 0; t < types; t++) {
    const table = typeTable(data);
    fillType(data, state, t, table);
    for (let s = 0; s < strata; s++) {
      const at = s * types + t;
      let count = 0;
      for (let j = 0; j < nodes; j++) count += known[at * nodes + j];
      if (count === 0) continue;
      const linear = state.a[t] + state.distance * data.distance[s] + state.reach[data.zone[s]];
      let mass = 0;
      for (let j = 0; j < nodes; j++) {
        weights[j] = table.density[j] / (1 + Math.exp(-(linear + state.slope * data.offset[t * nodes + j])));
        mass += weights[j];
      }
      for (let j = 0; j < nodes; j++) out[t * nodes + j] += (share * count * weights[j]) / mass;
    }
  }
}

function smooth(values: Float64Array): Float64Array {
  return values.map((v, j) => {
    const left = values[j - 1] ?? v;
    const right = values[j + 1] ?? v;
    return 0.5 * v + 0.25 * (left + right);
  });
}
