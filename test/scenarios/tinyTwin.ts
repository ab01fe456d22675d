import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { latLngToCell } from "h3-js";
import { tell } from "../../app/words/tell.ts";
import { allocateColumns, type Columns, f64, i32, u8 } from "../../core/columns.ts";
import { specsOf } from "../../core/layout.ts";
import type { Note } from "../../core/note.ts";
import type { CalendarEntry, Economics, Market } from "../../data/market/market.ts";
import { knownNote } from "../../models/known/notes.ts";
import { responseNote } from "../../models/response/notes.ts";
import { type CompiledScenario, compileScenario } from "../../scenarios/compile/compile.ts";
import { readScenarioText } from "../../scenarios/file/read.ts";
import type { KernelScalars } from "../../sim/spec/model.ts";
import { BEHAVIOUR, FITTED } from "../../twin/layout.ts";
import { TWIN_VERSION, type Twin, type TwinHeader } from "../../twin/source.ts";
import { smallMarket, WEEKS } from "../models/smallMarket.ts";
import { smallModel } from "../sim/smallModel.ts";

export interface TinyOptions {
  /** Accounts in each of the two territories, T1 and T2; default 20 and 20. */
  readonly sizes?: readonly [number, number];
  readonly scalars?: Partial<KernelScalars>;
  /** Adds the columns of opening, leaving and coming back. */
  readonly withLife?: boolean;
  /** Changes the twin's columns after they have got their plain values. */
  readonly set?: (columns: Columns) => void;
  readonly calendar?: readonly CalendarEntry[];
  /** [period][brand] amount of account 0; the others have bought nothing. Default: a cent of each brand in the last week. */
  readonly sales?: readonly (readonly number[])[];
  readonly brands?: readonly string[];
  readonly economics?: Economics;
}

export interface Tiny {
  readonly market: Market;
  readonly twin: Twin;
}

/** Customer segments; A0, A2 … are in the first, A1, A3 … in the second. */
const SEGMENTS = ["large-loyal", "lapsed"];

/** Monday after the small market's history: the first day ahead, 2025-12-29. */
export const START = 19_359 + 7 * WEEKS;

/**
 * A market and its twin, small enough to know the answers: accounts A0, A1 … of types kafe and market in turn, two
 * territories with one cell each, reps R1 and R2 who visit those of their own territory, the plain columns of
 * `smallModel`.
 */
export function tiny(options: TinyOptions = {}): Tiny {
  const { sizes = [20, 20], brands = ["Kervan", "Bozkır", "Hitit"] } = options;
  const accounts = sizes[0] + sizes[1];
  const cell = Int32Array.from({ length: accounts }, (_, i) => (i < sizes[0] ? 0 : 1));
  const market = tinyMarket(options, cell, brands);
  const scalars = { brands: brands.length, reps: 2, ...options.scalars };
  const model = smallModel({ cellSizes: sizes, withLife: options.withLife ?? false, ...scalars });
  const columns = allocateColumns([
    ...model.columns.layout.map(({ name, type, length }) => ({ name, type, length })),
    ...specsOf(FITTED, { accounts }),
    ...specsOf(BEHAVIOUR, { accounts, behaviours: SEGMENTS.length, quarters: 1 }),
  ]);
  new Uint8Array(columns.memory.buffer).set(new Uint8Array(model.columns.memory.buffer));
  for (const name of ["account", "like"])
    i32(columns, name).set(Array.from({ length: accounts }, (_, i) => i));
  stayInSegments(columns);
  if (model.scalars.reps === 2) visitOwnTerritory(columns, sizes);
  options.set?.(columns);
  const { drawSeed: _, ...header } = model.scalars;
  return { market, twin: { hash: model.hash, header: tinyHeader(market, header), columns } };
}

/** Accounts are in the two segments in turn, and stay there. */
function stayInSegments(columns: Columns): void {
  const code = u8(columns, "behaviour");
  code.set(code.map((_, i) => i % SEGMENTS.length));
  f64(columns, "behaviourMove").set([1, 1, 0, 1, 1, 1, 0, 1]);
  f64(columns, "behaviourRate").fill(1);
  i32(columns, "behaviourQuarter").set([13]);
}

function visitOwnTerritory(columns: Columns, [first, second]: readonly [number, number]): void {
  i32(columns, "repStart").set([0, first, first + second]);
  const weights = [first, second].flatMap(n => Array.from({ length: n }, (_, i) => (i + 1) / n));
  f64(columns, "repWeight").set(weights);
}

function tinyHeader(market: Market, scalars: TwinHeader["scalars"]): TwinHeader {
  return {
    version: TWIN_VERSION,
    marketHash: market.hash,
    marketName: market.name,
    synthetic: true,
    currency: "TRY",
    minorUnits: 100,
    period: "week",
    firstPeriodStart: START,
    seed: 5,
    brands: market.brands,
    territories: market.territories.map(t => t.id),
    areas: market.areas.map(a => a.id),
    reps: market.reps.map(r => r.id),
    channels: [],
    segments: SEGMENTS,
    units: [
      { territory: 0, area: -1, dark: false },
      { territory: 1, area: -1, dark: false },
    ],
    scalars,
    sources: {
      rates: { from: "data", note: knownNote("known.rates") },
      visits: { from: "prior", note: responseNote("response.no_visits") },
    },
  };
}

