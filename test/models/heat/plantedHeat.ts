import { gridDisk, latLngToCell } from "h3-js";
import type { HourSignals, SignalColumns } from "../../../data/hourSignals.ts";
import type { Market } from "../../../data/market/market.ts";
import { gammaSample, poissonSample, stream } from "../sampling.ts";
import { smallMarket } from "../smallMarket.ts";

export const WEEK = 168;

/** Hours of a type: bumps [day from, day to) × centre, width in hours, weight. */
const TYPES = [
  [
    { days: [0, 5], at: 9, width: 1.5, weight: 3 },
    { days: [5, 7], at: 11, width: 2, weight: 1 },
  ],
  [
    { days: [0, 6], at: 13, width: 1, weight: 2 },
    { days: [0, 7], at: 19, width: 1.5, weight: 3 },
  ],
  [{ days: [0, 6], at: 16, width: 3, weight: 1 }],
] as const;

function typeHours(type: number): Float64Array {
  const week = new Float64Array(WEEK).fill(2e-3);
  for (const { days, at, width, weight } of TYPES[type])
    for (let h = 24 * days[0]; h < 24 * days[1]; h++)
      week[h] += weight * Math.exp(-0.5 * (((h % 24) + 0.5 - at) / width) ** 2);
  return share(week);
}

function share(week: Float64Array): Float64Array {
  const total = week.reduce((sum, x) => sum + x, 0);
  return week.map(x => x / total);
}

export interface PlantedHeat {
  readonly market: Market;
  readonly earlier: HourSignals;
  /** Signals after the fit, of the same law. */
  readonly later: SignalColumns;
  /** Density of each cell by H3 index. */
  readonly truth: ReadonlyMap<bigint, Float64Array>;
}

/**
 * 127 cells around a point in three territories, an account a cell and type where it has one; each cell mixes the types
 * in shares of its own and differs from that mixture by a Dirichlet law worth `concentration` signals. Cells have
 * `mean` orders on average, few and many.
 */
export function plantedHeat(seed: number, mean: number, concentration: number): PlantedHeat {
  const next = stream(seed);
  const cells = gridDisk(latLngToCell(39.9, 32.8, 8), 6)
    .map(cell => BigInt(`0x${cell}`))
    .sort((a, b) => (a < b ? -1 : 1));
  const types = TYPES.map((_, k) => typeHours(k));
  const truth = new Map<bigint, Float64Array>();
  const [early, late]: [Row[], Row[]] = [[], []];
  cells.forEach((cell, c) => {
    const mix = share(Float64Array.from(types, () => gammaSample(0.7, next) + 1e-9));
    const size = mean * gammaSample(1, next);
    const own = types.map(hours =>
      share(hours.map(density => gammaSample(concentration * density, next) + 1e-12)),
    );
    truth.set(
      cell,
      Float64Array.from({ length: WEEK }, (_, h) => own.reduce((sum, week, k) => sum + mix[k] * week[h], 0)),
    );
    own.forEach((week, k) => {
      for (const [rows, share] of [
        [early, 1],
        [late, 0.5],
      ] as const)
        week.forEach((density, hour) => {
          const n = poissonSample(share * size * mix[k] * density, next);
          for (let i = 0; i < n; i++)
            rows.push({ account: 3 * c + k, cell, hour, late: next() < 0.25 ? 1 : 0 });
        });
    });
  });
  return {
    market: marketOf(cells),
    earlier: { contacts: null, orders: signalsOf(early), activity: null },
    later: signalsOf(late),
    truth,
  };
}

export interface Row {
  readonly account: number;
  readonly cell: bigint;
  readonly hour: number;
  readonly late: number;
  readonly timed?: number;
}

export function signalsOf(rows: readonly Row[]): SignalColumns {
  return {
    count: rows.length,
    account: Int32Array.from(rows, row => row.account),
    h3: BigUint64Array.from(rows, row => row.cell),
    hourOfWeek: Int32Array.from(rows, row => row.hour),
    timed: Uint8Array.from(rows, row => row.timed ?? 1),
    late: Uint8Array.from(rows, row => row.late),
    weight: new Float64Array(rows.length).fill(1 / 52),
    signals: new Float64Array(rows.length).fill(1),
  };
}

/** Three accounts a cell, one of each type. */
function marketOf(cells: readonly bigint[]): Market {
  const plain = smallMarket(1);
  const n = 3 * cells.length;
  const of = (f: (i: number) => number) => Int32Array.from({ length: n }, (_, i) => f(i));
  const numbers = (value: number) => new Float64Array(n).fill(value);
  return {
    ...plain,
    types: TYPES.map((_, k) => `type ${k}`),
    cells: {
      count: cells.length,
      h3: BigUint64Array.from(cells),
      lat: new Float64Array(cells.length),
      lon: new Float64Array(cells.length),
      area: new Int32Array(cells.length).fill(-1),
      territory: Int32Array.from(cells, (_, c) => c % 3),
    },
    accounts: {
      ...plain.accounts,
      count: n,
      cell: of(i => Math.floor(i / 3)),
      type: of(i => i % 3),
      territory: of(i => Math.floor(i / 3) % 3),
      ownTerritory: of(i => Math.floor(i / 3) % 3),
      namedTerritory: of(() => -1),
      successor: of(() => -1),
      closed: numbers(Number.NaN),
      digitalAffinity: numbers(Number.NaN),
    },
    visits: { ...plain.visits, count: 0, account: new Int32Array(0), period: new Int32Array(0), outcome: [] },
  };
}
