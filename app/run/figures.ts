import { type Summary, summarise } from "../../core/stats.ts";
import type { Ensemble, Grouping } from "../../sim/ensemble.ts";
import { METRIC } from "../../sim/js/record.ts";

/** By metric; null where the figure is withheld, or no run has it. */
export type Figures = Readonly<Record<string, Summary | null>>;

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
  /** Metrics that are null because this market cannot know them. */
  readonly withheld: readonly string[];
}

/**
 * The grouping that sums the known accounts of another one, under a name of its own. Where an ensemble has it, figures hold
 * the amounts of known accounts besides.
 */
export function ofKnown(grouping: Grouping): Grouping {
  return { ...grouping, name: knownName(grouping.name) };
}

const knownName = (grouping: string): string => `${grouping} of known accounts`;

/** Figures of a group over the whole horizon. `aware_accounts` is the stock at its end. */
export function totalFigures(
  ensemble: Ensemble,
  grouping: string,
  group: number,
  scale: FigureScale,
): Figures {
  const aware = samplesAt(ensemble, grouping, group, ensemble.horizon - 1, METRIC.awareAccounts);
  const recorded = (name: string) => (metric: number) => ensemble.groups.get(name)!.totals(group, metric);
  return without(scale.withheld, {
    ...figures(recorded(grouping), aware, scale),
    ...knownAmounts(ensemble, grouping, recorded, scale),
  });
}

/** Figures of a group in one period. */
export function periodFigures(
  ensemble: Ensemble,
  grouping: string,
  group: number,
  period: number,
  scale: FigureScale,
): Figures {
  const recorded = (name: string) => (metric: number) => samplesAt(ensemble, name, group, period, metric);
  return without(scale.withheld, {
    ...figures(recorded(grouping), recorded(grouping)(METRIC.awareAccounts), scale),
    ...knownAmounts(ensemble, grouping, recorded, scale),
  });
}

function without(withheld: readonly string[], figures: Figures): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([metric, figure]) => [metric, withheld.includes(metric) ? null : figure]),
  );
}

function knownAmounts(
  { groups }: Ensemble,
  grouping: string,
  recorded: (grouping: string) => Recorded,
  scale: FigureScale,
): Figures {
  const name = knownName(grouping);
  if (!groups.has(name)) return {};
  const { own, market } = amounts(recorded(name), scale);
  return { own_amount_known: summarise(own), market_amount_known: summarise(market) };
}

/** Own and market amount of each run, major units. */
function amounts(recorded: Recorded, { brands, minorUnits }: FigureScale) {
  const own = recorded(METRIC.amount).map(amount => amount / minorUnits);
  const market = own.slice();
  for (let brand = 1; brand < brands; brand++) {
    recorded(METRIC.amount + brand).forEach((amount, run) => {
      market[run]! += amount / minorUnits;
    });
  }
  return { own, market };
}

function figures(recorded: Recorded, aware: Float64Array, scale: FigureScale): Figures {
  const { own, market } = amounts(recorded, scale);
  // A run without any sales has no share; it is left out of the share's distribution.
  const share = own.map((amount, run) => amount / market[run]!).filter(Number.isFinite);
  const flows = Object.entries(FLOWS).map(([name, metric]) => [name, summarise(recorded(metric))] as const);
  return {
    own_amount: summarise(own),
    market_amount: summarise(market),
    own_share: share.length > 0 ? summarise(share) : null,
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
