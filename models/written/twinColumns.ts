import { allocateColumns, type ColumnSpec, type Columns, f64, i32, u8 } from "../../core/columns.ts";
import { neighbourTable } from "../../core/hexgrid.ts";
import { historyEnd } from "../../core/period.ts";
import { hashColumns } from "../../data/files/columnsFile.ts";
import type { Market } from "../../data/market/market.ts";
import { wholeInfluence } from "../../twin/influence.ts";
import { TWIN_VERSION, type Twin, type TwinHeader } from "../../twin/source.ts";
import type { Fitted } from "./fitted.ts";
import { type KernelOrder, kernelOrder, type RecordingUnits, recordingUnits } from "./kernelOrder.ts";
import { writtenNote } from "./notes.ts";
import { behaviourSpecs, fillBehaviour, segmentSource } from "./segmentColumns.ts";
import { fillSlots, slotSource, slotSpecs } from "./slotColumns.ts";

/**
 * Lays the fit out in the kernel's columns (see `sim/spec/model.ts`): accounts sorted by cell, unplaced ones last in a
 * pseudo cell without neighbours.
 */
export function assembleTwin(market: Market, fitted: Fitted, seed: number): Twin {
  const { segments, dark } = fitted;
  const order = kernelOrder(market, dark);
  const units = recordingUnits(market, dark, order);
  const header = twinHeader(market, fitted, order, units, seed);
  const columns = allocateColumns([
    ...columnSpecs(header.scalars, fitted),
    ...behaviourSpecs(segments, header.scalars),
    ...slotSpecs(dark, header.scalars),
  ]);
  i32(columns, "account").set(order.account);
  fillCells(columns, order);
  fillAccounts(columns, market, fitted, order.account);
  i32(columns, "unit").set(units.unitOf);
  fillReps(columns, fitted, order.account);
  fillChannels(columns, fitted, order.account);
  fillPaths(columns, fitted, header.scalars);
  if (segments !== null) fillBehaviour(columns, segments, order.account, header.scalars.periods);
  if (dark !== null) fillSlots(columns, market, fitted, dark, order);
  return { hash: hashColumns(header, columns), header, columns };
}

/** Lifecycle codes of `sim/spec/model.ts`; the simulator's rules own their meaning, a test keeps both equal. */
const AWARE = 1;
const CUSTOMER = 2;
const LAPSED = 3;
const NO_BRAND = 255;

/** Chance that a prospecting visit comes upon any one dark account of its cell; an assumption. */
const FIND_CHANCE = 0.2;

/** Bass parameters of a year, averages of published studies (Sultan, Farley and Lehmann 1990). */
const INNOVATION = 0.03;
const IMITATION = 0.38;

function twinHeader(
  market: Market,
  fitted: Fitted,
  order: KernelOrder,
  { units }: RecordingUnits,
  seed: number,
): TwinHeader {
  const { accounts, response, paths, history, year } = fitted;
  return {
    version: TWIN_VERSION,
    marketHash: market.hash,
    marketName: market.name,
    synthetic: market.synthetic,
    currency: market.currency,
    minorUnits: market.minorUnits,
    period: market.period,
    firstPeriodStart: historyEnd(market),
    seed,
    brands: market.brands,
    territories: market.territories.map(t => t.id),
    areas: market.areas.map(a => a.id),
    reps: response.reps.map(({ rep }) => market.reps[rep]?.id ?? null),
    channels: response.channels,
    units,
    segments: fitted.segments?.list.map(({ id }) => id) ?? [],
    scalars: {
      accounts: order.account.length,
      cells: order.h3.length + 1,
      brands: market.brands.length,
      groups: history.groups,
      units: units.length,
      reps: response.reps.length,
      draws: paths.draws,
      periods: paths.horizon,
      segments: 1,
      inertia: accounts.inertia,
      goodwillEffect: response.goodwillEffect,
      saturation: response.saturation,
      carryOver: response.carryOver,
      channels: response.channels.length,
      outsideEffect: response.outsideEffect,
      findChance: FIND_CHANCE,
      innovation: INNOVATION / year,
      imitation: IMITATION / year,
      amountShape: accounts.amountShape,
      lapseAfter: fitted.lapseAfter,
    },
    sources: {
      ...accounts.sources,
      forecast: {
        from: "data",
        note: writtenNote(`written.${market.period}s_of_sales`, { count: history.periods }),
      },
      ...response.sources,
      discovery: {
        from: "assumption",
        note: writtenNote("written.discovery", { chance: FIND_CHANCE }),
      },
      ...(fitted.segments !== null && segmentSource(fitted.segments)),
      ...(fitted.dark !== null && slotSource(fitted.dark)),
      awareness: {
        from: "prior",
        note: writtenNote("written.awareness", { innovation: INNOVATION, imitation: IMITATION }),
      },
    },
  };
}

