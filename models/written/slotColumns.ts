import { type ColumnSpec, type Columns, f64, i32, u8 } from "../../core/columns.ts";
import type { Market } from "../../data/market/market.ts";
import { AVERAGE_INFLUENCE } from "../../twin/influence.ts";
import type { Sources } from "../../twin/source.ts";
import type { DarkSlots } from "../dark/slots.ts";
import { stationaryShares, weightsForShares } from "../known/choice.ts";
import type { Fitted } from "./fitted.ts";
import type { KernelOrder } from "./kernelOrder.ts";
import { type KnownKind, knownKinds } from "./knownKinds.ts";
import { writtenNote } from "./notes.ts";

/** The kernel's columns for unseen accounts (see `sim/spec/model.ts`), and what people ask of the slots (see `Twin`). */
export function slotSpecs(
  slots: DarkSlots | null,
  s: { readonly accounts: number; readonly cells: number; readonly draws: number },
): ColumnSpec[] {
  if (slots === null) return [];
  return [
    { name: "dark", type: "u8", length: s.accounts },
    { name: "darkRank", type: "i32", length: s.accounts },
    { name: "darkSlots", type: "i32", length: s.draws * s.cells },
    { name: "darkType", type: "i32", length: s.accounts },
    { name: "darkAmount", type: "f64", length: s.accounts },
    { name: "cellWords", type: "i32", length: 2 * (s.cells - 1) },
  ];
}

/** Lifecycle codes and "no brand" of `sim/spec/model.ts`; a test keeps them equal. */
const UNAWARE = 0;
const AWARE = 1;
const NO_BRAND = 255;

/**
 * Fills the columns of the slots. A slot buys as the known accounts of its type do, scaled to its wallet: with their rate
 * and preference, and with what the fit expects of them over what they bought in the last year. Nobody visits it.
 */
export function fillSlots(
  columns: Columns,
  market: Market,
  fitted: Fitted,
  slots: DarkSlots,
  order: KernelOrder,
): void {
  fillPresence(columns, slots, order);
  const kinds = knownKinds(market, fitted);
  const buyers = slotBuyers(kinds, fitted);
  const brands = market.brands.length;
  const channels = fitted.response.channels.length;
  const [rate, shape, amount] = ["rate", "rateShape", "amountMean"].map(name => f64(columns, name));
  const [preference, acceptance, known] = ["preference", "acceptance", "darkAmount"].map(name =>
    f64(columns, name),
  );
  const [type, silence, group] = ["darkType", "silence", "group"].map(name => i32(columns, name));
  const [aware, lifecycle, last] = ["aware", "lifecycle", "lastBrand"].map(name => u8(columns, name));
  const influence = i32(columns, "influence");
  order.slot.forEach((s, k) => {
    type[k] = -1;
    if (s < 0) return;
    const kind = buyers[slots.typeGroup[s]];
    const yearly = slots.amount[s];
    const units = kind.units[slots.aware[s]];
    const buys = yearly > 0 && units > 0;
    rate[k] = buys ? kind.rate : 0;
    shape[k] = kind.rateShape;
    amount[k] = buys ? (yearly * kind.fitOverLast) / units : 1;
    preference.set(kind.preference, k * brands);
    acceptance.set(kind.acceptance, k * channels);
    known[k] = yearly;
    type[k] = slots.type[s];
    silence[k] = market.periodStart.length;
    group[k] = fitted.slotGroup[s];
    aware[k] = slots.aware[s];
    lifecycle[k] = slots.aware[s] === 1 ? AWARE : UNAWARE;
    last[k] = NO_BRAND;
    influence[k] = AVERAGE_INFLUENCE;
  });
}

function fillPresence(columns: Columns, slots: DarkSlots, order: KernelOrder): void {
  const { draws, cells, active } = slots;
  const cellCount = order.h3.length + 1;
  const rank = i32(columns, "darkRank");
  u8(columns, "dark").set(order.slot.map(s => (s < 0 ? 0 : 1)));
  order.cellOfSlots.forEach((cell, c) => {
    const n = cells.start[c + 1] - cells.start[c];
    for (let j = 0; j < n; j++) rank[order.cellStart[cell + 1] - n + j] = j;
  });
  const filled = i32(columns, "darkSlots");
  for (let k = 0; k < draws; k++)
    order.cellOfSlots.forEach((cell, c) => {
      filled[k * cellCount + cell] = active[k * cells.count + c];
    });
  i32(columns, "cellWords").set(new Int32Array(order.h3.buffer, order.h3.byteOffset, 2 * order.h3.length));
}

interface SlotKind extends KnownKind {
  readonly preference: Float64Array;
  /** [aware] amount a year at amountMean 1: rate × year × Σ share × brand factor. */
  readonly units: readonly [unaware: number, aware: number];
}

function slotBuyers(kinds: readonly KnownKind[], { accounts, year }: Fitted): SlotKind[] {
  const { inertia, brandAmount } = accounts;
  const spent = (weights: Float64Array, rate: number): number => {
    const shares = new Float64Array(weights.length);
    if (weights.some(w => w > 0)) stationaryShares(weights, inertia, shares);
    return rate * year * shares.reduce((sum, share, b) => sum + share * brandAmount[b], 0);
  };
  return kinds.map(kind => {
    const preference = weightsForShares(kind.shares, inertia, new Float64Array(kind.shares.length)).slice();
    const aware = spent(preference, kind.rate);
    const unaware = spent(
      preference.map((w, b) => (b === 0 ? 0 : w)),
      kind.rate,
    );
    // Where only the own brand is seen, who does not know it buys nothing yet, and then as the others do.
    return { ...kind, preference, units: [unaware > 0 ? unaware : aware, aware] };
  });
}

/** What the unseen agents rest on. */
export function slotSource(slots: DarkSlots): Sources {
  const mean = slots.active.reduce((sum, n) => sum + n, 0) / slots.draws;
  const note = writtenNote("written.unseen_accounts", { mean, slots: slots.count });
  return { dark: { from: slots.situation === "none" ? "prior" : "data", note } };
}
