import type { Groups } from "../../sim/ensemble.ts";
import type { Grouping } from "../../sim/record.ts";
import { type ComparedName, SUMMED_NAMES } from "../../twin/metrics.ts";
import type { ComparedUnit, ComparedUnits } from "./units.ts";

/** A metric of each run of a course, for one part of the market and all periods, or for one period. */
export type Sampler = (course: Groups, metric: ComparedName) => Float64Array;

/** What a paired run keeps of every run of a course: the market by period, its parts over the horizon. */
export function courseGroupings({ units, territories, types }: ComparedUnits, course: 0 | 1): Grouping[] {
  const by = (name: string, count: number, group: (unit: ComparedUnit, u: number) => number): Grouping => ({
    ...{ name, count, metrics: SUMMED_NAMES, by: "horizon" },
    unitGroup: Int32Array.from(units, group),
  });
  return [
    { ...by("market", 1, () => 0), by: "period" },
    by("territory", territories.length, unit => unit.territory[course]),
    by("type", types.length, unit => unit.type),
    { ...by("unit", units.length, (_, u) => u), metrics: ["own_orders"] },
  ];
}

/** Over the horizon; stocks at its end. */
export const wholeMarket: Sampler = (course, metric) => course.get("market")!.total(0, metric);

/** One period of the market. */
export function periodSampler(period: number): Sampler {
  return (course, metric) => course.get("market")!.period(0, period, metric);
}

/** One territory or type, by its number. */
export function partSampler(level: "territory" | "type", part: number): Sampler {
  return (course, metric) => course.get(level)!.total(part, metric);
}

/** Own orders of each run in a unit. */
export function ownOrders(course: Groups, unit: number): Float64Array {
  return course.get("unit")!.total(unit, "own_orders");
}
