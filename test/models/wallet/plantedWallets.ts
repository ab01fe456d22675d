import { latLngToCell } from "h3-js";
import type { Market } from "../../../data/market/market.ts";
import { gammaSample, normalSample, stream } from "../sampling.ts";
import { smallMarket } from "../smallMarket.ts";

export type Shape = "log-normal with interactions" | "gamma with zones" | "heavy tail";
export const SHAPES: readonly Shape[] = ["log-normal with interactions", "gamma with zones", "heavy tail"];

export interface Planted {
  readonly market: Market;
  /** What each account buys of all brands in the last year, minor units. */
  readonly truth: Float64Array;
  /** The 90% quantile of the law that its wallet was drawn from. */
  readonly quantile90: Float64Array;
  readonly sizeClass: readonly string[];
}

const TYPES = ["market", "café", "kiosk", "pharmacy"];
const TYPE_EFFECT = [1, 0.3, -0.8, 0];
const PERIODS = 60;
export const ACCOUNTS = 1200;

/**
 * A market of accounts whose wallets were drawn from a known law of type, floor space and zone; the own share is
 * another draw, so that what an account buys of us says little of what it could buy. Two thirds have their floor
 * space in the file, all a size class that is right for 7 of 10. One in twenty lies at a site that has another account.
 */
export function plantedWallets(shape: Shape, seed: number, rivals: "seen" | "hidden", n = ACCOUNTS): Planted {
  const next = stream(seed);
  const type = Int32Array.from({ length: n }, () => Math.floor(4 * next()));
  const lat = Float64Array.from({ length: n }, () => 39.8 + 0.3 * next());
  const lon = Float64Array.from({ length: n }, () => 32.6 + 0.3 * next());
  const space = Float64Array.from({ length: n }, () => Math.exp(normalSample(next)));
  const truth = new Float64Array(n);
  const quantile90 = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const level = levelOf(shape, type[i], space[i], zone(shape, lat[i], lon[i]));
    const noise = NOISE[shape];
    truth[i] = Math.round(500_000 * Math.exp(level) * noise.draw(next, type[i]));
    quantile90[i] = 500_000 * Math.exp(level) * noise.quantile90[type[i]];
  }
  const sizeClass = Array.from(space, s => {
    const right = s < 0.65 ? 0 : s < 1.55 ? 1 : 2;
    return ["S", "M", "L"][next() < 0.7 ? right : Math.floor(3 * next())];
  });
  const market = marketOf(seed, { type, lat, lon, space, truth, sizeClass }, rivals, next);
  return { market, truth, quantile90, sizeClass: sizeClass.map((size, i) => `${TYPES[type[i]]} ${size}`) };
}

/** Smooth for the first shape, three bands with sharp borders for the others. */
function zone(shape: Shape, lat: number, lon: number): number {
  if (shape === "log-normal with interactions") return 0.5 * Math.sin((lat - 39.8) * 20);
  return lon < 32.7 ? 0.7 : lon < 32.8 ? 0 : -0.5;
}

function levelOf(shape: Shape, type: number, space: number, zoneEffect: number): number {
  const slope = shape === "log-normal with interactions" ? [0.8, 0.2, 0.5, 0][type] : 0.5;
  return TYPE_EFFECT[type] + slope * Math.log(space) + zoneEffect;
}

interface Noise {
  readonly draw: (next: () => number, type: number) => number;
  /** By type. */
  readonly quantile90: readonly number[];
}

const SPREAD = [0.4, 0.7, 0.5, 0.3];
const NOISE: Readonly<Record<Shape, Noise>> = {
  "log-normal with interactions": {
    draw: (next, type) => Math.exp(SPREAD[type] * normalSample(next)),
    quantile90: SPREAD.map(s => Math.exp(1.2815515655446004 * s)),
  },
  // Gamma of shape 2: F(x) = 1 − (1 + x)e^(−x), which is 0.9 at 3.88972.
  "gamma with zones": {
    draw: next => gammaSample(2, next) / 2,
    quantile90: TYPES.map(() => 3.88972016986743 / 2),
  },
  // Pareto with exponent 1.8, so that its variance is infinite.
  "heavy tail": { draw: next => next() ** (-1 / 1.8), quantile90: TYPES.map(() => 0.1 ** (-1 / 1.8)) },
};

interface Drawn {
  readonly type: Int32Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly space: Float64Array;
  readonly truth: Float64Array;
  readonly sizeClass: readonly string[];
}

function marketOf(seed: number, drawn: Drawn, rivals: "seen" | "hidden", next: () => number): Market {
  const base = smallMarket(seed);
  const n = drawn.type.length;
  const texts = Array.from(drawn.lat, (lat, i) => latLngToCell(lat, drawn.lon[i], 7));
  const used = [...new Set(texts)].sort();
  const none = (length: number) => new Int32Array(length).fill(-1);
  const gaps = () => new Float64Array(n).fill(Number.NaN);
  return {
    ...base,
    periodStart: base.periodStart.slice(0, PERIODS),
    types: TYPES,
    cells: {
      count: used.length,
      h3: BigUint64Array.from(used, h => BigInt(`0x${h}`)),
      lat: new Float64Array(used.length),
      lon: new Float64Array(used.length),
      area: none(used.length),
      territory: new Int32Array(used.length),
    },
    accounts: {
      count: n,
      ids: Array.from({ length: n }, (_, i) => `A${i}`),
      names: Array.from({ length: n }, () => null),
      site: Int32Array.from({ length: n }, (_, i) => (i % 20 === 1 ? i - 1 : i)),
      siteIds: Array.from({ length: n }, (_, i) => `S${i}`),
      successor: none(n),
      cell: Int32Array.from(texts, text => used.indexOf(text)),
      type: drawn.type,
      area: none(n),
      territory: new Int32Array(n),
      ownTerritory: new Int32Array(n),
      namedTerritory: none(n),
      lat: drawn.lat,
      lon: drawn.lon,
      opened: gaps(),
      closed: gaps(),
      influence: new Float64Array(n).fill(1),
      digitalAffinity: gaps(),
      attributes: {
        space: { kind: "number", values: drawn.space.map(s => (next() < 1 / 3 ? Number.NaN : 100 * s)) },
        size: { kind: "text", values: drawn.sizeClass },
      },
    },
    sales: salesOf(drawn.truth, rivals, next),
  };
}

/** Each account buys in four weeks of the last year; its own share is uniform from nothing to a half. */
function salesOf(truth: Float64Array, rivals: "seen" | "hidden", next: () => number): Market["sales"] {
  const rows: [account: number, period: number, brand: number, amount: number][] = [];
  truth.forEach((total, i) => {
    const own = Math.round(total * 0.5 * next());
    const second = Math.round((total - own) * next());
    for (const period of [9, 22, 35, 48]) {
      for (const [brand, amount] of [own, second, total - own - second].entries()) {
        const part = Math.floor(amount / 4);
        if (brand > 0 && rivals === "hidden") continue;
        rows.push([i, period, brand, period === 9 ? amount - 3 * part : part]);
      }
    }
  });
  return {
    count: rows.length,
    account: Int32Array.from(rows, r => r[0]),
    period: Int32Array.from(rows, r => r[1]),
    brand: Uint8Array.from(rows, r => r[2]),
    amount: Float64Array.from(rows, r => r[3]),
  };
}