function tinyMarket(options: TinyOptions, cell: Int32Array, brands: readonly string[]): Market {
  const plain = smallMarket(1);
  const n = cell.length;
  const cells = [latLngToCell(39.9, 32.8, 7), latLngToCell(40.2, 33.2, 7)];
  const last = brands.map((_, brand) => ({ period: WEEKS - 1, brand, amount: 1 }));
  const rows =
    options.sales?.flatMap((amounts, period) =>
      amounts.map((amount, brand) => ({ period, brand, amount })),
    ) ?? last;
  const none = new Float64Array(n).fill(Number.NaN);
  return {
    ...plain,
    brands,
    types: ["kafe", "market"],
    economics: options.economics ?? {},
    territories: [
      { id: "T1", name: "Batı", repId: "R1" },
      { id: "T2", name: "Doğu", repId: "R2" },
    ],
    areas: [],
    plan: {
      areas: new Int32Array(0),
      cells: cells.map((cell, territory) => ({ cell, territory })),
    },
    reps: ["R1", "R2"].map(id => ({
      id,
      name: id,
      lat: null,
      lon: null,
      weeklyCalls: null,
      weeklyCost: null,
    })),
    cells: {
      count: 2,
      h3: BigUint64Array.from(cells, h => BigInt(`0x${h}`)),
      lat: Float64Array.of(39.9, 40.2),
      lon: Float64Array.of(32.8, 33.2),
      area: Int32Array.of(-1, -1),
      territory: Int32Array.of(0, 1),
    },
    accounts: {
      ...plain.accounts,
      count: n,
      ids: Array.from({ length: n }, (_, i) => `A${i}`),
      names: Array.from({ length: n }, () => null),
      site: Int32Array.from(cell.keys()),
      siteIds: Array.from({ length: n }, (_, i) => `A${i}`),
      cell,
      type: Int32Array.from({ length: n }, (_, i) => i % 2),
      area: new Int32Array(n).fill(-1),
      territory: cell,
      ownTerritory: new Int32Array(n).fill(-1),
      namedTerritory: new Int32Array(n).fill(-1),
      lat: Float64Array.from(cell, c => (c === 0 ? 39.9 : 40.2)),
      lon: Float64Array.from(cell, c => (c === 0 ? 32.8 : 33.2)),
      opened: none,
      closed: none,
      influence: new Float64Array(n).fill(1),
      digitalAffinity: none,
    },
    sales: {
      count: rows.length,
      account: new Int32Array(rows.length),
      period: Int32Array.from(rows, r => r.period),
      brand: Uint8Array.from(rows, r => r.brand),
      amount: Float64Array.from(rows, r => r.amount),
    },
    visits: lastYearsVisits(plain, cell),
    calendar: options.calendar ?? [],
  };
}

/** One visit of the last week to each account, by the rep of its territory. */
function lastYearsVisits(plain: Market, cell: Int32Array): Market["visits"] {
  const n = cell.length;
  return {
    ...plain.visits,
    count: n,
    account: Int32Array.from(cell.keys()),
    period: new Int32Array(n).fill(WEEKS - 1),
    rep: Int32Array.from(cell),
    hourOfWeek: new Int16Array(n).fill(-1),
    channel: new Int32Array(n).fill(-1),
    minutes: new Float64Array(n).fill(Number.NaN),
    outcome: Array.from(cell, () => null),
  };
}

/** Compiles the levers of a YAML list on a tiny market, 10 weeks ahead unless told. */
export function compiled(
  { market, twin }: Tiny,
  levers: string,
  horizon = 10,
  dir = "/nowhere",
): Promise<CompiledScenario> {
  return readScenarioText(`name: Test\nlevers: ${levers}\n`, "test", { dir }).then(scenario =>
    compileScenario(scenario, market, twin, { dir, horizon }),
  );
}

/** Makes a folder that plans can be read from: `market.yaml`, which says how reps travel, and no files. */
export async function writeMarketYaml(dir: string, travel = "{}"): Promise<void> {
  const lines = [
    "name: tiny",
    "own_brand: Kervan",
    "currency: TRY",
    "timezone: Europe/Istanbul",
    "resolution: 7",
    `travel: ${travel}`,
    "sources: {accounts: {file: a.csv}, sales: {file: s.csv}}",
  ];
  await writeFile(join(dir, "market.yaml"), `${lines.join("\n")}\n`);
}

/** Notes as the command line tells them. */
export function said(notes: readonly Note[]): string[] {
  return notes.map(note => tell(note, "en"));
}

/** A promotion of a brand from the first day of a week of history (or ahead), some weeks long. */
export function promotion(
  brand: number,
  week: number,
  weeks: number,
  depth: number | null = null,
): CalendarEntry {
  const start = 19_359 + 7 * week;
  return { name: "promotion", kind: "promotion", brand, start, end: start + 7 * weeks - 1, area: -1, depth };
}
