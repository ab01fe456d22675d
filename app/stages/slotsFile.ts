import { join } from "node:path";
import { allocateColumns, type ColumnSpec, type Columns, f64, i32, u8 } from "../../core/columns.ts";
import { loadColumns, saveColumns } from "../../data/files/columnsFile.ts";
import { holds, readSound, type SealedFolder } from "../../data/files/sealedFolder.ts";
import type { DarkSlots } from "../../models/dark/slots.ts";

/** The file of a state that holds the slots; none where the dark side was not estimated. */
export const SLOTS_FILE = "slots.bin";

interface Header {
  readonly version: 1;
  readonly situation: DarkSlots["situation"];
  readonly draws: number;
  readonly cells: number;
  readonly slots: number;
}

const OF_SLOTS = ["type", "typeGroup", "area", "territory"] as const;

function specs({ draws, cells, slots }: Header): ColumnSpec[] {
  return [
    { name: "cellWords", type: "i32", length: 2 * cells },
    { name: "lat", type: "f64", length: cells },
    { name: "lon", type: "f64", length: cells },
    { name: "start", type: "i32", length: cells + 1 },
    { name: "active", type: "i32", length: draws * cells },
    ...OF_SLOTS.map(name => ({ name, type: "i32" as const, length: slots })),
    { name: "amount", type: "f64", length: slots },
    { name: "aware", type: "u8", length: slots },
  ];
}

/** Keeps the slots of dark accounts with a state: the twin is fitted anew from them when only its own code has changed. */
export async function saveSlots(state: string, slots: DarkSlots): Promise<void> {
  const { situation, draws, cells, count } = slots;
  const header: Header = { version: 1, situation, draws, cells: cells.count, slots: count };
  const columns = allocateColumns(specs(header));
  h3Of(columns).set(cells.h3);
  f64(columns, "lat").set(cells.lat);
  f64(columns, "lon").set(cells.lon);
  i32(columns, "start").set(cells.start);
  i32(columns, "active").set(slots.active);
  for (const name of OF_SLOTS) i32(columns, name).set(slots[name]);
  f64(columns, "amount").set(slots.amount);
  u8(columns, "aware").set(slots.aware);
  await saveColumns(join(state, SLOTS_FILE), header, columns);
}

/** The slots of a state; null where the dark side was not estimated. */
export async function loadSlots(state: SealedFolder): Promise<DarkSlots | null> {
  if (!(await holds(state, SLOTS_FILE))) return null;
  const { header, columns } = await readSound(state, SLOTS_FILE, loadColumns);
  const { situation, draws, cells, slots } = header as Header;
  const [type, typeGroup, area, territory] = OF_SLOTS.map(name => i32(columns, name));
  return {
    situation,
    draws,
    cells: {
      count: cells,
      h3: h3Of(columns),
      lat: f64(columns, "lat"),
      lon: f64(columns, "lon"),
      start: i32(columns, "start"),
    },
    active: i32(columns, "active"),
    count: slots,
    ...{ type: type!, typeGroup: typeGroup!, area: area!, territory: territory! },
    amount: f64(columns, "amount"),
    aware: u8(columns, "aware"),
  };
}

/** H3 indices in the column cellWords; columns start at multiples of 16 bytes. */
function h3Of(columns: Columns): BigUint64Array {
  const words = i32(columns, "cellWords");
  return new BigUint64Array(words.buffer, words.byteOffset, words.length / 2);
}
