import type { Chance } from "../../../core/chance.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { fillType, type SelectionState, type TypeTable, typeTable } from "../law/selection.ts";
import { drawNumbers, drawScale } from "./numbers.ts";
import type { OwnBrand } from "./ownBrand.ts";
import { drawFrailty, placePicker, type ZoneLayout, zoneLayout } from "./places.ts";
import { type Born, settle, sizePicker } from "./sizes.ts";

/** One joint draw of what is dark, by patch. */
export interface PatchDraw {
  readonly accounts: Int32Array;
  readonly amount: Float64Array;
  readonly own: Float64Array;
  readonly unaware: Int32Array;
}

/** How the accounts of a draw take the own brand, with a chance of its own: accounts do not depend on it. */
export interface BrandLaw {
  readonly own: OwnBrand;
  readonly chance: Chance;
}

/** Told of every dark account of a draw: candidate slots of the simulator are made from them. */
export type OnAccount = (patch: number, type: number, amount: number) => void;

/** A state of the sampler that is drawn from. */
interface Drawn {
  readonly state: SelectionState;
  readonly tables: readonly TypeTable[];
  readonly scale: number;
  readonly chance: Chance;
}

/**
 * Turns states of the sampler into accounts: numbers by stratum and type given what is seen (and given the panel), a place
 * and a size for each; amounts of a zone with a panel are brought to what the panel leaves.
 */
export function patchDrawer(e: Evidence) {
  const { data, grid } = e;
  const patches = grid.patches.count;
  const layout = zoneLayout(e);
  const tables = Array.from({ length: data.types }, () => typeTable(data));
  const entriesOf = entriesByZone(e);
  const frailty = new Float64Array(patches);

  return (state: SelectionState, chance: Chance, brand: BrandLaw, onAccount?: OnAccount): PatchDraw => {
    const draw: PatchDraw = {
      accounts: new Int32Array(patches),
      amount: new Float64Array(patches),
      own: new Float64Array(patches),
      unaware: new Int32Array(patches),
    };
    for (const [t, table] of tables.entries()) fillType(data, state, t, table);
    const drawn = { state, tables, scale: drawScale(e, chance), chance };
    const zones = Array.from({ length: data.zones }, (_, z) => {
      const born = unlistedAccounts(e, layout, z, frailty, drawn);
      for (const i of entriesOf[z]) born.push(...listedAccounts(e, i, drawn));
      settle(e, z, born, chance);
      return born;
    });
    for (const { patch, type, amount, aware, own } of brand.own.draw(zones, brand.chance)) {
      draw.accounts[patch]++;
      draw.amount[patch] += amount;
      draw.own[patch] += own;
      if (!aware) draw.unaware[patch]++;
      onAccount?.(patch, type, amount);
    }
    return draw;
  };
}

/** Accounts of a zone that stand on no list. */
function unlistedAccounts(
  e: Evidence,
  layout: ZoneLayout,
  zone: number,
  frailty: Float64Array,
  { state, tables, scale, chance }: Drawn,
): Born[] {
  const numbers = drawNumbers(e, state, tables, layout.strataOf[zone], scale, chance);
  const born: Born[] = [];
  drawFrailty(e, layout, zone, chance, frailty);
  for (const { s, t, count } of numbers) {
    const place = placePicker(layout.members[s], layout.base[t], frailty, chance);
    const size = sizePicker(e, state, tables[t], s, t, 0, null, chance);
    for (let n = 0; n < count; n++) born.push({ patch: place(), type: t, amount: scale * size() });
  }
  return born;
}

/** The accounts that an entry of the lists stands for in the draw: mostly one or none. */
function listedAccounts(e: Evidence, entry: number, { state, tables, chance }: Drawn): Born[] {
  const { weight, rows, pattern } = e.linkage!.entries[entry];
  const count = Math.floor(weight + chance.uniform());
  if (count === 0) return [];
  const patch = e.entryPatch[entry];
  const t = e.entryType[entry];
  const bin = e.seenSizes?.binOf(t, rows[0]) ?? -1;
  const seenSize = bin < 0 ? null : e.seenSizes!.likelihood(t, bin);
  const size = sizePicker(e, state, tables[t], e.zones.stratumOf[patch], t, pattern, seenSize, chance);
  return Array.from({ length: count }, () => ({ patch, type: t, amount: size() }));
}

/** [zone] entries of the lists that have a place in it. */
function entriesByZone({ data, zones, entryPatch }: Evidence): number[][] {
  const result: number[][] = Array.from({ length: data.zones }, () => []);
  entryPatch.forEach((p, i) => {
    if (p >= 0) result[zones.zone[zones.stratumOf[p]]].push(i);
  });
  return result;
}
