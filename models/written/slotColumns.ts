import type { Opened } from "../../core/layout.ts";
import type { Market } from "../../data/market/market.ts";
import {
  AVERAGE_INFLUENCE,
  type DARK,
  type FITTED_DARK,
  type KERNEL,
  LIFECYCLE,
  NO_BRAND,
} from "../../twin/layout.ts";
import type { Sources } from "../../twin/source.ts";
import { amountsByBrand, type KnownKind, knownKinds } from "../dark/knownKinds.ts";
import type { DarkSlots } from "../dark/slots.ts";
import type { Fitted } from "./fitted.ts";
import type { KernelOrder } from "./kernelOrder.ts";
import { writtenNote } from "./notes.ts";

type DarkColumns = Opened<typeof DARK & typeof FITTED_DARK>;

/**
 * Fills the columns of the slots. A slot buys as the known accounts of its type do that know the own brand, scaled to its
 * wallet: with their rate, and with what the fit expects of them over what they bought in the last year. What the volume of
 * its group leaves to accounts that open is not taken from it. Nobody visits it, so that it has their preference less what
 * visits do to it.
 */
export function fillSlots(
  to: DarkColumns & Opened<typeof KERNEL>,
  market: Market,
  fitted: Fitted,
  slots: DarkSlots,
  order: KernelOrder,
): void {
  fillPresence(to, slots, order);
  const kinds = knownKinds(market, fitted);
  const buyers = slotBuyers(kinds, fitted);
  const brands = market.brands.length;
  const channels = fitted.response.channels.length;
  order.slot.forEach((s, k) => {
    to.darkType[k] = -1;
    if (s < 0) return;
    const kind = buyers[slots.typeGroup[s]];
    const yearly = slots.amount[s];
    const units = kind.units[slots.aware[s]];
    const buys = yearly > 0 && units > 0;
    to.rate[k] = buys ? kind.rate : 0;
    to.rateShape[k] = kind.rateShape;
    to.amountMean[k] = buys ? (yearly * kind.fitOverLast * fitted.growth[fitted.slotGroup[s]]) / units : 1;
    to.ownLine[k] = kind.ownLine;
    to.ownOffset[k] = kind.ownOffset;
    to.preference.set(kind.preference, k * brands);
    to.acceptance.set(kind.acceptance, k * channels);
    to.darkAmount[k] = yearly;
    to.darkType[k] = slots.type[s];
    to.silence[k] = market.periodStart.length;
    to.group[k] = fitted.slotGroup[s];
    to.aware[k] = slots.aware[s];
    to.lifecycle[k] = slots.aware[s] === 1 ? LIFECYCLE.aware : LIFECYCLE.unaware;
    to.lastBrand[k] = NO_BRAND;
    to.influence[k] = AVERAGE_INFLUENCE;
  });
}

function fillPresence(to: DarkColumns, slots: DarkSlots, order: KernelOrder): void {
  const { draws, cells, active } = slots;
  const cellCount = order.h3.length + 1;
  to.dark.set(order.slot.map(s => (s < 0 ? 0 : 1)));
  order.cellOfSlots.forEach((cell, c) => {
    const n = cells.start[c + 1] - cells.start[c];
    for (let j = 0; j < n; j++) to.darkRank[order.cellStart[cell + 1] - n + j] = j;
  });
  for (let k = 0; k < draws; k++)
    order.cellOfSlots.forEach((cell, c) => {
      to.darkSlots[k * cellCount + cell] = active[k * cells.count + c];
    });
  to.cellWords.set(new Int32Array(order.h3.buffer, order.h3.byteOffset, 2 * order.h3.length));
}

interface SlotKind extends KnownKind {
  readonly ownOffset: number;
  /** [aware] amount a year at amountMean 1. */
  readonly units: readonly [unaware: number, aware: number];
}

function slotBuyers(kinds: readonly KnownKind[], { accounts, response, year }: Fitted): SlotKind[] {
  return kinds.map(kind => {
    const ownOffset = kind.offset(response.goodwillEffect);
    const yearly = (own: number) =>
      kind.rate * year * amountsByBrand(kind, accounts, own).reduce((sum, amount) => sum + amount, 0);
    const [unaware, aware] = [yearly(Number.NEGATIVE_INFINITY), yearly(ownOffset)];
    // Where only the own brand is seen, who does not know it buys nothing yet, and then as the others do.
    return { ...kind, ownOffset, units: [unaware > 0 ? unaware : aware, aware] };
  });
}

/** What the dark agents rest on. */
export function slotSource(slots: DarkSlots): Sources {
  const mean = slots.active.reduce((sum, n) => sum + n, 0) / slots.draws;
  const note = writtenNote("written.dark_accounts", { mean, candidates: slots.count });
  return { dark: { from: slots.situation === "none" ? "prior" : "data", note } };
}
