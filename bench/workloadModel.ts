import { createHash } from "node:crypto";
import { allocateColumns, type Columns, columnBytes, f64, i32, u8 } from "../core/columns.ts";
import { specsOf } from "../core/layout.ts";
import type { KernelModel, KernelScalars } from "../sim/spec/model.ts";
import { AVERAGE_INFLUENCE, KERNEL, LIFECYCLE } from "../twin/layout.ts";
import type { Population } from "./population.ts";

/** Periods and brands of the workload. */
export const PERIODS = 52;
const BRANDS = 4;
const SEGMENTS = 4;
/** γ: channel offset of the own brand; π: segment response to brand 1's promotion. */
const CHANNEL_OFFSET = [0, 0.15, -0.2] as const;
const PROMOTION_RESPONSE = [0.3, 0.6, 0.9, 1.2] as const;
const VISITS_PER_REP = 40;

/** Whether brand 1 is on promotion in week t. */
export function isPromotion(t: number): boolean {
  return (t >= 12 && t <= 15) || (t >= 36 && t <= 39);
}

/** s(t) = 1 + 0.3·sin(2π(t−8)/52). */
function season(t: number): number {
  return 1 + 0.3 * Math.sin((2 * Math.PI * (t - 8)) / 52);
}

/** Reference workload W as a model of the kernel: hexes are cells and recording units, one unit of money an occasion. */
export function workloadModel(population: Population): KernelModel {
  const { accounts, hexes, reps } = population;
  const scalars = workloadScalars(accounts, hexes, reps);
  const columns = allocateColumns(specsOf(KERNEL, { ...scalars, visited: accounts }));
  setGrid(columns, population);
  setAccounts(columns, population);
  setReps(columns, population);
  setPaths(columns);
  const hash = createHash("sha256").update(columnBytes(columns)).digest("hex");
  return { columns, scalars, hash };
}

function workloadScalars(accounts: number, hexes: number, reps: number): KernelScalars {
  return {
    accounts,
    cells: hexes,
    brands: BRANDS,
    groups: 1,
    units: hexes,
    reps,
    draws: 1,
    drawSeed: 0,
    periods: PERIODS,
    segments: SEGMENTS,
    inertia: 0.8,
    goodwillEffect: 0.4,
    saturation: 0,
    carryOver: 0.8,
    channels: 0,
    outsideEffect: 1,
    findChance: 0,
    innovation: 0.002,
    imitation: 0.3,
    amountShape: 0,
    lapseAfter: PERIODS,
  };
}

/** Axial torus: neighbours (q±1, r), (q, r±1), (q+1, r−1), (q−1, r+1), modulo G. */
function setGrid(columns: Columns, { side, hexes, start }: Population): void {
  i32(columns, "cellStart").set(start);
  const neighbours = i32(columns, "neighbours");
  const steps = [
    [0, 0],
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
    [1, -1],
    [-1, 1],
  ] as const;
  for (let h = 0; h < hexes; h++) {
    const r = Math.floor(h / side);
    const q = h % side;
    steps.forEach(([dq, dr], k) => {
      neighbours[7 * h + k] = ((r + dr + side) % side) * side + ((q + dq + side) % side);
    });
  }
}

function setAccounts(columns: Columns, population: Population): void {
  const { accounts, hexes, start, channel, aware } = population;
  f64(columns, "rate").set(population.rate);
  f64(columns, "preference").set(population.preference);
  f64(columns, "amountMean").fill(1);
  i32(columns, "influence").fill(AVERAGE_INFLUENCE);
  f64(columns, "brandAmount").fill(1);
  f64(columns, "ownLine").fill(1);
  u8(columns, "aware").set(aware);
  u8(columns, "lastBrand").set(population.last);
  u8(columns, "segment").set(population.segment);
  const ownOffset = f64(columns, "ownOffset");
  const lifecycle = u8(columns, "lifecycle");
  for (let i = 0; i < accounts; i++) {
    ownOffset[i] = CHANNEL_OFFSET[channel[i]];
    lifecycle[i] = aware[i] === 1 ? LIFECYCLE.aware : LIFECYCLE.unaware;
  }
  const unit = i32(columns, "unit");
  for (let h = 0; h < hexes; h++) unit.fill(h, start[h], start[h + 1]);
}

/** Territories are blocks of 4 × 5 hexes; each rep picks uniformly among the customers of its own. */
function setReps(columns: Columns, { side, hexes, reps, start }: Population): void {
  const members: number[][] = Array.from({ length: reps }, () => []);
  for (let h = 0; h < hexes; h++) {
    const territory = Math.floor(Math.floor(h / side) / 4) * (side / 5) + Math.floor((h % side) / 5);
    for (let i = start[h]; i < start[h + 1]; i++) members[territory].push(i);
  }
  const repStart = i32(columns, "repStart");
  const repAccount = i32(columns, "repAccount");
  const repWeight = f64(columns, "repWeight");
  let at = 0;
  members.forEach((accounts, rep) => {
    accounts.forEach((account, k) => {
      repAccount[at] = account;
      repWeight[at++] = (k + 1) / accounts.length;
    });
    repStart[rep + 1] = at;
  });
  f64(columns, "repCalls").fill(VISITS_PER_REP);
}

function setPaths(columns: Columns): void {
  const promotion = f64(columns, "promotion");
  const volume = f64(columns, "volumeIndex");
  for (let t = 0; t < PERIODS; t++) {
    volume[t] = season(t);
    if (isPromotion(t))
      PROMOTION_RESPONSE.forEach((utility, s) => {
        promotion[(t * SEGMENTS + s) * BRANDS + 1] = utility;
      });
  }
}
