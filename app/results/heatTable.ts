import { InputError } from "../../core/errors.ts";
import type { ColumnTable } from "../../data/tables/columnTable.ts";
import { audibleWeek } from "../../models/heat/heat.ts";
import type { NextContact } from "../../models/heat/nextContact.ts";
import { HEAT_METRICS, type HeatMetric, type HeatPlace } from "../api/heat.ts";
import type { BuiltHeat } from "./heat.ts";

/**
 * The `heat` table: cell (or territory_id), hour_of_week, metric, weight: what a week is expected to bring there in
 * that hour, in the signal's own unit. Silent hours have no row; a place's rows sum to its weight a week. Signals of
 * unplaced accounts (accounts in no territory) come last, with a null id, so that totals agree.
 */
export function heatTable(heat: BuiltHeat, by: HeatPlace, metrics = knownMetrics(heat)): ColumnTable {
  const places = by === "cell" ? heat.cells : heat.territories;
  const id: (string | null)[] = [];
  const hours: number[] = [];
  const names: HeatMetric[] = [];
  const weights: number[] = [];
  for (const metric of metrics) {
    const values = heat.metrics[metric]![by === "cell" ? "cells" : "territories"];
    for (let unit = 0; unit <= places.length; unit++) {
      audibleWeek(values, unit).forEach((weight, hour) => {
        if (weight === 0) return;
        id.push(places[unit] ?? null);
        hours.push(hour);
        names.push(metric);
        weights.push(weight);
      });
    }
  }
  return {
    name: "heat",
    rows: id.length,
    columns: [
      { name: by === "cell" ? "cell" : "territory_id", type: "utf8", values: id },
      { name: "hour_of_week", type: "int32", values: Int32Array.from(hours) },
      { name: "metric", type: "utf8", values: names },
      { name: "weight", type: "float64", values: Float64Array.from(weights) },
    ],
  };
}

/** Metrics that the market has signals of. */
function knownMetrics(heat: BuiltHeat): HeatMetric[] {
  return HEAT_METRICS.filter(metric => heat.metrics[metric] !== null);
}

const MENDING: Readonly<Record<HeatMetric, string>> = {
  contacts: "add a visits table with times of the last year",
  orders: "add an activity table with kind: orders",
  activity: "add an activity table, such as footfall or check-ins",
};

/**
 * The asked metric, else the first that the market has.
 * @throws InputError `no_signals` where there is none.
 */
export function chosenMetric(heat: BuiltHeat, asked: HeatMetric | undefined): HeatMetric {
  const metric = asked ?? knownMetrics(heat)[0] ?? "contacts";
  if (heat.metrics[metric]) return metric;
  const known = knownMetrics(heat);
  const has = known.length > 0 ? `it has ${known.join(", ")}` : "it has no signals with a time at all";
  throw new InputError("no_signals", `the market has no ${metric}; ${has}; ${MENDING[metric]}`, { metric });
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** `face_to_face Tue 10`: the column next_best_contact; what is not known is left out. */
export function contactText(contact: NextContact | null): string | null {
  if (contact === null) return null;
  const { channel, day, hour } = contact;
  return [channel, day === null ? null : DAYS[day], hour].filter(part => part !== null).join(" ");
}
