import type { UnitGraph } from "../units/graph.ts";
import type { State } from "./state.ts";

/** Units looked at before a question is given up: the cost of a move does not grow with a territory. */
const MOST_LOOKED_AT = 400;

/** Asks whether a territory stays in one piece when a unit leaves it. Keeps scratch columns of its own. */
export function leavingCheck({ start, to }: UnitGraph): (state: State, unit: number) => boolean {
  const units = start.length - 1;
  const seen = new Int32Array(units);
  const group = new Int32Array(units);
  const queue = new Int32Array(MOST_LOOKED_AT + 1);
  const parent: number[] = [];
  const open: number[] = [];
  const rootOf = (g: number): number => {
    while (parent[g] !== g) g = parent[g];
    return g;
  };
  let stamp = 0;
  /**
   * The unit's neighbours inside its territory are searched from all at once, until they have met (true), one has nowhere to
   * go (false) or too much was looked at (false: the unit stays).
   */
  return ({ territory }, unit) => {
    const own = territory[unit];
    stamp++;
    seen[unit] = stamp;
    let groups = 0;
    let end = 0;
    for (let e = start[unit]; e < start[unit + 1]; e++) {
      const u = to[e];
      if (territory[u] !== own) continue;
      seen[u] = stamp;
      group[u] = groups;
      parent[groups] = groups;
      open[groups++] = 1;
      if (end === MOST_LOOKED_AT) return false;
      queue[end++] = u;
    }
    for (let at = 0, apart = groups; apart > 1; at++) {
      const u = queue[at];
      let mine = rootOf(group[u]);
      for (let e = start[u]; e < start[u + 1]; e++) {
        const v = to[e];
        if (territory[v] !== own || v === unit) continue;
        if (seen[v] !== stamp) {
          if (end === MOST_LOOKED_AT) return false;
          seen[v] = stamp;
          group[v] = mine;
          open[mine]++;
          queue[end++] = v;
          continue;
        }
        const other = rootOf(group[v]);
        if (other === mine) continue;
        parent[mine] = other;
        open[other] += open[mine];
        mine = other;
        if (--apart === 1) return true;
      }
      if (--open[mine] === 0) return false;
    }
    return true;
  };
}
