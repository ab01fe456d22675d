import { InputError } from "../../core/errors.ts";
import { maxRegions } from "../exact/maxRegions.ts";
import type { Demand } from "./demand.ts";
import type { Ground } from "./ground.ts";
import { questionOf } from "./question.ts";

/**
 * The demand for as many territories as can each hold at least `floor` of the first balance: their number, as max-p regions
 * of the units, and the tolerance within which none holds less. What lies in territories by name comes on top.
 * @param floor > 0; amounts in major currency units, workload in hours a week, travel in minutes a week
 * @throws InputError where not even one territory can hold that much, or a part of the market by itself cannot
 */
export function withFloor(ground: Ground, demand: Demand, floor: number, seed: number): Demand {
  const { districting } = questionOf(ground, { ...demand, territories: 1 });
  const [{ name, weight, target }] = districting.balances as [(typeof districting.balances)[number]];
  const least = name === "potential" ? floor * ground.market.minorUnits : floor;
  const { count } = maxRegions(districting.graph, weight, least, seed);
  if (count === 0)
    throw new InputError(
      "districting",
      `floor: expected at most what all units hold of ${name} together, got ${floor}`,
    );
  const [, ...others] = demand.balances ?? [];
  const tolerance = 1 - (least * count) / target[0]!;
  return {
    ...demand,
    territories: count,
    balances: [{ ...demand.balances?.[0], name, tolerance }, ...others],
  };
}
