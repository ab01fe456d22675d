import { type Chance, chance } from "../../core/chance.ts";
import type { Market } from "../../data/market/market.ts";
import { learnKnown } from "../response/knownSide.ts";
import { corrected, type ErrorLaws } from "./draw/correction.ts";
import type { DarkPosterior } from "./draw/posterior.ts";
import { type DarkOptions, estimateDark } from "./estimate.ts";
import { knownSites } from "./evidence/sites.ts";
import { type TypeGroups, typeGroups } from "./evidence/typeGroups.ts";
import { ownShares, unvisitedShares } from "./knownKinds.ts";

/**
 * Dark accounts as agents: candidate slots j = 0 … of each cell, of which the first D are there in a draw. What a slot
 * is (type, area, wallet) is the same in every draw, so that a run and its twin under a scenario speak of the same account.
 */
export interface DarkSlots {
  /** As in the posterior. */
  readonly situation: DarkPosterior["situation"];
  readonly draws: number;
  /** Cells that hold slots, ascending by H3 index; `start` [cells + 1] is the first slot of each. */
  readonly cells: {
    readonly count: number;
    readonly h3: BigUint64Array;
    readonly lat: Float64Array;
    readonly lon: Float64Array;
    readonly start: Int32Array;
  };
  /** [draw × cell] D: slots that hold an account in the draw. */
  readonly active: Int32Array;
  /** Slots, sorted by cell and rank j. */
  readonly count: number;
  /** Index among the market's types, -1 for none, and the group of types that its figures come from. */
  readonly type: Int32Array;
  readonly typeGroup: Int32Array;
  readonly area: Int32Array;
  readonly territory: Int32Array;
  /**
   * Amount a year in minor units, 0 for one that sleeps: of all brands where rivals are seen at known accounts, else what
   * an account that knows the own brand buys of it.
   */
  readonly amount: Float64Array;
  /** 1 = knows the own brand at the end of history. */
  readonly aware: Uint8Array;
}

/** Collects the accounts of all draws; see {@link collectSlots}. */
export interface SlotCollector {
  readonly onAccount: NonNullable<DarkOptions["onAccount"]>;
  /**
   * The slots, once the estimate is done. The same estimate and seed give the same slots.
   * @param amountFactor of a posterior that was corrected, its mean amount over that of the accounts that were told
   */
  slots(posterior: DarkPosterior, seed: number, amountFactor?: number): DarkSlots;
}

const PURPOSE = 0x736c6f74;
/** Slots of a cell hold all of its accounts in this part of the draws. */
const DRAWS_KEPT = 0.99;
/** Orders of a cell's slots that are tried for one whose first ones are like the rest. */
const ORDERS = 12;
/** Throws of who knows the own brand in an area. */
const THROWS = 12;
/** Rounds in which areas take over what others cannot buy. */
const ROUNDS = 20;

const NOTHING_LEARNED: ErrorLaws = { accounts: null, amount: null };

/**
 * The posterior together with its slots: what a build asks for; nobody visits its dark accounts. With laws of its errors both hold these, so that the
 * simulator has as many dark accounts as are shown; `estimated` is what it was without.
 */
export function estimateWithSlots(
  market: Market,
  {
    laws = NOTHING_LEARNED,
    ...options
  }: Omit<DarkOptions, "onAccount" | "unvisited"> & { readonly laws?: ErrorLaws },
): { readonly posterior: DarkPosterior; readonly estimated: DarkPosterior; readonly slots: DarkSlots } {
  const known = learnKnown(market);
  const unvisited = unvisitedShares(market, known);
  const collector = collectSlots(market, ownShares(market, known));
  const estimated = estimateDark(market, { ...options, unvisited, onAccount: collector.onAccount });
  const { posterior, amountFactor } = corrected(estimated, laws, options.seed);
  return { posterior, estimated, slots: collector.slots(posterior, options.seed, amountFactor) };
}

/**
 * Gathers what `estimateDark` tells of each dark account. Memory: 13 bytes an account and draw.
 * @param ownShare [type group] part of its amount that a slot buys of the own brand when it knows it
 */
export function collectSlots(market: Market, ownShare: Float64Array): SlotCollector {
  const pool = growingPool();
  return {
    onAccount: (_, patch, type, amount) => pool.add(patch, type, amount),
    slots: (posterior, seed, factor = 1) =>
      makeSlots(market, posterior, pool.accounts(), { seed, factor, ownShare }),
  };
}

/** Accounts of all draws, in the order in which they came. */
interface Pool {
  readonly count: number;
  readonly patch: Int32Array;
  readonly type: Uint8Array;
  readonly amount: Float64Array;
}

