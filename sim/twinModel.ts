import type { Twin } from "../twin/source.ts";
import type { Grouping } from "./record.ts";
import type { KernelModel } from "./spec/model.ts";

/** The twin as the kernel's model. Shares the twin's memory. */
export function kernelModel(twin: Twin): KernelModel {
  const { scalars, seed } = twin.header;
  return { columns: twin.columns, scalars: { ...scalars, drawSeed: seed }, hash: twin.hash };
}

/** Whose figures are summed: everybody's, or those of known accounts alone, which go on from history. */
export type Who = "everybody" | "known";

/** What a grouping keeps. */
export type Keep = Pick<Grouping, "metrics" | "by">;

/** The whole market as one group. */
export function marketGrouping(twin: Twin, keep: Keep, who: Who = "everybody"): Grouping {
  return { name: "market", count: 1, unitGroup: groupOfUnits(twin, who, () => 0), ...keep };
}

/** Groups by territory, in the order of the twin's header; units of no territory belong to no group. */
export function territoryGrouping(twin: Twin, keep: Keep, who: Who = "everybody"): Grouping {
  const count = twin.header.territories.length;
  return { name: "territory", count, unitGroup: groupOfUnits(twin, who, unit => unit.territory), ...keep };
}

/** Groups by area, in the order of the twin's header; units of no area belong to no group. */
export function areaGrouping(twin: Twin, keep: Keep, who: Who = "everybody"): Grouping {
  const count = twin.header.areas.length;
  return { name: "area", count, unitGroup: groupOfUnits(twin, who, unit => unit.area), ...keep };
}

function groupOfUnits(
  { header }: Twin,
  who: Who,
  group: (unit: Twin["header"]["units"][number]) => number,
): Int32Array {
  return Int32Array.from(header.units, unit => (unit.dark && who === "known" ? -1 : group(unit)));
}
