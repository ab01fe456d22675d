import type { Chance } from "../../../core/chance.ts";
import type { Evidence } from "../evidence/evidence.ts";
import {
  type CellScratch,
  type CellTerm,
  evaluate,
  fillType,
  linearPart,
  panelTerm,
  type SelectionState,
  type TypeTable,
  typeTable,
} from "../law/selection.ts";
import type { OwnBrand } from "./ownBrand.ts";

/** One joint draw of what is unseen, by patch. */
export interface PatchDraw {
  readonly accounts: Int32Array;
  readonly amount: Float64Array;
  readonly own: Float64Array;
  readonly unaware: Int32Array;
}

/** How the accounts of a draw take the own brand: who knows it, and what it buys of it. */
export interface BrandLaw {
  readonly unawareShare: number;
  readonly own: OwnBrand;
  readonly chance: Chance;
}

/** Told of every unseen account of a draw: candidate slots of the simulator are made from them. */
export type OnAccount = (patch: number, type: number, amount: number) => void;

/** Draws of numbers that are tried against a panel's total; the likeliest by the total is kept at random. */
const TRIES = 30;

/**
 * Turns states of the sampler into accounts: numbers by stratum and type given what is seen (and given the panel), a place
 * and a size for each; amounts of a zone with a panel are brought to what the panel leaves.
 */
export function patchDrawer(e: Evidence) {
  const { data, grid, sizes, linkage } = e;
  const { types, nodes } = data;
  const layout = zoneLayout(e);
  const tables = Array.from({ length: types }, () => typeTable(data));
  const entriesOf = entriesByZone(e);
  const frailty = new Float64Array(grid.patches.count);

  return (state: SelectionState, chance: Chance, brand: BrandLaw, onAccount?: OnAccount): PatchDraw => {
    const draw: PatchDraw = {
      accounts: new Int32Array(grid.patches.count),
      amount: new Float64Array(grid.patches.count),
      own: new Float64Array(grid.patches.count),
      unaware: new Int32Array(grid.patches.count),
    };
    tables.forEach((table, t) => {
      fillType(data, state, t, table);
    });
    for (let z = 0; z < data.zones; z++) {
      const strataOf = layout.strataOf[z];
      const unseen = drawNumbers(e, state, tables, strataOf, chance);
      const born: { patch: number; type: number; amount: number }[] = [];
      drawFrailty(e, layout, z, chance, frailty);
      for (const { s, t, count } of unseen) {
        const place = placePicker(layout.members[s], layout.base[t], frailty, chance);
        const size = sizePicker(e, state, tables[t], s, t, 0, null, chance);
        for (let n = 0; n < count; n++) born.push({ patch: place(), type: t, amount: size() });
      }
      for (const i of entriesOf[z]) {
        const entry = linkage!.entries[i];
        if (chance.uniform() >= entry.weight) continue;
        const patch = e.entryPatch[i];
        const s = e.zones.stratumOf[patch];
        const t = e.entryType[i];
        const bin = e.seenSizes?.binOf(t, entry.row) ?? -1;
        const seenSize = bin < 0 ? null : e.seenSizes!.likelihood(t, bin);
        const size = sizePicker(e, state, tables[t], s, t, entry.pattern, seenSize, chance);
        born.push({ patch, type: t, amount: size() });
      }
      settle(e, z, born, chance);
      const tasters = born.map(account => ({ ...account, aware: chance.uniform() >= brand.unawareShare }));
      const own = brand.own.amounts(z, tasters, brand.chance);
      tasters.forEach(({ patch, type, amount, aware }, i) => {
        draw.accounts[patch]++;
        draw.amount[patch] += amount;
        draw.own[patch] += own[i];
        if (!aware) draw.unaware[patch]++;
        onAccount?.(patch, type, amount);
      });
    }
    return draw;
  };

  function drawNumbers(
    { data: d }: Evidence,
    state: SelectionState,
    table: readonly TypeTable[],
    strataOf: readonly number[],
    chance: Chance,
  ): { s: number; t: number; count: number }[] {
    const weights = new Float64Array(nodes);
    const sums = new Float64Array(3 * Math.max(1, ...d.listOnly.map(g => g.length)));
    const term: CellTerm = { logLikelihood: 0, amount: 0, variance: 0, dark: 0 };
    const scratch: CellScratch = { observed: 0, unseen: 0, rate: 0, unseenAccounts: 0 };
    const zone = d.zone[strataOf[0]];
    const growth = Math.exp(d.zoneSize[zone]);
    let listAmount = 0;
    let listVariance = 0;
    const laws = strataOf.flatMap(s =>
      Array.from({ length: types }, (_, t) => {
        evaluate(d, state, table[t], s, t, term, scratch, weights, sums);
        const [mean, square] = moments(weights, sizes.amount, sizes.amountSquare, t * nodes);
        const expected = scratch.unseenAccounts;
        const count = seenIn(s, t);
        listAmount += term.amount - growth * expected * mean;
        listVariance +=
          term.variance - growth ** 2 * (expected * square + (expected * mean) ** 2 / (d.frailty + count));
        return { s, t, mean, square, shape: d.frailty + count, expected };
      }),
    );
    const attempt = () =>
      laws.map(law => chance.poisson((law.expected * chance.gamma(law.shape)) / law.shape));
    if (Number.isNaN(d.darkAmount[zone])) return numbersOf(laws, attempt());
    const tries = Array.from({ length: TRIES }, attempt);
    const logs = tries.map(counts => {
      let amount = listAmount;
      let variance = Math.max(0, listVariance);
      counts.forEach((n, i) => {
        amount += growth * n * laws[i].mean;
        variance += growth ** 2 * n * Math.max(0, laws[i].square - laws[i].mean ** 2);
      });
      return panelTerm(d, zone, amount, variance);
    });
    const top = Math.max(...logs);
    return numbersOf(laws, tries[chance.pick(logs.map(v => Math.exp(v - top)))]);
  }

  function seenIn(s: number, t: number): number {
    const at = s * types + t;
    let sum = data.unsized[at] + data.listOnly[at].reduce((total, g) => total + g.weight, 0);
    for (let j = 0; j < nodes; j++) sum += data.known[at * nodes + j];
    return sum;
  }

  function numbersOf(laws: readonly { s: number; t: number }[], counts: readonly number[]) {
    return laws.map(({ s, t }, i) => ({ s, t, count: counts[i] })).filter(n => n.count > 0);
  }

  function entriesByZone({ zones, entryPatch }: Evidence): number[][] {
    const result: number[][] = Array.from({ length: data.zones }, () => []);
    entryPatch.forEach((p, i) => {
      if (p >= 0) result[zones.zone[zones.stratumOf[p]]].push(i);
    });
    return result;
  }
}