function growingPool() {
  let count = 0;
  let [patch, type, amount] = [new Int32Array(1024), new Uint8Array(1024), new Float64Array(1024)];
  const grown = <A extends Int32Array | Uint8Array | Float64Array>(column: A): A => {
    const longer = Reflect.construct(column.constructor, [2 * column.length]) as A;
    longer.set(column);
    return longer;
  };
  return {
    add(p: number, t: number, a: number): void {
      if (count === patch.length) [patch, type, amount] = [grown(patch), grown(type), grown(amount)];
      patch[count] = p;
      type[count] = t;
      amount[count++] = a;
    },
    accounts: (): Pool => ({ count, patch, type, amount }),
  };
}

function makeSlots(
  market: Market,
  posterior: DarkPosterior,
  pool: Pool,
  {
    seed,
    factor,
    ownShare,
  }: { readonly seed: number; readonly factor: number; readonly ownShare: Float64Array },
): DarkSlots {
  const { draws, cells, patches } = posterior;
  const byCell = membersOf(pool, patches.cell, cells.count);
  const groups = typeGroups(market, knownSites(market));
  const pickType = typePicker(market, groups);
  const knows = awareShares(posterior, pool, { areas: market.areas.length, factor, ownShare });
  const rows: (Candidate & { readonly cell: number; readonly type: number })[] = [];
  const used: { cell: number; active: Int32Array; start: number }[] = [];
  const numbers = activeByCell(posterior);
  const inhabited = Array.from(cells.h3.keys(), c => ({
    c,
    members: byCell(c),
    active: capped(numbers.subarray(c * draws, (c + 1) * draws)),
  })).filter(({ members, active }) => members.length > 0 && active.some(n => n > 0));
  // A correction can leave a cell without its rare account: what that bought goes to the others.
  const left = inhabited.reduce((sum, { members }) => sum + amountOf(pool, members), 0);
  const scale =
    left > 0 ? (factor * pool.amount.subarray(0, pool.count).reduce((a, b) => a + b, 0)) / left : 1;
  for (const { c, members, active } of inhabited) {
    const luck = chance(seed, PURPOSE, c);
    used.push({ cell: c, active, start: rows.length });
    const target = (scale * amountOf(pool, members)) / draws;
    for (const candidate of candidates(pool, members, active, target, luck))
      rows.push({ ...candidate, cell: c, type: pickType(pool.type[candidate.account], luck) });
  }
  const column = (values: Int32Array) => Int32Array.from(rows, r => values[pool.patch[r.account]]);
  const own = Float64Array.from(rows, r => r.amount * r.presence * ownShare[pool.type[r.account]]);
  const aware = whoKnows(column(patches.area), own, knows, chance(seed, PURPOSE, cells.count));
  return {
    situation: posterior.situation,
    draws,
    cells: {
      count: used.length,
      h3: BigUint64Array.from(used, u => cells.h3[u.cell]),
      lat: Float64Array.from(used, u => cells.lat[u.cell]),
      lon: Float64Array.from(used, u => cells.lon[u.cell]),
      start: Int32Array.from([...used.map(u => u.start), rows.length]),
    },
    active: byDraw(used, draws),
    count: rows.length,
    type: Int32Array.from(rows, r => r.type),
    typeGroup: Int32Array.from(rows, r => pool.type[r.account]),
    area: column(patches.area),
    territory: column(patches.territory),
    amount: Float64Array.from(rows, r => r.amount),
    aware,
  };
}

function amountOf({ amount }: Pool, members: Int32Array): number {
  return members.reduce((sum, i) => sum + amount[i], 0);
}

/** Accounts of a cell over all draws, as indices into the pool. */
function membersOf(pool: Pool, cellOfPatch: Int32Array, cells: number): (cell: number) => Int32Array {
  const start = new Int32Array(cells + 1);
  for (let i = 0; i < pool.count; i++) start[cellOfPatch[pool.patch[i]] + 1]++;
  for (let c = 0; c < cells; c++) start[c + 1] += start[c];
  const next = start.slice();
  const order = new Int32Array(pool.count);
  for (let i = 0; i < pool.count; i++) order[next[cellOfPatch[pool.patch[i]]]++] = i;
  return cell => order.subarray(start[cell], start[cell + 1]);
}

/** [cell × draw] accounts. */
function activeByCell({ draws, cells, patches, accounts }: DarkPosterior): Int32Array {
  const active = new Int32Array(draws * cells.count);
  for (let k = 0; k < draws; k++)
    for (let p = 0; p < patches.count; p++)
      active[patches.cell[p] * draws + k] += accounts[k * patches.count + p];
  return active;
}

/** Numbers of a cell by draw, cut at what its slots hold: rare crowds would cost a slot each. */
function capped(numbers: Int32Array): Int32Array {
  const sorted = numbers.slice().sort();
  const slots = Math.max(1, sorted[Math.ceil(DRAWS_KEPT * sorted.length) - 1]);
  return numbers.map(n => Math.min(n, slots));
}

interface Candidate {
  readonly account: number;
  readonly amount: number;
  /** Part of the draws in which the slot is there. */
  readonly presence: number;
}

/**
 * Slots of a cell: accounts from all its draws, evenly over their amounts, in an order whose first ones are like the
 * rest. Amounts are scaled so that their mean over draws is that of the cell.
 */
