import { latLngToCell } from "h3-js";
import { PUBLISHED_HANDOVER } from "../../data/config/handover.ts";
import type { Market } from "../../data/market/market.ts";
import { NO_CATEGORIES } from "../../data/readCategories.ts";
import { gammaSample, poissonSample, stream } from "./sampling.ts";

export const WEEKS = 156;
const MONDAY = 19_359; // 2023-01-02
const DEATH = 130;

/** Season of the planted market: a fifth up and down over the year. */
export function plantedSeason(week: number): number {
  return 1 + 0.2 * Math.sin((2 * Math.PI * week) / 52.18);
}

const OWN_SHARES = [0.4, 0.25, 0.1];

/**
 * A market whose truth is known: 90 accounts in three territories, own brand and two rivals, no inertia, rates that
 * differ, own share by territory. The last account stops buying at week 130.
 */
export function smallMarket(seed: number, ownShares: readonly number[] = OWN_SHARES): Market {
  const next = stream(seed);
  const n = 90;
  const rows: { account: number; period: number; brand: number; amount: number }[] = [];
  for (let i = 0; i < n; i++) {
    const rate = 0.4 + gammaSample(2, next) * 0.5;
    const own = ownShares[i % 3];
    for (let t = 0; t < (i === n - 1 ? DEATH : WEEKS); t++) {
      const amount = [0, 0, 0];
      for (let k = poissonSample(rate * plantedSeason(t), next); k > 0; k--) {
        const u = next();
        const brand = u < own ? 0 : u < own + (1 - own) * 0.7 ? 1 : 2;
        amount[brand] += Math.round(10_000 * (gammaSample(4, next) / 4));
      }
      amount.forEach((a, brand) => {
        if (a > 0) rows.push({ account: i, period: t, brand, amount: a });
      });
    }
  }
  const cells = ["a", "b", "c"].map((_, g) => latLngToCell(39.9 + 0.2 * g, 32.8, 7));
  const territory = Int32Array.from({ length: n }, (_, i) => i % 3);
  const visits = Array.from({ length: 30 * 52 }, (_, k) => ({
    account: (k * 7) % 30,
    period: WEEKS - 52 + (k % 52),
  }));
  visits.sort((a, b) => a.account - b.account || a.period - b.period);
  return {
    name: "planted",
    synthetic: true,
    currency: "TRY",
    minorUnits: 100,
    timezone: "Europe/Istanbul",
    country: "TR",
    language: "tr",
    resolution: 7,
    period: "week",
    seed: 1,
    hash: `planted-${seed}`,
    periodStart: Int32Array.from({ length: WEEKS }, (_, t) => MONDAY + 7 * t),
    brands: ["own", "rival one", "rival two"],
    types: ["shop"],
    territories: ["T1", "T2", "T3"].map(id => ({ id, name: id, repId: null })),
    plan: { areas: none, cells: [] },
    areas: [],
    reps: [{ id: "R1", name: "R1", lat: null, lon: null, weeklyCalls: 30, weeklyCost: null }],
    cells: {
      count: 3,
      h3: BigUint64Array.from(cells, h => BigInt(`0x${h}`)),
      lat: Float64Array.of(39.9, 40.1, 40.3),
      lon: Float64Array.of(32.8, 32.8, 32.8),
      area: Int32Array.of(-1, -1, -1),
      territory: Int32Array.of(0, 1, 2),
    },
    accounts: {
      count: n,
      ids: Array.from({ length: n }, (_, i) => `A${i}`),
      names: Array.from({ length: n }, () => null),
      site: Int32Array.from({ length: n }, (_, i) => i),
      siteIds: Array.from({ length: n }, (_, i) => `A${i}`),
      successor: new Int32Array(n).fill(-1),
      // One account in ten is unplaced.
      cell: Int32Array.from({ length: n }, (_, i) => (i % 10 === 0 ? -1 : i % 3)),
      type: new Int32Array(n),
      area: new Int32Array(n).fill(-1),
      territory,
      ownTerritory: territory,
      namedTerritory: new Int32Array(n).fill(-1),
      lat: new Float64Array(n).fill(Number.NaN),
      lon: new Float64Array(n).fill(Number.NaN),
      opened: new Float64Array(n).fill(Number.NaN),
      closed: new Float64Array(n).fill(Number.NaN),
      influence: new Float64Array(n).fill(1),
      digitalAffinity: new Float64Array(n).fill(Number.NaN),
      attributes: {},
    },
    sales: {
      count: rows.length,
      account: Int32Array.from(rows, r => r.account),
      period: Int32Array.from(rows, r => r.period),
      brand: Uint8Array.from(rows, r => r.brand),
      amount: Float64Array.from(rows, r => r.amount),
    },
    visits: {
      count: visits.length,
      account: Int32Array.from(visits, v => v.account),
      period: Int32Array.from(visits, v => v.period),
      rep: new Int32Array(visits.length),
      hourOfWeek: new Int16Array(visits.length).fill(-1),
      channel: new Int32Array(visits.length).fill(-1),
      minutes: new Float64Array(visits.length).fill(Number.NaN),
      outcome: Array.from(visits, () => null),
    },
    calendar: [],
    ...NO_CATEGORIES,
    ...NO_RELATIONS,
  };
}

const none = new Int32Array(0);
const noNumbers = new Float64Array(0);
const noBytes = new Uint8Array(0);
const account = { count: 0, account: none };

/** The tables that this market does not have. */
export const NO_RELATIONS = {
  areaSales: {
    count: 0,
    area: none,
    areaIds: [],
    start: none,
    last: none,
    span: [],
    brand: none,
    source: none,
    amount: noNumbers,
  },
  preferences: {
    ...account,
    channel: none,
    allowed: noBytes,
    days: noBytes,
    fromHour: noNumbers,
    toHour: noNumbers,
    validFrom: noNumbers,
    validTo: noNumbers,
  },
  sightings: {
    ...account,
    source: [],
    ref: [],
    lat: noNumbers,
    lon: noNumbers,
    h3: new BigUint64Array(0),
    name: [],
    type: [],
    attributes: {},
  },
  targets: [],
  opportunities: { ...account, ids: [], opened: none, closed: noNumbers, outcome: [], amount: noNumbers },
  tickets: { ...account, opened: noNumbers, resolved: noNumbers, due: noNumbers, firstContact: none },
  surveys: { ...account, day: none, nps: noNumbers, csat: noNumbers },
  economics: {},
  handover: PUBLISHED_HANDOVER,
};