function columnSpecs(s: TwinHeader["scalars"], fitted: Fitted): ColumnSpec[] {
  const visited = fitted.response.reps.reduce((n, rep) => n + rep.accounts.length, 0);
  const n = s.accounts;
  const f = (name: string, length: number): ColumnSpec => ({ name, type: "f64", length });
  const i = (name: string, length: number): ColumnSpec => ({ name, type: "i32", length });
  const u = (name: string, length: number): ColumnSpec => ({ name, type: "u8", length });
  return [
    ...[i("account", n), i("cellStart", s.cells + 1), i("neighbours", 7 * s.cells)],
    ...[
      f("rate", n),
      f("rateShape", n),
      f("preference", n * s.brands),
      f("ownOffset", n),
      f("amountMean", n),
    ],
    ...[f("brandAmount", s.brands), u("aware", n), u("lastBrand", n), u("lifecycle", n), i("silence", n)],
    ...[
      f("goodwill", n),
      i("influence", n),
      i("group", n),
      i("unit", n),
      u("segment", n),
      f("alive", n),
      f("expectedOwn", n),
    ],
    ...[i("repStart", s.reps + 1), i("repAccount", visited), f("repWeight", visited), f("repCalls", s.reps)],
    f("channelMix", (s.reps + 1) * s.channels),
    f("acceptance", n * s.channels),
    f("volumeIndex", s.draws * s.groups * s.periods),
    f("ownUtility", s.draws * s.groups * s.periods),
    f("rivalUtility", s.draws * s.periods * s.brands),
    f("promotion", s.periods * s.segments * s.brands),
  ];
}

function fillCells(columns: Columns, { h3, cellStart }: KernelOrder): void {
  i32(columns, "cellStart").set(cellStart);
  const neighbours = i32(columns, "neighbours").fill(-1);
  neighbours.set(neighbourTable(h3));
  neighbours[7 * h3.length] = h3.length;
}

/** Columns of known accounts; `order` is -1 at slots, which are filled after. */
function fillAccounts(columns: Columns, market: Market, fitted: Fitted, order: Int32Array): void {
  const { accounts, record, response, history, aware, lapseAfter } = fitted;
  const brands = market.brands.length;
  const of = (values: ArrayLike<number>) => (i: number) => (i < 0 ? 0 : values[i]);
  const numbers = {
    rate: accounts.rate,
    rateShape: accounts.rateShape,
    ownOffset: response.ownOffset,
    amountMean: accounts.amountMean,
    goodwill: response.goodwill,
    alive: accounts.alive,
    expectedOwn: fitted.expectedOwn,
  };
  for (const [name, values] of Object.entries(numbers))
    f64(columns, name).set(Float64Array.from(order, of(values)));
  const influence = i32(columns, "influence");
  order.forEach((i, k) => {
    if (i >= 0) influence[k] = wholeInfluence(market.accounts.influence[i]!);
  });
  f64(columns, "brandAmount").set(accounts.brandAmount);
  const preference = f64(columns, "preference");
  order.forEach((i, k) => {
    if (i >= 0) preference.set(accounts.preference.subarray(i * brands, (i + 1) * brands), k * brands);
  });
  const periods = market.periodStart.length;
  u8(columns, "aware").set(Uint8Array.from(order, of(aware)));
  u8(columns, "lastBrand").set(
    Uint8Array.from(order, i => (record.lastBrand[i] >= 0 ? record.lastBrand[i] : NO_BRAND)),
  );
  u8(columns, "lifecycle").set(
    Uint8Array.from(order, i => {
      if (i < 0) return 0;
      if (record.ownSilence[i] >= periods) return aware[i] ? AWARE : 0;
      return record.ownSilence[i] < lapseAfter ? CUSTOMER : LAPSED;
    }),
  );
  i32(columns, "silence").set(Int32Array.from(order, of(record.ownSilence)));
  i32(columns, "group").set(Int32Array.from(order, of(history.groupOf)));
}

