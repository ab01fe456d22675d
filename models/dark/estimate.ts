import { type Chance, chance } from "../../core/chance.ts";
import type { Progress } from "../../core/progress.ts";
import type { Market } from "../../data/market/market.ts";
import { brandBalance } from "./draw/brandBalance.ts";
import { caveats } from "./draw/caveats.ts";
import { type OnAccount, patchDrawer } from "./draw/draws.ts";
import { methodSpread, simpleMethods } from "./draw/methods.ts";
import { ownBrand, type UnvisitedShares } from "./draw/ownBrand.ts";
import type { DarkPosterior, DarkSituation } from "./draw/posterior.ts";
import type { PopulatedPlace } from "./evidence/covariates.ts";
import { type Evidence, gatherEvidence, givenLinkage } from "./evidence/evidence.ts";
import type { TerritoryAt } from "./evidence/grid.ts";
import type { LinkageDraw } from "./lists/linkage.ts";
import { samplePosterior, startState } from "./sample/sampler.ts";

export interface DarkOptions {
  readonly seed: number;
  /** Joint draws; default 256. */
  readonly draws?: number;
  /** Populated places around the market; without them accounts follow what is known and what areas tell. */
  readonly places?: readonly PopulatedPlace[];
  /** Territories of the plan; default: no plan, each place goes with the known accounts around it. */
  readonly territoryAt?: TerritoryAt;
  /** Effort of the sampler, 1 = as in a build; less is quicker and rougher. */
  readonly effort?: number;
  /** What accounts that know the own brand take of it where nobody visits them; default: as much as known ones. */
  readonly unvisited?: UnvisitedShares;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /**
   * Told of every dark account of every draw. Its amount is in the unit of known sales: of all brands where rivals are
   * seen at known accounts, else of the own brand alone, before `DarkPosterior.amount` adds what rivals sell there.
   */
  readonly onAccount?: (draw: number, ...account: Parameters<OnAccount>) => void;
}

const DRAWS = 256;
const WARM_UP = 500;
const SWEEPS = 1000;
/** Draws of what the links of lists may be, and sweeps until the chain has followed one. */
const LINKAGES = 32;
const SETTLING = 20;
/** Random sequences: preparation, chain, links and brands; two a draw: of accounts, and of what they buy of the own brand. */
const PURPOSE = 0x6461726b;

/**
 * Estimates the accounts and sales that a company cannot see, by patch, with joint draws. Which evidence there is, is
 * recognised from the market itself: totals of areas, other lists, both or neither (see `DarkSituation`).
 * The same market, places and seed give the same posterior.
 */
export function estimateDark(market: Market, options: DarkOptions): DarkPosterior {
  const { seed, draws = DRAWS, places = [], territoryAt = () => -1, effort = 1 } = options;
  const evidence = gatherEvidence(market, { places, territoryAt }, chance(seed, PURPOSE, 0));
  const linked = linkages(evidence, Math.min(LINKAGES, draws), chance(seed, PURPOSE, 2));
  const states = sampleStates(linked, seed, draws, effort, options.onProgress);
  const { patches } = evidence.grid;
  const accounts = new Int32Array(draws * patches.count);
  const amount = new Float64Array(draws * patches.count);
  const ownAmount = new Float64Array(draws * patches.count);
  const unaware = new Int32Array(draws * patches.count);
  const each = Math.ceil(draws / linked.length);
  let draw = patchDrawer(linked[0]);
  const brands = brandBalance(evidence, draws, chance(seed, PURPOSE, 3));
  const own = ownBrand(evidence, options.unvisited ?? null);
  for (let k = 0; k < draws; k++) {
    if (k > 0 && k % each === 0) draw = patchDrawer(linked[k / each]);
    const law = { own, chance: chance(seed, PURPOSE + 2, k) };
    const made = draw(states[k], chance(seed, PURPOSE + 1, k), law, (patch, type, value) =>
      options.onAccount?.(k, patch, type, value),
    );
    accounts.set(made.accounts, k * patches.count);
    ownAmount.set(made.own, k * patches.count);
    unaware.set(made.unaware, k * patches.count);
    for (let p = 0; p < patches.count; p++)
      amount[k * patches.count + p] = made.amount[p] * brands.factor(k, p);
  }
  const mean = meanOverDraws(accounts, draws, patches.count);
  const methods = simpleMethods(
    evidence,
    mean.reduce((sum, v) => sum + v, 0),
  );
  const situation = situationOf(evidence);
  return {
    situation,
    notes: caveats(evidence, situation, { awareFrom: own.awareFrom, rivalsFrom: brands.rivalsFrom }),
    cells: evidence.grid.cells,
    patches,
    draws,
    accounts,
    amount,
    own: ownAmount,
    unaware,
    rivalOdds: brands.rivalOdds,
    awareFrom: own.awareFrom,
    ownFrom: own.from,
    rivalsFrom: brands.rivalsFrom,
    methodSpread: methodSpread(evidence, methods, mean),
    methods,
  };
}

function situationOf({ panel, linkage }: Evidence): DarkSituation {
  if (panel) return linkage ? "panel+list" : "panel";
  return linkage ? "list" : "none";
}

/** The evidence as its links may be, from the fewest dark accounts on lists to the most. */
function linkages(e: Evidence, count: number, luck: Chance): Evidence[] {
  const { linkage } = e;
  if (!linkage) return [e];
  const listed = ({ factor }: LinkageDraw) =>
    linkage.entries.reduce((sum, entry) => sum + entry.weight * factor[entry.pattern], 0);
  return Array.from({ length: count }, () => linkage.draw(luck))
    .sort((a, b) => listed(a) - listed(b))
    .map(draw => givenLinkage(e, linkage, draw));
}

function sampleStates(
  linked: readonly Evidence[],
  seed: number,
  draws: number,
  effort: number,
  onProgress: DarkOptions["onProgress"],
) {
  const rounds = (n: number) => Math.max(50, Math.round(n * effort));
  const data = linked.map(e => e.data);
  return samplePosterior(data, startState(data[0]), chance(seed, PURPOSE, 1), {
    warmUp: rounds(WARM_UP),
    settling: data.length > 1 ? Math.ceil(SETTLING * Math.min(1, 2 * effort)) : 0,
    sweeps: Math.max(draws, rounds(SWEEPS)),
    keep: draws,
    onProgress: (done, total) => onProgress?.({ stage: "dark", done, total }),
  });
}

function meanOverDraws(column: ArrayLike<number>, draws: number, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (let k = 0; k < draws; k++) for (let p = 0; p < width; p++) mean[p] += column[k * width + p] / draws;
  return mean;
}
