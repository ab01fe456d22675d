import { i32 } from "../../core/columns.ts";
import { type UnitView, unitView } from "../../sim/spec/unitView.ts";
import type { Twin } from "../../twin/source.ts";
import type { Membership } from "../parameters/facts.ts";

/** Where a course is recorded. */
export interface Recorded {
  /** The twin with the territories and recording units of the course. */
  readonly twin: Twin;
  /** null: the twin's own units. */
  readonly view: UnitView | null;
}

/**
 * Records a course by the territories of its plan: each unit of the twin is cut by where its accounts are then. The index
 * groups stay those of the fit.
 */
export function recordedBy(twin: Twin, membership: Membership | null): Recorded {
  if (membership === null) return { twin, view: null };
  const { territories, territory } = membership;
  const units: (typeof twin.header.units)[number][] = [];
  const index = new Map<string, number>();
  const unit = i32(twin.columns, "unit").map((before, k) => {
    const key = `${before}/${territory[k]}`;
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, units.length);
    return units.push({ ...twin.header.units[before]!, territory: territory[k]! }) - 1;
  });
  const header = { ...twin.header, territories, units };
  return { twin: { ...twin, header }, view: unitView(unit, units.length) };
}
