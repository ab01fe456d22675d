import { allocateColumns } from "../../core/columns.ts";
import { neighbourTable } from "../../core/hexgrid.ts";
import { type Opened, open, specsOf } from "../../core/layout.ts";
import { historyEnd } from "../../core/period.ts";
import { hashColumns } from "../../data/files/columnsFile.ts";
import type { Market } from "../../data/market/market.ts";
import {
  BEHAVIOUR,
  DARK,
  FITTED,
  FITTED_DARK,
  KERNEL,
  LIFE,
  LIFECYCLE,
  NO_BRAND,
  wholeInfluence,
} from "../../twin/layout.ts";
import { TWIN_VERSION, type Twin, type TwinHeader } from "../../twin/source.ts";
import { IMITATION, INNOVATION } from "../known/awareness.ts";
import type { Fitted } from "./fitted.ts";
import { type KernelOrder, kernelOrder, type RecordingUnits, recordingUnits } from "./kernelOrder.ts";
import { fillLife } from "./lifeColumns.ts";
import { writtenNote } from "./notes.ts";
import { fillBehaviour, quartersAhead, segmentSource } from "./segmentColumns.ts";
import { fillSlots, slotSource } from "./slotColumns.ts";

const KNOWN = { ...KERNEL, ...FITTED } as const;
const UNKNOWN = { ...DARK, ...FITTED_DARK } as const;
type KnownColumns = Opened<typeof KNOWN>;

/** Lays the fit out in the columns of `twin/layout`. */
export function assembleTwin(market: Market, fitted: Fitted, seed: number): Twin {
  const { segments, dark } = fitted;
  const order = kernelOrder(market, dark, fitted.openings.like);
  const units = recordingUnits(market, dark, order);
  const header = twinHeader(market, fitted, order, units, seed);
  const { scalars } = header;
  const sizes = {
    ...scalars,
    visited: fitted.response.reps.reduce((n, rep) => n + rep.accounts.length, 0),
    behaviours: segments?.list.length ?? 0,
    quarters: segments === null ? 0 : quartersAhead(segments, scalars.periods),
  };
  const columns = allocateColumns([
    ...specsOf({ ...KNOWN, ...LIFE }, sizes),
    ...(segments === null ? [] : specsOf(BEHAVIOUR, sizes)),
    ...(dark === null ? [] : specsOf(UNKNOWN, sizes)),
  ]);
  const known = open(KNOWN, columns, sizes);
  known.account.set(order.account);
  known.like.set(order.like);
  fillCells(known, order);
  fillAccounts(known, market, fitted, order.like);
  fillOpenings(known, market, fitted, order);
  known.unit.set(units.unitOf);
  fillReps(known, fitted, order.account);
  fillChannels(known, fitted, order.like);
  fillPaths(known, fitted);
  fillLife(open(LIFE, columns, sizes), fitted, order);
  if (segments !== null)
    fillBehaviour(open(BEHAVIOUR, columns, sizes), segments, order.account, scalars.periods);
  if (dark !== null) fillSlots({ ...known, ...open(UNKNOWN, columns, sizes) }, market, fitted, dark, order);
  return { hash: hashColumns(header, columns), header, columns };
}

/** Chance that a prospecting visit comes upon any one dark account of its cell; an assumption. */
const FIND_CHANCE = 0.2;

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
      ...(fitted.calendar !== null && { calendar: fitted.calendar }),
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

function fillCells(to: KnownColumns, { h3, cellStart }: KernelOrder): void {
  to.cellStart.set(cellStart);
  const neighbours = to.neighbours.fill(-1);
  neighbours.set(neighbourTable(h3));
  neighbours[7 * h3.length] = h3.length;
}

