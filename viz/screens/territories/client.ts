import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { PriceRequest, PriceResult, SearchRequest, SearchResult } from "../../../app/api/planJobs.ts";
import type {
  PlanMeasured,
  PlanMove,
  PlanSummary,
  PlanUnitKind,
  PlanUnits,
  SavePlan,
} from "../../../app/api/plans.ts";
import type { RunStatus } from "../../../app/api/scenarios.ts";
import type { Language } from "../../../core/figures.ts";
import { getJson, LASTING, marketPath, sendJson } from "../../api/client.ts";
import { useJob } from "../../api/jobs.ts";
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

/** A plan as somebody saved it. */
export interface PlanAt {
  readonly plan: string;
  /** Null: today's plan. */
  readonly version: string | null;
}

/** A plan after some moves, in figures and unit by unit. Until they are known, those before the last move stand. */
export const useMeasured = (
  market: string,
  at: PlanAt | null,
  moves: readonly PlanMove[],
  by: PlanUnitKind,
) =>
  useQuery({
    queryKey: measuredKey(market, at, by, numberOf(moves)),
    queryFn: ({ signal }) => {
      const path = marketPath(market, `plans/${encodeURIComponent(at!.plan)}/measure`);
      return sendJson<PlanMeasured>("POST", path, { moves: shortened(moves), by }, signal);
    },
    enabled: at !== null,
    placeholderData: keepPreviousData,
    ...LASTING,
    gcTime: 60_000,
  });

const measuredKey = (market: string, at: PlanAt | null, by: PlanUnitKind, moves: number) => [
  market,
  "plan-measured",
  at?.plan,
  at?.version,
  by,
  moves,
];

/** A version of a plan that was looked at before, as far as the page still has it. */
export function useKept(market: string, at: PlanAt, by: PlanUnitKind): PlanMeasured | undefined {
  return useQueryClient().getQueryData<PlanMeasured>(measuredKey(market, at, by, 0));
}

/** Where the hand-over lists of a saved plan are. */
export const handoverPath = (market: string, plan: string, language: Language) =>
  marketPath(market, `plans/${encodeURIComponent(plan)}/handover.html?language=${language}`);

/** Saving a plan; the list follows, also where somebody else has saved it first. */
export function useSave(market: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: SavePlan) => sendJson<PlanSummary>("POST", marketPath(market, "plans"), asked),
    onSettled: () => queries.invalidateQueries({ queryKey: [market, "plans"] }),
  });
}

const jobPath = (market: string, job: string) => marketPath(market, `plan-jobs/${encodeURIComponent(job)}`);

export const usePlanJob = (market: string, job: string | null) =>
  useJob(job === null ? null : jobPath(market, job));

export const useCancel = (market: string) =>
  useMutation({ mutationFn: (job: string) => sendJson<RunStatus>("POST", `${jobPath(market, job)}/cancel`) });

export function useSearch(market: string, onStarted: (job: string) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: SearchRequest) =>
      sendJson<RunStatus>("POST", marketPath(market, "plan-searches"), asked),
    onSuccess: status => {
      queries.setQueryData(["job", jobPath(market, status.id)], status);
      onStarted(status.id);
    },
  });
}

export function usePrice(market: string, onStarted: (job: string) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: PriceRequest) =>
      sendJson<RunStatus>("POST", marketPath(market, "plan-prices"), asked),
    onSuccess: status => {
      queries.setQueryData(["job", jobPath(market, status.id)], status);
      onStarted(status.id);
    },
  });
}

/** What a search proposes; with it come new plans into the list. */
export function useProposals(market: string, job: string | null, done: boolean) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: [market, "proposals", job],
    queryFn: async () => {
      const path = marketPath(market, `plan-searches/${encodeURIComponent(job!)}/result`);
      const result = await getJson<SearchResult>(path);
      await queries.invalidateQueries({ queryKey: [market, "plans"] });
      return result;
    },
    enabled: job !== null && done,
    ...LASTING,
  });
}

export const usePriceResult = (market: string, job: string | null, done: boolean) =>
  useQuery({
    queryKey: [market, "price", job],
    queryFn: () => getJson<PriceResult>(marketPath(market, `plan-prices/${encodeURIComponent(job!)}/result`)),
    enabled: job !== null && done,
    ...LASTING,
  });
