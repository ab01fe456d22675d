import type { ColumnSpec, ColumnType } from "../core/columns.ts";
import type { KernelScalars } from "./spec/model.ts";

/** The columns that a model with dark accounts has besides. */
export function darkColumnSpecs(s: KernelScalars): ColumnSpec[] {
  return [
    { name: "dark", type: "u8", length: s.accounts },
    { name: "darkRank", type: "i32", length: s.accounts },
    { name: "darkSlots", type: "i32", length: s.draws * s.cells },
  ];
}

/** The columns that a model with customer segments has besides. */
export function behaviourColumnSpecs(accounts: number, segments: number, quarters: number): ColumnSpec[] {
  return [
    { name: "behaviour", type: "u8", length: accounts },
    { name: "behaviourMove", type: "f64", length: segments * segments },
    { name: "behaviourRate", type: "f64", length: quarters * segments * segments },
    { name: "behaviourQuarter", type: "i32", length: 1 },
  ];
}

/** The columns of a kernel model, as `sim/model` documents them; `repEntries` is the length of repAccount. */
export function kernelColumnSpecs(s: KernelScalars, repEntries: number): ColumnSpec[] {
  const n = s.accounts;
  const columns = (type: ColumnType, length: number, ...names: string[]): ColumnSpec[] =>
    names.map(name => ({ name, type, length }));
  return [
    ...columns("f64", n, "rate", "rateShape", "ownOffset", "amountMean", "goodwill"),
    ...columns("i32", n, "influence", "silence", "group", "unit"),
    ...columns("u8", n, "aware", "lastBrand", "lifecycle", "segment"),
    ...columns("f64", n * s.brands, "preference"),
    ...columns("f64", s.brands, "brandAmount"),
    ...columns("i32", s.cells + 1, "cellStart"),
    ...columns("i32", 7 * s.cells, "neighbours"),
    ...columns("i32", s.reps + 1, "repStart"),
    ...columns("i32", repEntries, "repAccount"),
    ...columns("f64", repEntries, "repWeight"),
    ...columns("f64", s.reps, "repCalls"),
    ...columns("f64", (s.reps + 1) * s.channels, "channelMix"),
    ...columns("f64", n * s.channels, "acceptance"),
    ...columns("f64", s.draws * s.groups * s.periods, "volumeIndex", "ownUtility"),
    ...columns("f64", s.draws * s.periods * s.brands, "rivalUtility"),
    ...columns("f64", s.periods * s.segments * s.brands, "promotion"),
  ];
}