/** Columns of known accounts and of the likes of them; `order` is -1 at slots, which are filled after. */
function fillAccounts(to: KnownColumns, market: Market, fitted: Fitted, order: Int32Array): void {
  const { accounts, record, response, history, aware, lapseAfter } = fitted;
  const brands = market.brands.length;
  const of = (values: ArrayLike<number>) => (i: number) => (i < 0 ? 0 : values[i]);
  const numbers = {
    rate: accounts.rate,
    rateShape: accounts.rateShape,
    ownOffset: response.ownOffset,
    amountMean: accounts.amountMean,
    ownLine: accounts.ownLine,
    goodwill: response.goodwill,
    alive: accounts.alive,
    expectedOwn: fitted.expectedOwn,
    expectedOwnLow: fitted.expectedOwn.map((amount, i) => amount * accounts.expectation.low[i]),
    expectedOwnHigh: fitted.expectedOwn.map((amount, i) => amount * accounts.expectation.high[i]),
    aware,
    silence: record.ownSilence,
    influence: market.accounts.influence.map(wholeInfluence),
    group: history.groupOf,
  } as const;
  for (const [name, values] of Object.entries(numbers))
    to[name as keyof typeof numbers].set(Array.from(order, of(values)));
  to.brandAmount.set(accounts.brandAmount);
  order.forEach((i, k) => {
    if (i >= 0) to.preference.set(accounts.preference.subarray(i * brands, (i + 1) * brands), k * brands);
  });
  const periods = market.periodStart.length;
  to.lastBrand.set(Array.from(order, i => (record.lastBrand[i] >= 0 ? record.lastBrand[i] : NO_BRAND)));
  to.lifecycle.set(
    Array.from(order, i => {
      if (i < 0) return LIFECYCLE.unaware;
      if (record.ownSilence[i] >= periods) return aware[i] ? LIFECYCLE.aware : LIFECYCLE.unaware;
      return record.ownSilence[i] < lapseAfter ? LIFECYCLE.customer : LIFECYCLE.lapsed;
    }),
  );
}

/** What an account that opens later has not of the one that it is like: nobody visits it, and it weighs nothing. */
function fillOpenings(
  to: KnownColumns,
  market: Market,
  { openingOwn }: Fitted,
  { account, like }: KernelOrder,
): void {
  like.forEach((i, k) => {
    if (i < 0 || account[k] >= 0) return;
    for (const none of [to.ownOffset, to.goodwill, to.alive, to.influence]) none[k] = 0;
    to.expectedOwnLow[k] = 0;
    to.expectedOwnHigh[k] = 0;
    to.expectedOwn[k] = openingOwn[i];
    to.silence[k] = market.periodStart.length;
    to.lastBrand[k] = NO_BRAND;
    to.lifecycle[k] = to.aware[k] === 1 ? LIFECYCLE.aware : LIFECYCLE.unaware;
  });
}

function fillReps(to: KnownColumns, fitted: Fitted, order: Int32Array): void {
  const place = new Int32Array(order.length);
  order.forEach((i, k) => {
    if (i >= 0) place[i] = k;
  });
  let at = 0;
  fitted.response.reps.forEach((rep, r) => {
    const total = rep.weight.reduce((a, b) => a + b, 0);
    let cumulative = 0;
    rep.accounts.forEach((i, k) => {
      cumulative += rep.weight[k];
      to.repAccount[at] = place[i];
      to.repWeight[at++] = k === rep.accounts.length - 1 ? 1 : cumulative / total;
    });
    to.repStart[r + 1] = at;
    to.repCalls[r] = rep.calls;
  });
}

/** Channel mix, cumulative by rep, and acceptance. */
function fillChannels(to: KnownColumns, { response }: Fitted, order: Int32Array): void {
  const channels = response.channels.length;
  const mix = to.channelMix;
  mix.set(response.mix);
  for (let row = 0; row < mix.length; row += channels) {
    for (let c = 1; c < channels; c++) mix[row + c] += mix[row + c - 1];
    mix[row + channels - 1] = 1;
  }
  order.forEach((i, k) => {
    if (i >= 0)
      to.acceptance.set(response.acceptance.subarray(i * channels, (i + 1) * channels), k * channels);
  });
}

function fillPaths(to: KnownColumns, fitted: Fitted): void {
  to.volumeIndex.set(fitted.volume);
  to.ownUtility.set(fitted.utility);
  to.rivalUtility.set(fitted.rivalUtility);
}
