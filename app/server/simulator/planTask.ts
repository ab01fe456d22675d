import type { PlanTask } from "../../api/planJobs.ts";

interface TaskContext {
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

/** Does what takes a while with the plans of a market folder. @returns a SearchResult or a PriceResult, and more */
export async function doPlanTask(dir: string, task: PlanTask, context: TaskContext): Promise<unknown> {
  if (task.kind === "price") {
    const { pricePlans } = await import("../../run/pricePlans.ts");
    const { plans, runs, horizon } = task.request;
    return pricePlans(dir, plans, { runs, ...(horizon !== undefined && { horizon }), ...context });
  }
  const { rebalanceMarket } = await import("../../run/rebalanceMarket.ts");
  const { balances, ...asked } = task.request;
  return rebalanceMarket(dir, { ...asked, balances: balances?.map(name => ({ name })), ...context });
}
