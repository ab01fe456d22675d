import type { Market } from "../../data/market/market.ts";
import type { DarkSlots } from "../dark/slots.ts";

/**
 * The order in which the kernel has cells and accounts: the market's cells, those that only candidate slots of dark
 * accounts are in (by H3 index), and last a pseudo cell of accounts without a place; in each cell known accounts, then those that
 * open later, then slots.
 */
export interface KernelOrder {
  /** The cells without the pseudo one. */
  readonly h3: BigUint64Array;
  /** [cells + 1], the pseudo cell included. */
  readonly cellStart: Int32Array;
  /** [account] index in the market; -1: an account that opens later, or a slot. */
  readonly account: Int32Array;
  /** [account] index in the market of the account that it is, or is the like of; -1: a slot. */
  readonly like: Int32Array;
  /** [account] index among the slots; -1: a known account. */
  readonly slot: Int32Array;
  /** Kernel's cell of each cell of the slots. */
  readonly cellOfSlots: Int32Array;
}

/** @param openings accounts of which those that open later are the like */
export function kernelOrder(
  { accounts, cells }: Market,
  slots: DarkSlots | null,
  openings: Int32Array,
): KernelOrder {
  const index = new Map(Array.from(cells.h3, (h3, c) => [h3, c]));
  const others = Array.from(slots?.cells.h3 ?? []).filter(h3 => !index.has(h3));
  for (const h3 of others) index.set(h3, index.size);
  const h3 = BigUint64Array.from([...cells.h3, ...others]);
  const cellOfSlots = Int32Array.from(slots?.cells.h3 ?? [], cell => index.get(cell) ?? -1);
  const byCell = (members: Iterable<number>): number[][] => {
    const lists: number[][] = Array.from({ length: h3.length + 1 }, () => []);
    for (const i of members) lists[accounts.cell[i] < 0 ? h3.length : accounts.cell[i]].push(i);
    return lists;
  };
  const known = byCell(accounts.ids.keys());
  const opening = byCell(openings);
  const candidates = Array.from(known, () => [0, 0]);
  cellOfSlots.forEach((cell, c) => {
    candidates[cell] = [slots?.cells.start[c] ?? 0, slots?.cells.start[c + 1] ?? 0];
  });
  const total = accounts.count + openings.length + (slots?.count ?? 0);
  const account = new Int32Array(total).fill(-1);
  const like = new Int32Array(total).fill(-1);
  const slot = new Int32Array(total).fill(-1);
  const cellStart = new Int32Array(h3.length + 2);
  let at = 0;
  known.forEach((members, c) => {
    for (const i of members) {
      account[at] = i;
      like[at++] = i;
    }
    for (const i of opening[c]) like[at++] = i;
    for (let s = candidates[c][0]; s < candidates[c][1]; s++) slot[at++] = s;
    cellStart[c + 1] = at;
  });
  return { h3, cellStart, account, like, slot, cellOfSlots };
}

/** One recording unit for each pair of territory and area in use; dark accounts have units of their own, after the others. */
export interface RecordingUnits {
  readonly units: readonly { readonly territory: number; readonly area: number; readonly dark: boolean }[];
  /** [account in kernel order] */
  readonly unitOf: Int32Array;
}

export function recordingUnits(
  { accounts }: Market,
  slots: DarkSlots | null,
  { like, slot }: KernelOrder,
): RecordingUnits {
  const placed = Array.from(like, (i, k) => {
    const [of, at] = i >= 0 || slots === null ? [accounts, i] : [slots, slot[k]];
    return { territory: of.territory[at], area: of.area[at], dark: i < 0 };
  });
  const keyOf = (u: (typeof placed)[number]) => `${u.territory}/${u.area}/${u.dark}`;
  const units = [...new Map(placed.map(unit => [keyOf(unit), unit])).values()].sort(
    (a, b) => Number(a.dark) - Number(b.dark) || a.territory - b.territory || a.area - b.area,
  );
  const index = new Map(units.map((unit, u) => [keyOf(unit), u]));
  return { units, unitOf: Int32Array.from(placed, unit => index.get(keyOf(unit)) ?? 0) };
}
