import type { PlanMeasured, PlanUnits } from "../../../app/api/plans.ts";
import { rgb, type Scheme } from "../../theme/palette.ts";
import { balanceRows, isBalanced, type TableMeasure } from "./balance.ts";
import { type Centre, evenColor, sizeColor, TERRITORY_HUES, territoryHues } from "./colors.ts";
import type { TerritoryName } from "./PlanMap.tsx";
import type { Paint } from "./planLayers.ts";

/** Where each territory lies: the mean place of its units; null where it has none. */
function centresOf({ territories, territory }: PlanMeasured, { lat, lon }: PlanUnits): (Centre | null)[] {
  const sums = territories.map(() => ({ lat: 0, lon: 0, count: 0 }));
  territory.forEach((t, unit) => {
    const sum = sums[t];
    if (!sum) return;
    sum.lat += lat[unit]!;
    sum.lon += lon[unit]!;
    sum.count++;
  });
  return sums.map(sum => (sum.count > 0 ? { lat: sum.lat / sum.count, lon: sum.lon / sum.count } : null));
}

/** A colour for each territory by its id: by where it lies today, so that no move changes it. */
export function territoryColors(
  today: PlanMeasured,
  plan: PlanMeasured,
  units: PlanUnits,
  scheme: Scheme,
): ReadonlyMap<string, string> {
  const known = new Set(today.territories.map(({ id }) => id));
  const added = plan.territories.filter(({ id }) => !known.has(id));
  const ofPlan = centresOf(plan, units);
  const centres = [
    ...centresOf(today, units),
    ...added.map(territory => ofPlan[plan.territories.indexOf(territory)] ?? null),
  ];
  const hues = territoryHues(centres);
  return new Map(
    [...today.territories, ...added].map(({ id }, t) => [id, TERRITORY_HUES[scheme][hues[t]!]!]),
  );
}

/** A name where each territory lies. */
export function territoryNames(measured: PlanMeasured, units: PlanUnits): TerritoryName[] {
  return centresOf(measured, units).flatMap((centre, t) =>
    centre ? [{ name: measured.territories[t]!.name, ...centre }] : [],
  );
}

/** Units in the colour of their territory. */
export function paintByTerritory(measured: PlanMeasured, colors: ReadonlyMap<string, string>): Paint {
  const inks = measured.territories.map(({ id }) => [...rgb(colors.get(id) ?? "#888888"), 150]);
  return paintBy(measured, inks);
}

/** Units in the colour of how much their territory has of the mean; of the most, where no mean is to be met. */
export function paintByBalance(
  measured: PlanMeasured,
  measure: TableMeasure,
  tolerance: number,
  scheme: Scheme,
): Paint {
  const rows = balanceRows(measured, measure, measured, measured);
  const most = Math.max(...rows.map(row => row.value ?? 0));
  return paintBy(
    measured,
    rows.map(row =>
      isBalanced(measure)
        ? evenColor(row.ofMean, tolerance, scheme)
        : sizeColor(row.value === null ? null : row.value / most, scheme),
    ),
  );
}

const NOBODYS = [130, 138, 150, 60];

function paintBy({ territory }: PlanMeasured, inks: readonly (readonly number[])[]): Paint {
  return unit => inks[territory[unit]!] ?? NOBODYS;
}

/** Units that two plans give to different territories. */
export function differing(a: PlanMeasured, b: PlanMeasured): number[] {
  return a.territory.flatMap((t, unit) =>
    a.territories[t]?.id === b.territories[b.territory[unit]!]?.id ? [] : [unit],
  );
}
