import type { Market } from "../../../data/market/market.ts";
import type { ListEntry } from "./entry.ts";
import { alike, SAME_NAME, sameOrUnnamed } from "./names.ts";
import type { PlaceIndex } from "./placeIndex.ts";

/** Entries of one list that stand where another of the same type stands are the same place twice. */
export function withoutDuplicates(
  { sightings }: Market,
  index: PlaceIndex,
  entries: readonly ListEntry[],
  pointKm: number,
): ListEntry[] {
  const kept: ListEntry[] = [];
  const grid = new Map<string, ListEntry[]>();
  const step = 2.5 * pointKm;
  const key = (x: number, y: number) => `${Math.floor(x / step)}/${Math.floor(y / step)}`;
  for (const entry of entries) {
    const [x, y] = [index.x(entry.lon), index.y(entry.lat)];
    const around = [-1, 0, 1].flatMap(i =>
      [-1, 0, 1].flatMap(j => grid.get(key(x + i * step, y + j * step)) ?? []),
    );
    const twin = around.find(
      other =>
        other.type === entry.type &&
        Math.hypot(index.x(other.lon) - x, index.y(other.lat) - y) < step &&
        sameOrUnnamed(sightings.name[other.row], sightings.name[entry.row]),
    );
    if (twin) continue;
    kept.push(entry);
    const box = key(x, y);
    grid.set(box, [...(grid.get(box) ?? []), entry]);
  }
  return kept;
}

/** How far apart the points of two lists may be, in spreads of their difference: with a same name, and without names. */
const JOIN = { named: 4, unnamed: 2.5 } as const;

/** Entries of several lists that stand at one place, as well as the lists place them, are one account on several lists. */
export function joinLists(
  { sightings }: Market,
  index: PlaceIndex,
  lists: readonly { readonly entries: readonly ListEntry[]; readonly pointKm: number }[],
): ListEntry[] {
  const joined: (ListEntry & { readonly pointKm: number })[] = [];
  for (const { entries, pointKm } of lists) {
    const before = joined.length;
    const widest = Math.max(pointKm, ...lists.map(l => l.pointKm));
    const step = JOIN.named * Math.hypot(pointKm, widest);
    const box = (x: number, y: number) => `${Math.floor(x / step)}/${Math.floor(y / step)}`;
    const grid = new Map<string, number[]>();
    for (let k = 0; k < before; k++) {
      const key = box(index.x(joined[k].lon), index.y(joined[k].lat));
      const rows = grid.get(key);
      if (rows) rows.push(k);
      else grid.set(key, [k]);
    }
    for (const entry of entries) {
      const [x, y] = [index.x(entry.lon), index.y(entry.lat)];
      let twin = -1;
      let nearest = Number.POSITIVE_INFINITY;
      for (const i of [-1, 0, 1]) {
        for (const j of [-1, 0, 1]) {
          for (const k of grid.get(box(x + i * step, y + j * step)) ?? []) {
            const other = joined[k];
            if ((other.pattern & entry.pattern) !== 0) continue;
            if (other.type !== entry.type && other.type >= 0 && entry.type >= 0) continue;
            const [a, b] = [sightings.name[other.row], sightings.name[entry.row]];
            const named = a !== null && b !== null;
            const same = named && alike(a, b) >= SAME_NAME;
            const spread = Math.hypot(pointKm, other.pointKm);
            const km = Math.hypot(index.x(other.lon) - x, index.y(other.lat) - y);
            const reach = same ? JOIN.named : named ? JOIN.unnamed / 2 : JOIN.unnamed;
            // A same name counts for more than a few metres.
            const distance = km / spread - (same ? JOIN.named : 0);
            if (km <= reach * spread && distance < nearest) {
              nearest = distance;
              twin = k;
            }
          }
        }
      }
      if (twin < 0) {
        joined.push({ ...entry, pointKm });
        continue;
      }
      const other = joined[twin];
      joined[twin] = {
        ...other,
        pattern: other.pattern | entry.pattern,
        type: Math.max(other.type, entry.type),
        // Two lists that agree on a place: it is hardly a dead entry or a ghost.
        weight: 1 - (1 - other.weight) * (1 - entry.weight),
      };
    }
  }
  return joined;
}
