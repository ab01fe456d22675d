import type { ForecastOptions } from "../../../models/course/forecast.ts";
import type { GroupHistory } from "../../../models/course/history.ts";
import { normalSample, stream } from "../sampling.ts";

/** A planted market's law, by week. */
export interface PlantedCourse {
  readonly seed: number;
  readonly periods: number;
  /** Share of each group. */
  readonly groups: readonly number[];
  /** Logs of each brand's mean amount in a period, own first. */
  readonly brand: readonly ((t: number) => number)[];
  /** Standard deviation of shocks to the whole market, a brand, and a brand in a group. */
  readonly noise: readonly [market: number, brand: number, group: number];
}

/** Amounts of brands in groups; [brand][period × group]. */
export function plantAmounts(plan: PlantedCourse): Float64Array[] {
  const next = stream(plan.seed);
  const [market, brand, group] = plan.noise;
  const amounts = plan.brand.map(() => new Float64Array(plan.periods * plan.groups.length));
  for (let t = 0; t < plan.periods; t++) {
    const common = market * normalSample(next);
    plan.brand.forEach((mean, b) => {
      const own = brand * normalSample(next);
      plan.groups.forEach((share, g) => {
        const log = mean(t) + common + own + group * normalSample(next);
        amounts[b]![t * plan.groups.length + g] = share * Math.exp(log);
      });
    });
  }
  return amounts;
}

/** The first `periods` of the amounts as the fit sees them. */
export function historyOf(amounts: readonly Float64Array[], groups: number, periods: number): GroupHistory {
  const [own, ...others] = amounts.map(column => column.slice(0, periods * groups));
  const rivals = new Float64Array(periods * groups);
  const byRival = new Float64Array(periods * others.length);
  others.forEach((column, b) => {
    column.forEach((v, at) => {
      rivals[at] += v;
      byRival[Math.floor(at / groups) * others.length + b] += v;
    });
  });
  return {
    groups,
    periods,
    groupOf: new Int32Array(0),
    groupOfNumber: new Map(),
    largest: 0,
    own: own!,
    rivals,
    byRival,
  };
}

const MONDAY = 15_341; // 2012-01-02

/** Weekly options for a history; the agents make no noise. */
export function optionsFor(history: GroupHistory, horizon: number, draws: number): ForecastOptions {
  return {
    period: "week",
    country: null,
    periodStart: Int32Array.from({ length: history.periods }, (_, t) => MONDAY + 7 * t),
    horizon,
    draws,
    seed: 1,
    agentNoise: {
      brands: new Float64Array(1 + history.byRival.length / history.periods),
      groupOwn: new Float64Array(history.groups),
      groupRivals: new Float64Array(history.groups),
    },
  };
}
