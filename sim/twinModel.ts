import type { Twin } from "../models/twin.ts";
import type { Grouping } from "./ensemble.ts";
import type { KernelModel } from "./model.ts";

/** The twin as the kernel's model. Shares the twin's memory. */
export function kernelModel(twin: Twin): KernelModel {
  const { scalars, seed } = twin.header;
  return { columns: twin.columns, scalars: { ...scalars, drawSeed: seed }, hash: twin.hash };
}

/** The whole market as one group. */
export function marketGrouping(twin: Twin, metrics?: readonly number[]): Grouping {
  return { name: "market", count: 1, unitGroup: new Int32Array(twin.header.units.length), metrics };
}

/** Groups by territory, in the order of the twin's header; units of no territory belong to no group. */
export function territoryGrouping(twin: Twin, metrics?: readonly number[]): Grouping {
  const { units, territories } = twin.header;
  return {
    name: "territory",
    count: territories.length,
    unitGroup: Int32Array.from(units, unit => unit.territory),
    metrics,
  };
}

/** Groups by area, in the order of the twin's header; units of no area belong to no group. */
export function areaGrouping(twin: Twin, metrics?: readonly number[]): Grouping {
  const { units, areas } = twin.header;
  return { name: "area", count: areas.length, unitGroup: Int32Array.from(units, unit => unit.area), metrics };
}
