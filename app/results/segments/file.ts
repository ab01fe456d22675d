import { allocateColumns, f64, u8 } from "../../../core/columns.ts";
import { InputError } from "../../../core/errors.ts";
import { shiftPeriod } from "../../../core/period.ts";
import { loadColumns, saveColumns } from "../../../data/files/columnsFile.ts";
import { readSound, type SealedFolder } from "../../../data/files/sealedFolder.ts";
import type { Market } from "../../../data/market/market.ts";
import type { Segments, Transitions } from "../../../models/segments/types.ts";

/** The file of a state that holds its segments. */
export const SEGMENTS_FILE = "segments.bin";

/** The segments of a state as its file keeps them. Accounts are in the market's order. */
export interface KeptSegments extends Segments {
  readonly minorUnits: number;
  /** First day after the history that each date saw, days since 1970-01-01, ascending; the last is today. */
  readonly days: readonly number[];
  readonly accounts: number;
}

type Matrix = "count" | "probability" | "p05" | "p95" | "later" | "activity";
const MATRICES: readonly Matrix[] = ["count", "probability", "p05", "p95", "later", "activity"];

interface Header
  extends Pick<KeptSegments, "axes" | "list" | "stability" | "prediction" | "minorUnits" | "days"> {
  readonly version: 3;
  readonly dates: readonly number[];
  readonly accounts: number;
  readonly market: boolean;
  readonly transitions: { readonly periods: number; readonly carry: number } | null;
}

/** Writes segments to a file: figures of the whole in the header, those of accounts in columns. */
export async function saveSegments(file: string, market: Market, segments: Segments): Promise<void> {
  const { axes, list, stability, prediction, transitions } = segments;
  const header: Header = {
    version: 3,
    axes,
    list,
    stability,
    prediction,
    minorUnits: market.minorUnits,
    dates: [...segments.dates],
    days: Array.from(segments.dates, date => firstDayAfter(market, date)),
    accounts: market.accounts.count,
    market: segments.market !== null,
    transitions: transitions && { periods: transitions.periods, carry: transitions.carry },
  };
  const figures = { values: segments.values, own: segments.own, market: segments.market ?? NONE };
  const moves = MATRICES.map(name => [name, transitions?.[name] ?? NONE] as const);
  const numbers = [...Object.entries(figures), ...moves];
  const columns = allocateColumns([
    { name: "path", type: "u8", length: segments.path.length },
    ...numbers.map(([name, { length }]) => ({ name, type: "f64", length }) as const),
  ]);
  u8(columns, "path").set(segments.path);
  for (const [name, values] of numbers) f64(columns, name).set(values);
  await saveColumns(file, header, columns);
}

const NONE = new Float64Array(0);

function firstDayAfter({ periodStart, period }: Market, periods: number): number {
  return shiftPeriod(periodStart[periods - 1]!, 1, period);
}

/** The segments of a state. @throws InputError when they are of another version; EnvironmentError when damaged. */
export async function loadSegments(state: SealedFolder): Promise<KeptSegments> {
  const { header, columns } = await readSound(state, SEGMENTS_FILE, loadColumns);
  const kept = header as Header;
  if (kept.version !== 3)
    throw new InputError(
      "not_built",
      `the segments of ${state.path} are of another version; run \`penumbra build\` again`,
    );
  const matrices = Object.fromEntries(MATRICES.map(name => [name, f64(columns, name)])) as Pick<
    Transitions,
    Matrix
  >;
  return {
    ...kept,
    dates: Int32Array.from(kept.dates),
    path: u8(columns, "path"),
    values: f64(columns, "values"),
    own: f64(columns, "own"),
    market: kept.market ? f64(columns, "market") : null,
    transitions: kept.transitions && { ...kept.transitions, ...matrices },
  };
}

/** Segment code of each account today, in the market's order. */
export function codesToday({ path, days, accounts }: KeptSegments): Uint8Array {
  return path.subarray((days.length - 1) * accounts);
}