function moments(
  weights: Float64Array,
  amount: Float64Array,
  square: Float64Array,
  from: number,
): [mean: number, square: number] {
  let [total, first, second] = [1e-300, 0, 0];
  for (let j = 0; j < weights.length; j++) {
    total += weights[j];
    first += weights[j] * amount[from + j];
    second += weights[j] * square[from + j];
  }
  return [first / total, second / total];
}

interface ZoneLayout {
  readonly strataOf: readonly (readonly number[])[];
  /** [stratum] its patches. */
  readonly members: readonly (readonly number[])[];
  /** [type][patch] expected accounts, from surroundings where somebody has looked, else from the place alone. */
  readonly base: readonly Float64Array[];
  /** [zone] its patches, and [patch] accounts that were to be seen there by the base. */
  readonly patchesOf: readonly (readonly number[])[];
  readonly expectedSeen: Float64Array;
}

function zoneLayout(e: Evidence): ZoneLayout {
  const { zones, looked, seen } = e;
  const patches = e.grid.patches.count;
  const members: number[][] = Array.from({ length: zones.strata }, () => []);
  const patchesOf: number[][] = Array.from({ length: zones.count }, () => []);
  const strataOf: number[][] = Array.from({ length: zones.count }, () => []);
  zones.zone.forEach((z, s) => {
    strataOf[z].push(s);
  });
  zones.stratumOf.forEach((s, p) => {
    members[s].push(p);
    patchesOf[zones.zone[s]].push(p);
  });
  const base = e.bySurroundings.map((column, t) =>
    Float64Array.from(column, (v, p) => (looked[zones.zone[zones.stratumOf[p]]] === 1 ? v : e.byPlace[t][p])),
  );
  const expectedSeen = new Float64Array(patches);
  patchesOf.forEach(list => {
    const sum = (p: number) => base.reduce((total, column) => total + column[p], 0);
    const mass = list.reduce((total, p) => total + sum(p), 0);
    const found = list.reduce((total, p) => total + seen[p], 0);
    for (const p of list) expectedSeen[p] = mass > 0 ? (found * sum(p)) / mass : 0;
  });
  return { strataOf, members, base, patchesOf, expectedSeen };
}

