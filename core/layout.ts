import { type ColumnSpec, type Columns, type ColumnType, f32, f64, i32, u8 } from "./columns.ts";

/**
 * A layout says of columns by name what is known of them before they have values. From it they are allocated, opened
 * typed and checked, and described.
 */
export type Layout = Readonly<Record<string, Declared>>;

export interface Declared {
  readonly kind: ColumnType;
  /** The length is the product of these. */
  readonly size: readonly Factor[];
  /** Unit of the values; null: codes, indices and other bare numbers. */
  readonly unit: string | null;
  readonly meaning: string;
  /** Values are whole numbers from 0 to less than this, or `none`. */
  readonly below?: string | number;
  readonly none?: number;
}

/** A number, a dimension by its name, or so many more than a dimension. */
export type Factor = number | string | readonly [dimension: string, more: number];

type DimensionOfFactor<F> = F extends string
  ? F
  : F extends readonly [infer D extends string, number]
    ? D
    : never;

/** Names of the dimensions of a layout. */
export type Dimension<L extends Layout> = {
  [Name in keyof L]:
    | DimensionOfFactor<L[Name]["size"][number]>
    | (L[Name] extends { readonly below: infer B extends string } ? B : never);
}[keyof L];

/** How long each dimension is. */
export type Sizes<L extends Layout> = Readonly<Record<Dimension<L>, number>>;

interface Arrays {
  readonly f64: Float64Array;
  readonly f32: Float32Array;
  readonly i32: Int32Array;
  readonly u8: Uint8Array;
}

/** The columns of a layout as views on shared memory. */
export type Opened<L extends Layout> = { readonly [Name in keyof L]: Arrays[L[Name]["kind"]] };

/** What `allocateColumns` needs. */
export function specsOf<const L extends Layout>(layout: L, sizes: Sizes<L>): ColumnSpec[] {
  return Object.entries(layout).map(([name, { kind, size }]) => ({
    name,
    type: kind,
    length: lengthOf(size, sizes),
  }));
}

/** Whether the columns hold a layout that is left out as a whole where there is nothing to say. */
export function holds(layout: Layout, columns: Columns): boolean {
  return columns.layout.some(({ name }) => name in layout);
}

/**
 * Opens the columns of a layout.
 * @throws Error where a column is missing, of another kind or length, or has values that point outside
 */
export function open<const L extends Layout>(layout: L, columns: Columns, sizes: Sizes<L>): Opened<L> {
  const read = { f64, f32, i32, u8 };
  const opened = Object.entries(layout).map(([name, declared]) => {
    const values = read[declared.kind](columns, name);
    const length = lengthOf(declared.size, sizes);
    if (values.length !== length)
      throw new Error(`column ${name} has ${values.length} values; expected ${length}`);
    checkCodes(name, values, declared, sizes);
    return [name, values] as const;
  });
  return Object.fromEntries(opened) as Opened<L>;
}

function checkCodes(
  name: string,
  values: Arrays[ColumnType],
  { below, none }: Declared,
  sizes: Readonly<Record<string, number>>,
): void {
  if (below === undefined) return;
  const end = typeof below === "number" ? below : sizes[below];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if ((value >= 0 && value < end) || value === none) continue;
    const or = none === undefined ? "" : ` or ${none}`;
    throw new Error(`column ${name} has ${value} at ${i}; expected 0 to ${end - 1}${or}`);
  }
}

function lengthOf(size: readonly Factor[], sizes: Readonly<Record<string, number>>): number {
  return size.reduce<number>((product, factor) => {
    if (typeof factor === "number") return product * factor;
    return product * (typeof factor === "string" ? sizes[factor] : sizes[factor[0]] + factor[1]);
  }, 1);
}
