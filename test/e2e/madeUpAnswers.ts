import { deepEqual } from "node:assert/strict";
import {
  Float64,
  Int32,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { cellToLatLng, gridDisk } from "h3-js";
import type { AccountDetail } from "../../app/api/accounts.ts";
import type { MarketHealth } from "../../app/api/health.ts";
import type { SalesRecord } from "../../app/api/salesRecord.ts";
import { CELL_COLUMNS, type Kpis } from "../../app/api/schema.ts";
import type { SegmentsAnswer } from "../../app/api/segments.ts";
import { darkNote } from "../../models/dark/draw/notes.ts";
import { contactNote } from "../../models/heat/notes.ts";

/**
 * Answers of a server whose build has learned everything, with made-up figures: to test how the page shows them
 * without the minutes that learning takes. Only for tests; nothing here comes from a model.
 */

export type Row = Record<string, string | number | null>;

/** Numbers between 0 and 1 that look random and are the same everywhere. */
function chance(key: number): number {
  const x = Math.sin(12.9898 * key + 4.1414) * 43_758.5453;
  return x - Math.floor(x);
}

/** The cells of a real answer with the dark side made up, and a ring of cells without any known account. */
export function madeUpCells(bytes: Uint8Array): Uint8Array {
  const known = tableFromIPC(bytes)
    .toArray()
    .map(row => row.toJSON() as Row);
  const ids = new Set(known.map(row => String(row.cell)));
  const around = known.flatMap(row =>
    gridDisk(String(row.cell), 2)
      .filter(id => !ids.has(id) && ids.add(id))
      .map(id => emptyCell(id, row)),
  );
  const rows = [...known, ...around].map(withDark);
  for (const row of rows) deepEqual(Object.keys(row).sort(), Object.keys(CELL_COLUMNS).sort());
  const columns = Object.entries(CELL_COLUMNS).map(([name, type]): [string, Vector] => {
    const arrow = type === "utf8" ? new Utf8() : type === "int32" ? new Int32() : new Float64();
    return [
      name,
      vectorFromArray(
        rows.map(row => row[name] ?? null),
        arrow,
      ),
    ];
  });
  return tableToIPC(new Table(Object.fromEntries(columns)), "stream");
}

function emptyCell(cell: string, near: Row): Row {
  const [lat, lon] = cellToLatLng(cell);
  return { ...near, cell, lat, lon, known_accounts: 0, own_amount: 0, rival_amount: 0, activity: 0 };
}

function withDark(row: Row, k: number): Row {
  const known = Number(row.known_accounts);
  const own = Number(row.own_amount);
  const rival = Number(row.rival_amount);
  const dark = (known > 0 ? 0.5 * known + 1 : 0.4) * (0.3 + 2 * chance(k));
  const spread = 0.3 + 2.2 * chance(k + 7000);
  const interval = (name: string, mean: number): Row => ({
    [name]: mean,
    [`${name}_p05`]: Math.max(0, mean * (1 - spread / 2)),
    [`${name}_p95`]: mean * (1 + spread / 2),
  });
  const amount = dark * 90_000 * (0.5 + chance(k + 3000));
  const market = own + rival + amount;
  return {
    ...row,
    ...interval("dark_accounts", dark),
    ...interval("unaware_accounts", dark * 0.7),
    ...interval("dark_amount", amount),
    ...interval("dark_own_amount", amount / 10),
    ...interval("market_amount", market),
    ...interval("untapped_amount", market - own),
    untapped_share: (market - own) / market,
    untapped_share_p05: Math.max(0, (market - own) / market - 0.05),
    untapped_share_p95: Math.min(1, (market - own) / market + 0.05),
    ...interval("own_share", own / market),
    method_spread: 0.1 + 1.2 * chance(k + 9000) ** 2,
    wallet: known > 0 ? 1.5 * (own + rival) : 0,
  };
}

/** Model health with a track record. */
export function madeUpHealth(real: MarketHealth): MarketHealth {
  const score = (deviance: number, top_tenth: number) => ({ deviance, top_tenth, spearman_cells: 0.6 });
  const benchmarks = { population: score(1380, 0.41), known: score(1290, 0.46) };
  return {
    ...real,
    dark: {
      situation: "panel+list",
      notes: [darkNote("dark.panel+list"), darkNote("dark.areas_with_totals", { covered: 20, areas: 25 })],
      track_record: {
        hidden: 0.3,
        kinds: [
          {
            by: "random",
            ...score(1010, 0.55),
            spearman_cells: 0.71,
            accounts_error: -0.04,
            amount_error: 0.06,
            inside90: { accounts: true, amount: true },
            coverage90: 0.88,
            coverage90_amount: 0.84,
            benchmarks,
          },
          {
            by: "small-far",
            ...score(1140, 0.49),
            spearman_cells: 0.63,
            accounts_error: -0.11,
            amount_error: 0.19,
            inside90: { accounts: true, amount: true },
            coverage90: 0.84,
            coverage90_amount: 0.8,
            benchmarks,
          },
          {
            by: "area",
            ...score(1230, 0.44),
            spearman_cells: 0.55,
            accounts_error: 0.08,
            amount_error: -0.22,
            inside90: { accounts: true, amount: false },
            coverage90: null,
            coverage90_amount: null,
            benchmarks: { population: score(1500, 0.39), known: null },
          },
        ],
      },
    },
    sales: madeUpSales(),
  };
}

/** The forecast wins of one brand and loses to the index of the other; accounts are worse than repeating last year. */
function madeUpSales(): SalesRecord {
  const errors = (wape: number) => ({
    wape,
    wape_seasonal_naive: 0.187,
    wape_plain_index: 0.16,
    crps: 41_200,
    crps_seasonal_naive: 66_100,
    coverage80: 0.81,
    coverage95: 0.94,
  });
  const course = (wape: number) => ({
    ...errors(wape),
    by_horizon: [4, 13, 26, 52].map((to, h) => ({
      from: [1, 5, 14, 27][h]!,
      to,
      ...errors(wape * (0.8 + 0.1 * h)),
    })),
  });
  const sum = { level: 1.021, below_median: 1, inside90: 1 };
  const accounts = { sites: 1551, wape: 0.3, wape_last_year: 0.25 };
  return {
    own: "Solan",
    holdout: 52,
    runs: 64,
    ...course(0.123),
    market: { ...course(0.09), ...sum },
    accounts: {
      ...accounts,
      coverage90: 0.88,
      deciles: Array.from({ length: 10 }, (_, d) => ({
        last_year: 9e6 / (d + 1),
        expected: 1e7 / (d + 1.2),
        actual: 1e7 / (d + 1),
      })),
      repurchase: {
        ...{ sites: 1551, brier: 0.021, brier_by_silence: 0.034, brier_bought_last_year: 0.05 },
        bins: Array.from({ length: 10 }, (_, b) => ({
          from: b / 10,
          sites: 155,
          told: b / 10 + 0.05,
          came: b / 9,
        })),
      },
    },
    by_brand: [
      { brand: "Solan", territories: course(0.123), market: { ...course(0.09), ...sum } },
      { brand: "Rakip", territories: course(0.21), market: { ...course(0.18), ...sum } },
    ],
    by_origin: [{ origin: "2024-12-29", ...errors(0.123), market: { ...errors(0.09), ...sum }, accounts }],
  };
}

const NAMES = [
  ["champions", "Large, growing, loyal", "Büyük, büyüyen, sadık", "cluster"],
  ["steady", "Large, steady, shared", "Büyük, kararlı, paylaşılan", "cluster"],
  ["growing", "Small, growing", "Küçük, büyüyen", "cluster"],
  ["small", "Small, rare, loyal", "Küçük, seyrek, sadık", "cluster"],
  ["fading", "Fading, shared", "Sönen, paylaşılan", "cluster"],
  ["lapsed", "Lapsed", "Kaybedilen", "lapsed"],
  ["prospects", "Prospects", "Aday", "prospects"],
] as const;
const AXES = [
  "value",
  "frequency",
  "recency",
  "trend",
  "power",
  "loyalty",
  "interest",
  "influence",
  "digital",
  "channel",
  "hour",
];

/** Seven segments with axes and moves. */
export function madeUpSegments(): SegmentsAnswer {
  const ids = NAMES.map(([id]) => id);
  const probability = ids.map((_, row) => {
    const weights = ids.map((_, column) =>
      row === column ? 6 : chance(31 * row + column) / (1 + Math.abs(row - column)),
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    return weights.map(weight => weight / sum);
  });
  const times = (factor: number) => probability.map(row => row.map(p => Math.min(1, p * factor)));
  return {
    axes: AXES,
    segments: NAMES.map(([id, en, tr, by], k) => ({
      id,
      name: { en, tr },
      by,
      accounts: Math.round(900 * chance(k + 50)) + 40,
      own_amount: 9e7 / (k + 1),
      market_amount: 2.4e8 / (k + 1) + 2e7,
      axes: Object.fromEntries(
        AXES.map((axis, a) => [axis, by === "prospects" && a < 4 ? null : chance(17 * k + a)]),
      ),
    })),
    transitions: {
      period: "quarter",
      dates: ["2024-01-01", "2024-04-01", "2024-07-01", "2024-09-30", "2024-12-30", "2025-03-31"],
      from: ids,
      to: ids,
      probability,
      p05: times(0.8),
      p95: times(1.2),
      count: probability.map(row => row.map(p => Math.round(2000 * p))),
    },
    stability: { ari_median: 0.91, ari_p05: 0.84, samples: 50 },
    prediction: { r2_segments: 0.58, r2_abc: 0.51, accounts: 3900 },
  };
}

/** An account whose wallet, segments and best contact were learned. */
export function madeUpAccount(real: AccountDetail): AccountDetail {
  const wallet = 1.6 * (real.own_amount + (real.rival_amount ?? 0)) + 1000;
  const quarters = [
    "2023-10-02",
    "2024-01-01",
    "2024-04-01",
    "2024-07-01",
    "2024-09-30",
    "2024-12-30",
    "2025-03-31",
  ];
  const path = [null, "prospects", "growing", "growing", "growing", "steady", "steady"];
  return {
    ...real,
    segment: "steady",
    wallet: { mean: wallet, p05: 0.8 * wallet, p95: 1.25 * wallet },
    headroom: {
      mean: wallet - real.own_amount,
      p05: 0.7 * (wallet - real.own_amount),
      p95: 1.3 * (wallet - real.own_amount),
    },
    share_of_wallet: real.own_amount / wallet,
    segment_path: quarters.map((date, k) => ({ date, segment: path[k]! })),
    next_best_contact: {
      channel: "whatsapp",
      day: 1,
      hour: 10,
      reasons: [
        contactNote("contact.taken_then", { hits: 7, contacts: 9 }),
        contactNote("contact.window", { from: 9, to: 17.5 }),
      ],
    },
  };
}

const around = (mean: number, spread = 0.15) => ({
  mean,
  p05: mean * (1 - spread),
  p95: mean * (1 + spread),
});

/** Key figures with the dark side. */
export function madeUpKpis(real: Kpis): Kpis {
  const rivals = real.rival_amount_52w ?? 0;
  const amount = 0.6 * (real.own_amount_52w + rivals);
  const market = real.own_amount_52w + rivals + amount;
  const own = real.own_amount_52w + 0.1 * amount;
  return {
    ...real,
    dark: {
      accounts: around(0.55 * real.known_accounts),
      unaware: around(0.4 * real.known_accounts),
      amount: around(amount),
      own_amount: around(0.1 * amount),
      market: around(market, 0.06),
      own_share: around(own / market, 0.02),
      untapped_amount: around(market - own, 0.08),
      untapped_share: around(1 - own / market, 0.02),
    },
  };
}

/** Properties of a territory with the dark side. */
export function madeUpTerritory(real: Row): Row {
  const [own, rival] = [Number(real.own_amount), Number(real.rival_amount)];
  const columns = (name: string, { mean, p05, p95 }: ReturnType<typeof around>): Row => ({
    [name]: mean,
    [`${name}_p05`]: p05,
    [`${name}_p95`]: p95,
  });
  const amount = 0.5 * (own + rival);
  return {
    ...real,
    ...columns("dark_accounts", around(0.5 * Number(real.known_accounts), 0.3)),
    ...columns("unaware_accounts", around(0.35 * Number(real.known_accounts), 0.3)),
    ...columns("dark_amount", around(amount, 0.3)),
    ...columns("dark_own_amount", around(0.1 * amount, 0.3)),
    ...columns("market_amount", around(own + rival + amount)),
    ...columns("untapped_share", around(1 - (own + 0.1 * amount) / (own + rival + amount), 0.04)),
  };
}
