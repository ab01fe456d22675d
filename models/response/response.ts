import type { Chance } from "../../core/chance.ts";
import { lastYearFrom } from "../../core/period.ts";
import { NODES } from "../../core/quadrature.ts";
import type { Channel } from "../../data/config/vocabulary.ts";
import type { Market } from "../../data/market/market.ts";
import type { Source, Sources } from "../../twin/source.ts";
import type { AccountFit } from "../known/accounts.ts";
import {
  type ChanceLaw,
  goodwillLaw,
  goodwillNow,
  meanOf,
  OUTSIDE_EFFECT,
  type RepVisits,
  recentVisits,
} from "./goodwill.ts";
import { responseNote } from "./notes.ts";
import { type Effect, offsetUnder, ownShareCurve, ownShareSlope, utilityOf } from "./offset.ts";
import { type ContactWindows, contactWindows } from "./windows.ts";

/**
 * What contacts do: goodwill with carry-over, and its effect β(1 − e^(−γg))/γ on the choice of the own brand. The
 * size of the effect is a published prior: elasticity of sales to personal selling 0.34 (Albers, Mantrala and
 * Sridhar 2010).
 */
export interface ResponseFit {
  readonly carryOver: number;
  /** β: utility of the own brand for the first unit of goodwill. */
  readonly goodwillEffect: number;
  /** A β drawn from the spread of elasticities between studies; its mean is that of the simulator. */
  readonly drawEffect: (chance: Chance) => number;
  /** γ: how fast further goodwill loses effect. */
  readonly saturation: number;
  /** Goodwill of a contact outside the account's window. */
  readonly outsideEffect: number;
  /** Goodwill of each account at the end of history. */
  readonly goodwill: Float64Array;
  /** Utility that takes the effect of today's contacts out, since preferences already hold it. */
  readonly ownOffset: Float64Array;
  /** Law of ownOffset + response under today's contacts; null where contacts have no effect. */
  readonly lift: ChanceLaw | null;
  readonly channels: readonly Channel[];
  /** See {@link ContactWindows}. */
  readonly mix: Float64Array;
  readonly acceptance: Float64Array;
  /** Contacts a period and the accounts they go to, by rep; weights are not yet cumulative. */
  readonly reps: readonly RepVisits[];
  readonly sources: Sources;
}

/** Coefficient of variation of the effect of contacts between studies; an assumption. */
export const EFFECT_VARIATION = 0.6;
const ELASTICITY = { mean: 0.34, variation: EFFECT_VARIATION } as const;
const CARRY_OVER = { week: 0.8, month: 0.4 } as const;
/** Slope above which a prior would say more than the market: one contact at most doubles the odds. */
const MAX_EFFECT = Math.LN2;
/** Multiple of usual goodwill at which a contact's effect is half that of the first one; an assumption. */
const HALVING = 2;

/** Learns from the contacts of the last year. `weight` is each account's expected own amount. */
export function fitResponse(market: Market, fit: AccountFit, weight: Float64Array): ResponseFit {
  const carryOver = CARRY_OVER[market.period];
  const from = lastYearFrom(market);
  const reps = recentVisits(market, from);
  const windows = contactWindows(
    market,
    from,
    reps.map(({ rep }) => rep),
  );
  const goodwill = goodwillLaw(reps, windows, market.accounts.count, carryOver);
  const brands = market.brands.length;
  const shareSlope = Float64Array.from(weight, (_, i) =>
    ownShareSlope(fit.preference.subarray(i * brands, (i + 1) * brands), fit.inertia),
  );
  const saturation = usualSaturation(goodwill, weight);
  const effect = goodwillEffect(goodwill, saturation, shareSlope, weight);
  const { ownOffset, lift } = takeOut(goodwill, { slope: effect, saturation }, fit, brands);
  return {
    carryOver,
    goodwillEffect: effect,
    drawEffect: chance => effect * drawFactor(chance),
    saturation,
    outsideEffect: OUTSIDE_EFFECT,
    goodwill: goodwillNow(market, carryOver, windows),
    ownOffset,
    lift: effect > 0 ? lift : null,
    channels: windows.channels,
    mix: windows.mix,
    acceptance: windows.acceptance,
    reps,
    sources: { visits: visitSource(reps, effect, market.period), ...windowSources(windows) },
  };
}

/** γ such that a contact at twice the usual goodwill does half of what the first one does. */
function usualSaturation(goodwill: ChanceLaw, weight: Float64Array): number {
  let usual = 0;
  let total = 0;
  for (let i = 0; i < weight.length; i++) {
    const mean = meanOf(goodwill, i, g => g);
    if (mean === 0) continue;
    usual += weight[i] * mean;
    total += weight[i];
  }
  return usual > 0 ? Math.LN2 / (HALVING * (usual / total)) : 0;
}

/**
 * β from the elasticity: d log(own sales) / d log(visits) = β·E[g·e^(−γg)]·d log(own share)/du, averaged over the
 * visited accounts by their own amount. Without inertia the last factor is 1 − own share.
 */
function goodwillEffect(
  goodwill: ChanceLaw,
  saturation: number,
  shareSlope: Float64Array,
  weight: Float64Array,
): number {
  let slope = 0;
  let total = 0;
  for (let i = 0; i < weight.length; i++) {
    slope += weight[i] * meanOf(goodwill, i, g => g * Math.exp(-saturation * g)) * shareSlope[i];
    total += weight[i];
  }
  return slope > 0 && total > 0 ? Math.min(MAX_EFFECT, ELASTICITY.mean / (slope / total)) : 0;
}

/** Log-normal with mean 1 and the coefficient of variation of {@link ELASTICITY}. */
function drawFactor(chance: Chance): number {
  const variance = Math.log1p(ELASTICITY.variation ** 2);
  return Math.exp(Math.sqrt(variance) * chance.normal() - variance / 2);
}

/** Offset of each account (see `offset.ts`), and the law of offset and response together. */
function takeOut(
  goodwill: ChanceLaw,
  effect: Effect,
  fit: AccountFit,
  brands: number,
): { ownOffset: Float64Array; lift: ChanceLaw } {
  const value = goodwill.value.map(g => utilityOf(effect, g));
  const law = { value, probability: goodwill.probability };
  const ownOffset = Float64Array.from({ length: value.length / NODES }, (_, i) =>
    offsetUnder(law, i, () =>
      ownShareCurve(fit.preference.subarray(i * brands, (i + 1) * brands), fit.inertia),
    ),
  );
  value.forEach((_, q) => {
    value[q] += ownOffset[Math.floor(q / NODES)];
  });
  return { ownOffset, lift: law };
}

function visitSource(reps: readonly RepVisits[], effect: number, period: Market["period"]): Source {
  if (reps.length === 0) return { from: "data", note: responseNote("response.no_visits") };
  if (effect === 0) return { from: "data", note: responseNote("response.own_sales_only") };
  const figures = { elasticity: ELASTICITY.mean, carry_over: CARRY_OVER[period] };
  return { from: "prior", note: responseNote(`response.prior_${period}`, figures) };
}

function windowSources({ accountsWithWindows: accounts }: ContactWindows): Sources {
  if (accounts === 0) return { windows: { from: "data", note: responseNote("response.no_windows") } };
  return {
    windows: { from: "data", note: responseNote("response.windows", { accounts }) },
    wasted_contacts: {
      from: "assumption",
      note: responseNote("response.outside_window", { worth: OUTSIDE_EFFECT }),
    },
  };
}