function candidates(
  pool: Pool,
  members: Int32Array,
  active: Int32Array,
  target: number,
  luck: Chance,
): Candidate[] {
  const most = active.reduce((a, b) => Math.max(a, b), 0);
  const occupied = Float64Array.from(
    { length: most },
    (_, j) => active.reduce((n, d) => n + +(d > j), 0) / active.length,
  );
  const bySize = Array.from(members).sort((a, b) => pool.amount[a] - pool.amount[b] || a - b);
  const offset = luck.uniform();
  const chosen = Array.from(
    { length: most },
    (_, j) => bySize[Math.floor(((j + offset) * bySize.length) / most)],
  );
  // A cell that buys something needs a slot that does.
  if (target > 0 && chosen.every(i => pool.amount[i] === 0)) chosen[0] = bySize[bySize.length - 1];
  let best = { order: chosen, mean: 0, off: Number.POSITIVE_INFINITY };
  for (let n = 0; n < ORDERS && best.off > 0.1; n++) {
    const order = shuffled(chosen, luck);
    const mean = order.reduce((sum, i, j) => sum + pool.amount[i] * occupied[j], 0);
    const off = Math.abs(Math.log(mean / target));
    if (!(off >= best.off)) best = { order, mean, off: Number.isNaN(off) ? 0 : off };
  }
  const scale = best.mean > 0 ? target / best.mean : 0;
  return best.order.map((account, j) => ({
    account,
    amount: pool.amount[account] * scale,
    presence: occupied[j],
  }));
}

/** Fisher–Yates. */
function shuffled(values: readonly number[], luck: Chance): number[] {
  const order = [...values];
  for (let j = order.length - 1; j > 0; j--) {
    const k = Math.floor(luck.uniform() * (j + 1));
    [order[j], order[k]] = [order[k], order[j]];
  }
  return order;
}

/** A type of the market for a group of them, as often as known accounts have it. */
function typePicker({ types, accounts }: Market, { members }: TypeGroups) {
  const known = new Float64Array(types.length + 1);
  for (const t of accounts.type) known[t + 1]++;
  const weights = members.map(list => list.map(t => known[t + 1]));
  return (group: number, luck: Chance): number =>
    members[group][Math.max(0, luck.pick(weights[group]))] ?? -1;
}

/**
 * [area + 1] chance that a slot knows the own brand: that under which the slots of the area buy together what the posterior says
 * of it. With totals of areas the amount is known and how many know the brand is not, so runs hold to the amount.
 */
function awareShares(
  { patches, own }: DarkPosterior,
  { count, patch, type, amount }: Pool,
  {
    areas,
    factor,
    ownShare,
  }: { readonly areas: number; readonly factor: number; readonly ownShare: Float64Array },
): Float64Array {
  const bought = new Float64Array(areas + 1);
  const full = new Float64Array(areas + 1);
  own.forEach((value, at) => {
    bought[patches.area[at % patches.count] + 1] += value;
  });
  for (let i = 0; i < count; i++) full[patches.area[patch[i]] + 1] += factor * amount[i] * ownShare[type[i]];
  const sum = (values: Float64Array) => values.reduce((total, v) => total + v, 0);
  const knows = (scale: number) =>
    full.map((most, a) => (most > 0 ? Math.min(1, (scale * bought[a]) / most) : 0));
  // An area whose accounts would have to know the brand and like it more leaves the rest to the others.
  let scale = 1;
  for (let round = 0; round < ROUNDS; round++) {
    const held = sum(knows(scale).map((share, a) => share * full[a]));
    if (held > 0) scale *= sum(bought) / held;
  }
  return knows(scale);
}

/**
 * [slot] 1: knows the own brand. Each does with its area's chance; of some throws of an area the one under which its slots buy
 * most nearly what is expected of them: few slots can hold much of an area's amount.
 */
function whoKnows(area: Int32Array, own: Float64Array, knows: Float64Array, luck: Chance): Uint8Array {
  const aware = new Uint8Array(area.length);
  knows.forEach((share, a) => {
    const members = [...area.keys()].filter(s => area[s] + 1 === a);
    const target = share * members.reduce((sum, s) => sum + own[s], 0);
    let best = { knowing: [] as number[], off: Number.POSITIVE_INFINITY };
    for (let n = 0; n < THROWS && best.off > 0.01 * target; n++) {
      const knowing = members.filter(() => luck.uniform() < share);
      const off = Math.abs(knowing.reduce((sum, s) => sum + own[s], 0) - target);
      if (off < best.off) best = { knowing, off };
    }
    for (const s of best.knowing) aware[s] = 1;
  });
  return aware;
}

function byDraw(used: readonly { readonly active: Int32Array }[], draws: number): Int32Array {
  const active = new Int32Array(draws * used.length);
  used.forEach((cell, c) => {
    for (let k = 0; k < draws; k++) active[k * used.length + c] = cell.active[k];
  });
  return active;
}
