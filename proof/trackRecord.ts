import type { Progress } from "../core/progress.ts";
import type { Market } from "../data/market/market.ts";
import type { DarkPosterior, DarkSituation } from "../models/dark/draw/posterior.ts";
import { estimateDark } from "../models/dark/estimate.ts";
import { today } from "../territory/plan/plan.ts";
import type { Place } from "./dark/benchmarks.ts";
import { type KindRecord, kindRecord } from "./darkRecord.ts";
import { scoreDark } from "./darkScores.ts";
import { HIDE_BY, type HideBy } from "./hide/choose.ts";
import { openSites } from "./hide/sites.ts";
import { hideAccounts } from "./hide.ts";

/** Anything that estimates the dark part of a market. */
export type DarkEstimator = (
  market: Market,
  options: {
    readonly seed: number;
    readonly places: readonly Place[];
    readonly onProgress: (progress: Progress) => void;
  },
) => DarkPosterior;

export interface TrackRecordOptions {
  readonly seed: number;
  readonly places?: readonly Place[];
  /** Share of the sites to hide; default 0.3. */
  readonly share?: number;
  /** Kinds of hiding; default all three. */
  readonly kinds?: readonly HideBy[];
  /** Default: the estimator that `build` uses. */
  readonly estimate?: DarkEstimator;
  readonly onProgress?: (progress: Progress) => void;
}

/** How the dark estimate did on this very market when known accounts were hidden from it. */
export interface DarkTrackRecord {
  readonly situation: DarkSituation;
  /** Share of the known sites that was hidden. */
  readonly hide: number;
  readonly kinds: readonly KindRecord[];
}

/** With fewer sites, what is hidden is too little to judge by. */
export const LEAST_SITES = 40;
/** Steps of the progress bar for each kind of hiding. */
const STEPS = 100;
/** A rough estimate says as much of error and coverage as a fine one. */
const ROUGH = { draws: 128, effort: 0.4 } as const;
const roughly: DarkEstimator = (market, options) =>
  estimateDark(market, { ...options, ...ROUGH, territoryAt: today(market).place });

/**
 * Hides known accounts in each of the kinds, estimates, and scores against what was hidden: what must be known before any
 * dark figure is shown. Null for a market with fewer than {@link LEAST_SITES} sites to hide from.
 */
export function darkTrackRecord(market: Market, options: TrackRecordOptions): DarkTrackRecord | null {
  const { seed, places = [], share = 0.3, kinds = HIDE_BY, estimate = roughly } = options;
  if (openSites(market).length < LEAST_SITES) return null;
  const records = kinds.map((by, k) => {
    const report = (part: number) =>
      options.onProgress?.({
        stage: "dark: hidden accounts",
        done: Math.round(STEPS * (k + part)),
        total: STEPS * kinds.length,
      });
    report(0);
    return recordKind(market, by, { seed, share, places, estimate, onPart: report });
  });
  return trackRecordOf(records, share);
}

export interface KindOptions {
  readonly seed: number;
  readonly share: number;
  readonly places: readonly Place[];
  readonly estimate?: DarkEstimator;
  /** Told the part that is done, from 0 to 1. */
  readonly onPart: (part: number) => void;
}

/** Hides accounts in one way, estimates and scores. */
export function recordKind(market: Market, by: HideBy, options: KindOptions): KindRecord {
  const { seed, share, places, estimate = roughly, onPart } = options;
  const { market: seen, truth } = hideAccounts(market, { by, seed, share });
  const posterior = estimate(seen, { seed, places, onProgress: ({ done, total }) => onPart(done / total) });
  return kindRecord(by, scoreDark(posterior, truth, { market: seen, places, seed }), market.minorUnits);
}

export function trackRecordOf(kinds: readonly KindRecord[], hide: number): DarkTrackRecord {
  return { situation: kinds[0].situation, hide, kinds };
}
