import { InputError } from "../../core/errors.ts";
import type { Balance } from "../districting.ts";
import type { UnitWeights } from "../units/units.ts";
import type { BalanceDemand, Demand } from "./demand.ts";

/** Tolerance of a balance that names none. */
const TOLERANCE = 0.1;

/** @param base what lies in territories by name, at least one value a territory */
export function balancesOf(
  demand: Demand,
  weights: UnitWeights,
  base: UnitWeights,
  territories: number,
): Balance[] {
  return (demand.balances ?? [usualBalance(weights)]).map(({ name, tolerance, importance }) => {
    const [weight, fixed] = [weights[name], base[name].slice(0, territories)];
    const all = [...weight, ...fixed].reduce((sum, value) => sum + value, 0);
    if (!(all > 0))
      throw new InputError(
        "districting",
        `balance: the market tells nothing of ${name}; expected ${NEEDED[name]}, or another balance`,
      );
    return {
      name,
      weight,
      base: fixed,
      target: new Float64Array(territories).fill(all / territories),
      tolerance: tolerance ?? demand.tolerance ?? TOLERANCE,
      importance: importance ?? 1,
    };
  });
}

function usualBalance({ workload }: UnitWeights): BalanceDemand {
  return { name: workload.some(hours => hours > 0) ? "workload" : "potential" };
}

const NEEDED: Readonly<Record<Balance["name"], string>> = {
  workload: "visits of the last year",
  travel: "visits of the last year at accounts with a place",
  potential: "own sales of the last year",
  customers: "accounts that are open",
  prospects: "an estimate of the dark side",
};
