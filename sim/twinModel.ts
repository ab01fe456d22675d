import type { Twin } from "../twin/source.ts";
import type { Grouping } from "./ensemble.ts";
import type { KernelModel } from "./spec/model.ts";

/** The twin as the kernel's model. Shares the twin's memory. */
export function kernelModel(twin: Twin): KernelModel {
  const { scalars, seed } = twin.header;
  return { columns: twin.columns, scalars: { ...scalars, drawSeed: seed }, hash: twin.hash };
}

/** Whose figures are summed: everybody's, or those of known accounts alone, which go on from history. */
export type Who = "everybody" | "known";

/** The whole market as one group. */
export function marketGrouping(twin: Twin, metrics?: readonly number[], who: Who = "everybody"): Grouping {
  return { name: "market", count: 1, unitGroup: groupOfUnits(twin, who, () => 0), metrics };
}

/** Groups by territory, in the order of the twin's header; units of no territory belong to no group. */
export function territoryGrouping(twin: Twin, metrics?: readonly number[], who: Who = "everybody"): Grouping {
  const count = twin.header.territories.length;
  return { name: "territory", count, unitGroup: groupOfUnits(twin, who, unit => unit.territory), metrics };
}

/** Groups by area, in the order of the twin's header; units of no area belong to no group. */
export function areaGrouping(twin: Twin, metrics?: readonly number[], who: Who = "everybody"): Grouping {
  const count = twin.header.areas.length;
  return { name: "area", count, unitGroup: groupOfUnits(twin, who, unit => unit.area), metrics };
}

function groupOfUnits(
  { header }: Twin,
  who: Who,
  group: (unit: Twin["header"]["units"][number]) => number,
): Int32Array {
  return Int32Array.from(header.units, unit => (unit.dark && who === "known" ? -1 : group(unit)));
}
