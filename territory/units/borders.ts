import type { UnitGraph } from "./graph.ts";

/** Two units that touch and the kilometres of border they share; each pair once. */
export interface Border {
  readonly a: number;
  readonly b: number;
  readonly km: number;
}

/** What a kind of unit knows of its shapes, before bridges. */
export interface Shapes {
  readonly borders: readonly Border[];
  /** Square kilometres, kilometres; by unit. */
  readonly area: Float64Array;
  readonly perimeter: Float64Array;
}

/** Borders as compressed rows. */
export function graphOf({ borders, area, perimeter }: Shapes): UnitGraph {
  const count = area.length;
  const rows = Array.from({ length: count }, (): { to: number; km: number }[] => []);
  for (const { a, b, km } of borders) {
    rows[a]!.push({ to: b, km });
    rows[b]!.push({ to: a, km });
  }
  const start = new Int32Array(count + 1);
  rows.forEach((row, unit) => {
    row.sort((p, q) => p.to - q.to);
    start[unit + 1] = start[unit]! + row.length;
  });
  const all = rows.flat();
  return {
    start,
    to: Int32Array.from(all, ({ to }) => to),
    border: Float64Array.from(all, ({ km }) => km),
    area,
    perimeter,
  };
}

/** Adds up borders of the same pair. */
export class BorderSums {
  readonly #km = new Map<number, number>();
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  add(a: number, b: number, km: number): void {
    const key = Math.min(a, b) * this.#count + Math.max(a, b);
    this.#km.set(key, (this.#km.get(key) ?? 0) + km);
  }

  borders(): Border[] {
    return Array.from(this.#km, ([key, km]) => ({
      a: Math.floor(key / this.#count),
      b: key % this.#count,
      km,
    }));
  }
}
