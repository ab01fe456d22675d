/** Where a function is least, as far as a search found. */
export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
}

/** Sides of the first simplex. */
const STEP = 0.5;
const MOST_STEPS = 1000;

/**
 * Minimum of a smooth function of few variables without derivatives: the simplex method of Nelder and Mead (1965), with
 * reflection 1, expansion 2, contraction and shrinkage 1/2, started anew once where it ended, since a simplex may collapse.
 * @param f where it is not defined it may be NaN or ∞; not at `start`
 * @param tolerance the search ends where values differ by no more, relative to their size, and corners by its root
 */
export function minimise(
  f: (x: Float64Array) => number,
  start: ArrayLike<number>,
  tolerance: number,
): Minimum {
  const first = descend(f, Float64Array.from(start), tolerance);
  return descend(f, first.at, tolerance);
}

function descend(f: (x: Float64Array) => number, start: Float64Array, tolerance: number): Minimum {
  const n = start.length;
  const corner = (at: Float64Array): Minimum => {
    const value = f(at);
    return { at, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const simplex = [
    corner(start),
    ...Array.from(start, (v, j) => corner(start.with(j, v + STEP * Math.max(1, Math.abs(v) / 4)))),
  ];
  for (let step = 0; step < MOST_STEPS; step++) {
    simplex.sort((a, b) => a.value - b.value);
    const [best, worst] = [simplex[0]!, simplex[n]!];
    const flat = worst.value - best.value <= tolerance * (1 + Math.abs(best.value));
    const reach = Math.max(...simplex.map(({ at }) => largestDifference(at, best.at)));
    if (flat && reach <= Math.sqrt(tolerance)) break;
    const centre = start.map((_, j) => simplex.slice(0, n).reduce((sum, c) => sum + c.at[j]!, 0) / n);
    /** The point at `t` times the way from the worst corner to the centre, beyond the centre. */
    const along = (t: number) => corner(centre.map((v, j) => v + t * (v - worst.at[j]!)));
    const reflected = along(1);
    if (reflected.value < best.value) {
      const expanded = along(2);
      simplex[n] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex[n - 1]!.value) simplex[n] = reflected;
    else {
      const contracted = along(reflected.value < worst.value ? 0.5 : -0.5);
      if (contracted.value < Math.min(worst.value, reflected.value)) simplex[n] = contracted;
      else
        for (let k = 1; k <= n; k++) simplex[k] = corner(simplex[k]!.at.map((v, j) => (v + best.at[j]!) / 2));
    }
  }
  return simplex.sort((a, b) => a.value - b.value)[0]!;
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, v, j) => Math.max(most, Math.abs(v - b[j]!)), 0);
}