/** Patches where fewer accounts than this were to be seen, and none was, take their frailty's mean: it moves nothing. */
const HARDLY_ANY = 0.02;

/** Fills the gamma frailty of each cell of a zone given what was seen there, at its patches. */
function drawFrailty(
  { grid, patchFrailty: kappa, seen, looked }: Evidence,
  layout: ZoneLayout,
  zone: number,
  chance: Chance,
  out: Float64Array,
): void {
  const { cell } = grid.patches;
  const members = layout.patchesOf[zone];
  // Patches are sorted by cell, so that those of one cell stand together.
  for (let i = 0; i < members.length; ) {
    let end = i;
    let found = 0;
    let expected = 0;
    while (end < members.length && cell[members[end]] === cell[members[i]]) {
      found += seen[members[end]];
      expected += layout.expectedSeen[members[end]];
      end++;
    }
    const shape = looked[zone] === 1 ? kappa + found : kappa;
    const rate = looked[zone] === 1 ? kappa + expected : kappa;
    const value = found === 0 && expected < HARDLY_ANY ? shape / rate : chance.gamma(shape) / rate;
    for (; i < end; i++) out[members[i]] = value;
  }
}

function placePicker(
  members: readonly number[],
  base: Float64Array,
  frailty: Float64Array,
  chance: Chance,
): () => number {
  const cumulative = new Float64Array(members.length);
  let sum = 0;
  members.forEach((p, k) => {
    sum += base[p] * frailty[p];
    cumulative[k] = sum;
  });
  return () => members[indexAbove(cumulative, chance.uniform() * sum)];
}

/** First index whose cumulative weight exceeds the value. */
function indexAbove(cumulative: Float64Array, value: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Amounts of accounts that nobody knows and that stand on the lists of `pattern`; 0 for those that sleep. */
function sizePicker(
  { data, sizes }: Evidence,
  state: SelectionState,
  table: TypeTable,
  s: number,
  t: number,
  pattern: number,
  seenSize: Float64Array | null,
  chance: Chance,
): () => number {
  const { nodes, lists } = data;
  const zone = data.zone[s];
  const linear = linearPart(data, state, s, t);
  const cumulative = new Float64Array(nodes);
  let sum = 0;
  for (let j = 0; j < nodes; j++) {
    const known = 1 / (1 + Math.exp(-(linear + state.slope * sizes.offset[t * nodes + j])));
    const listed = table.listed[(j << lists) + pattern];
    sum += table.density[j] * (1 - known) * listed * (seenSize?.[j] ?? 1);
    cumulative[j] = sum;
  }
  const growth = Math.exp(data.zoneSize[zone]);
  return () => {
    const at = t * nodes + indexAbove(cumulative, chance.uniform() * sum);
    if (chance.uniform() < sizes.dormant[at]) return 0;
    const jitter = Math.exp(sizes.step[t] * (chance.uniform() - 0.5));
    return (growth * jitter * sizes.amount[at]) / (1 - sizes.dormant[at]);
  };
}

/** Brings the amounts of a zone's unseen accounts to what its panel leaves. */
function settle(
  e: Evidence,
  zone: number,
  born: { patch: number; type: number; amount: number }[],
  chance: Chance,
): void {
  const { darkAmount, darkAmountError } = e.data;
  if (Number.isNaN(darkAmount[zone])) return;
  const target = Math.max(0, darkAmount[zone] + darkAmountError[zone] * chance.normal());
  const total = born.reduce((sum, account) => sum + account.amount, 0);
  if (total > 0) for (const account of born) account.amount *= target / total;
  else if (target > 0) {
    const patch = busiestPatch(e, zone);
    if (born.length === 0) born.push({ patch, type: 0, amount: target });
    else born[0].amount = target;
  }
}

/** Where a total says that somebody buys and nobody was drawn. */
function busiestPatch({ zones, byPlace }: Evidence, zone: number): number {
  let best = -1;
  let most = -1;
  zones.stratumOf.forEach((s, p) => {
    if (zones.zone[s] !== zone) return;
    const expected = byPlace.reduce((sum, column) => sum + column[p], 0);
    if (expected > most) {
      most = expected;
      best = p;
    }
  });
  return best;
}
