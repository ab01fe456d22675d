import { BALANCES, type BalanceName } from "../districting.ts";
import type { Ground } from "../ground/ground.ts";
import type { Plan } from "../plan/plan.ts";
import type { UnitKind } from "../units/units.ts";
import { balance, ratio } from "./balance.ts";
import { compactness } from "./compactness.ts";
import { contiguity } from "./contiguity.ts";
import { coverage } from "./coverage.ts";
import { disruption } from "./disruption.ts";
import type { Figures } from "./figures.ts";
import type { MeasureName } from "./list.ts";
import { closedTerritories, placePlan } from "./placedPlan.ts";
import { amount, customers, potential, prospects } from "./potential.ts";
import { repFit } from "./repFit.ts";
import { travel } from "./travel.ts";
import { contacts, workload } from "./workload.ts";

/** Everything that is measured of a plan. */
export interface PlanMeasures {
  /** The units in which its shape was judged. */
  readonly kind: UnitKind;
  readonly figures: Readonly<Record<MeasureName, Figures>>;
}

/**
 * Measures a plan of the ground's market. What does not depend on the plan is made once a ground: weights, units with their
 * graph and corners; a plan after that costs what its accounts, dark places and units do.
 */
export function measurePlan(ground: Ground, plan: Plan): PlanMeasures {
  const placed = placePlan(ground, plan);
  const sums = {
    workload: workload(placed),
    potential: potential(placed),
    amount: amount(placed),
    customers: customers(placed),
    prospects: prospects(placed),
    travel: travel(placed),
  };
  const closed = closedTerritories(placed);
  const parts = BALANCES.map(name => [name, balance(sums[name], closed)] as const);
  // Object.fromEntries does not know that each name is there.
  const each = <P extends "balance" | "ratio">(prefix: P, of: (parts: Figures) => Figures) =>
    Object.fromEntries(parts.map(([name, figures]) => [`${prefix}_${name}`, of(figures)])) as Record<
      `${P}_${BalanceName}`,
      Figures
    >;
  return {
    kind: placed.placed.units.kind,
    figures: {
      ...sums,
      ...each("balance", figures => figures),
      ...each("ratio", ratio),
      ...contiguity(placed),
      ...compactness(placed),
      ...disruption(placed),
      ...repFit(placed),
      contacts: contacts(placed),
      ...coverage(placed),
    },
  };
}
