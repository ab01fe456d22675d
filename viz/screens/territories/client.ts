import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { PlanMeasured, PlanMove, PlanSummary, PlanUnitKind, PlanUnits } from "../../../app/api/plans.ts";
import { getJson, LASTING, marketPath, sendJson } from "../../api/client.ts";
import { shortened } from "./draft.ts";

export const usePlans = (market: string) =>
  useQuery({
    queryKey: [market, "plans"],
    queryFn: () => getJson<PlanSummary[]>(marketPath(market, "plans")),
    retry: 1,
  });

export const useUnits = (market: string, by: PlanUnitKind) =>
  useQuery({
    queryKey: [market, "plan-units", by],
    queryFn: () => getJson<PlanUnits>(marketPath(market, `plan-units?by=${by}`)),
    ...LASTING,
  });

/** Lists of moves never change: each has a number, so that no key needs to hold what may be thousands of units. */
const numbers = new WeakMap<readonly PlanMove[], number>();
let next = 1;

function numberOf(moves: readonly PlanMove[]): number {
  if (moves.length === 0) return 0;
  const number = numbers.get(moves) ?? next++;
  numbers.set(moves, number);
  return number;
}

/** A plan after some moves, in figures and unit by unit. Until they are known, those before the last move stand. */
export const useMeasured = (
  market: string,
  plan: string | null,
  moves: readonly PlanMove[],
  by: PlanUnitKind,
) =>
  useQuery({
    queryKey: [market, "plan-measured", plan, by, numberOf(moves)],
    queryFn: ({ signal }) => {
      const path = marketPath(market, `plans/${encodeURIComponent(plan!)}/measure`);
      return sendJson<PlanMeasured>("POST", path, { moves: shortened(moves), by }, signal);
    },
    enabled: plan !== null,
    placeholderData: keepPreviousData,
    ...LASTING,
    gcTime: 60_000,
  });