function fillReps(columns: Columns, fitted: Fitted, order: Int32Array): void {
  const place = new Int32Array(order.length);
  order.forEach((i, k) => {
    if (i >= 0) place[i] = k;
  });
  const start = i32(columns, "repStart");
  const account = i32(columns, "repAccount");
  const weight = f64(columns, "repWeight");
  const calls = f64(columns, "repCalls");
  let at = 0;
  fitted.response.reps.forEach((rep, r) => {
    const total = rep.weight.reduce((a, b) => a + b, 0);
    let cumulative = 0;
    rep.accounts.forEach((i, k) => {
      cumulative += rep.weight[k];
      account[at] = place[i];
      weight[at++] = k === rep.accounts.length - 1 ? 1 : cumulative / total;
    });
    start[r + 1] = at;
    calls[r] = rep.calls;
  });
}

/** Channel mix, cumulative by rep, and acceptance. */
function fillChannels(columns: Columns, { response }: Fitted, order: Int32Array): void {
  const channels = response.channels.length;
  const mix = f64(columns, "channelMix");
  mix.set(response.mix);
  for (let row = 0; row < mix.length; row += channels) {
    for (let c = 1; c < channels; c++) mix[row + c] += mix[row + c - 1];
    mix[row + channels - 1] = 1;
  }
  const acceptance = f64(columns, "acceptance");
  order.forEach((i, k) => {
    if (i >= 0) acceptance.set(response.acceptance.subarray(i * channels, (i + 1) * channels), k * channels);
  });
}

function fillPaths(columns: Columns, fitted: Fitted, s: TwinHeader["scalars"]): void {
  const { paths } = fitted;
  f64(columns, "volumeIndex").set(fitted.volume);
  f64(columns, "ownUtility").set(fitted.utility);
  const rivals = s.brands - 1;
  const base = rivalMix(fitted, s.brands);
  const utility = f64(columns, "rivalUtility");
  for (let kt = 0; kt < s.draws * s.periods; kt++) {
    for (let b = 0; b < rivals; b++) {
      utility[kt * s.brands + b + 1] = rivals > 1 ? paths.rivalMix[kt * rivals + b] - base[b] : 0;
    }
  }
}

/** Log share of each rival among rivals' amounts when every utility is zero. */
function rivalMix(fitted: Fitted, brands: number): Float64Array {
  const { accounts } = fitted;
  const amount = new Float64Array(brands - 1);
  for (let i = 0; i < accounts.rate.length; i++) {
    const size = accounts.rate[i] * accounts.amountMean[i];
    for (let b = 1; b < brands; b++) {
      amount[b - 1] += size * accounts.shares[i * brands + b] * accounts.brandAmount[b];
    }
  }
  const total = amount.reduce((a, b) => a + b, 0);
  return amount.map(v => Math.log(Math.max(v, 1e-9) / Math.max(total, 1e-9)));
}
