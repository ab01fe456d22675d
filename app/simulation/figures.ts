import { type Summary, summarise } from "../../core/stats.ts";
import type { Ensemble } from "../../sim/ensemble.ts";
import { METRIC } from "../../sim/record.ts";

export type Figures = Readonly<Record<string, Summary>>;

/** What each run recorded of one metric. */
type Recorded = (metric: number) => Float64Array;

/** Flows, printed as they are recorded: over the horizon they add up. */
const FLOWS = {
  visits: METRIC.visits,
  wasted_contacts: METRIC.wastedContacts,
  new_accounts: METRIC.newAccounts,
  lapsed_accounts: METRIC.lapsedAccounts,
  won_back_accounts: METRIC.wonBackAccounts,
  discovered_accounts: METRIC.discoveredAccounts,
  orders: METRIC.orders,
  own_orders: METRIC.ownOrders,
} as const;

export interface FigureScale {
  readonly brands: number;
  /** Amounts are recorded in minor units and printed in major ones. */
  readonly minorUnits: number;
}

/** Figures of a group over the whole horizon. `aware_accounts` is the stock at its end. */
export function totalFigures(
  ensemble: Ensemble,
  grouping: string,
  group: number,
  scale: FigureScale,
): Figures {
  const aware = samplesAt(ensemble, grouping, group, ensemble.horizon - 1, METRIC.awareAccounts);
  return figures(metric => ensemble.groups.get(grouping)!.totals(group, metric), aware, scale);
}

/** Figures of a group in one period. */
export function periodFigures(
  ensemble: Ensemble,
  grouping: string,
  group: number,
  period: number,
  scale: FigureScale,
): Figures {
  const recorded = (metric: number) => samplesAt(ensemble, grouping, group, period, metric);
  return figures(recorded, recorded(METRIC.awareAccounts), scale);
}

function figures(recorded: Recorded, aware: Float64Array, { brands, minorUnits }: FigureScale): Figures {
  const own = recorded(METRIC.amount).map(amount => amount / minorUnits);
  const market = own.slice();
  for (let brand = 1; brand < brands; brand++) {
    recorded(METRIC.amount + brand).forEach((amount, run) => {
      market[run]! += amount / minorUnits;
    });
  }
  // A run without any sales has no share; it is left out of the share's distribution.
  const share = own.map((amount, run) => amount / market[run]!).filter(Number.isFinite);
  const flows = Object.entries(FLOWS).map(([name, metric]) => [name, summarise(recorded(metric))] as const);
  return {
    own_amount: summarise(own),
    market_amount: summarise(market),
    ...(share.length > 0 && { own_share: summarise(share) }),
    aware_accounts: summarise(aware),
    ...Object.fromEntries(flows),
  };
}

/** A copy of what the runs recorded, out of samples[group][period][metric][run]. */
function samplesAt(
  { groups, runs, horizon }: Ensemble,
  grouping: string,
  group: number,
  period: number,
  metric: number,
): Float64Array {
  const { samples, metrics } = groups.get(grouping)!;
  const from = ((group * horizon + period) * metrics.length + metrics.indexOf(metric)) * runs;
  return samples.slice(from, from + runs);
}
