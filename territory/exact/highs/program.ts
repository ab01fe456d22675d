/**
 * A mixed-integer linear program: minimise `cost · x` with `lower ≤ x ≤ upper` and `rowLower ≤ A x ≤ rowUpper`. Flat
 * columns that cross threads; rows are compressed, those of row `i` are `starts[i] … starts[i + 1] - 1`.
 */
export interface Program {
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1: the variable is whole. */
  readonly whole: Int32Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** A coefficient and the variable that it stands before. */
export type Term = readonly [coefficient: number, variable: number];

/** Writes a program variable by variable and row by row, so that a model reads as its equations do. */
export interface ProgramWriter {
  /** @returns its index */
  variable(bounds: { lower?: number; upper?: number; cost?: number; whole?: boolean }): number;
  /** 0 or 1. */
  binary(cost?: number): number;
  /** `lower ≤ Σ terms ≤ upper`; a variable that stands twice counts with the sum. */
  row(lower: number, terms: readonly Term[], upper: number): void;
  atMost(terms: readonly Term[], upper: number): void;
  atLeast(terms: readonly Term[], lower: number): void;
  equal(terms: readonly Term[], value: number): void;
  /** Adds to what a variable costs. */
  price(variable: number, cost: number): void;
  /** Pins a variable to a value. */
  fix(variable: number, value: number): void;
  /** As it stands now; more may be written afterwards. */
  program(): Program;
}

export function programWriter(): ProgramWriter {
  const [cost, lower, upper, whole]: number[][] = [[], [], [], []] as never;
  const [rowLower, rowUpper, indices, values]: number[][] = [[], [], [], []] as never;
  const starts = [0];
  const writer: ProgramWriter = {
    variable(bounds) {
      lower!.push(bounds.lower ?? 0);
      upper!.push(bounds.upper ?? Number.POSITIVE_INFINITY);
      whole!.push(bounds.whole ? 1 : 0);
      return cost!.push(bounds.cost ?? 0) - 1;
    },
    binary: (weight = 0) => writer.variable({ upper: 1, cost: weight, whole: true }),
    row(from, terms, to) {
      const sums = new Map<number, number>();
      for (const [coefficient, variable] of terms)
        sums.set(variable, (sums.get(variable) ?? 0) + coefficient);
      for (const [variable, coefficient] of sums) {
        if (coefficient === 0) continue;
        indices!.push(variable);
        values!.push(coefficient);
      }
      starts.push(indices!.length);
      rowLower!.push(from);
      rowUpper!.push(to);
    },
    atMost: (terms, most) => writer.row(Number.NEGATIVE_INFINITY, terms, most),
    atLeast: (terms, least) => writer.row(least, terms, Number.POSITIVE_INFINITY),
    equal: (terms, value) => writer.row(value, terms, value),
    price(variable, more) {
      cost![variable]! += more;
    },
    fix(variable, value) {
      lower![variable] = value;
      upper![variable] = value;
    },
    program: () => ({
      cost: Float64Array.from(cost!),
      lower: Float64Array.from(lower!),
      upper: Float64Array.from(upper!),
      whole: Int32Array.from(whole!),
      rowLower: Float64Array.from(rowLower!),
      rowUpper: Float64Array.from(rowUpper!),
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices!),
      values: Float64Array.from(values!),
    }),
  };
  return writer;
}

/** The linear relaxation: its optimum is a bound for the program. */
export function relaxed(program: Program): Program {
  return { ...program, whole: new Int32Array(program.whole.length) };
}
