import type { Chance } from "../../../core/chance.ts";
import { purchaseRecord } from "../../known/purchases.ts";
import { awareness } from "../../response/knownSide.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { recordedByArea } from "../evidence/selectionData.ts";
import { type AwareLaw, awareShare } from "./awareShare.ts";
import type { Born } from "./sizes.ts";

/** A dark account of a draw; its amount is in the unit of known sales. */
export interface DarkAccount extends Born {
  /** Knows the own brand. */
  readonly aware: boolean;
  /** Minor units that it buys of the own brand. */
  readonly own: number;
}

/** Who of the dark accounts knows the own brand, and what they buy of it. */
export interface OwnBrand {
  /** The accounts of a draw, told by zone. */
  readonly draw: (zones: readonly (readonly Born[])[], chance: Chance) => DarkAccount[];
  readonly from: "panel" | "prior";
  readonly awareFrom: "panel" | "prior";
}

/**
 * [type group] own share of accounts that nobody visits over that of accounts that are visited as today, under a response
 * to contacts that is drawn from what is believed of it.
 */
export type UnvisitedShares = (chance: Chance) => Float64Array;

/** How far the odds of the own brand differ from zone to zone (log) where no totals tell. */
const ZONE_SPREAD = 0.5;
/** Zones with totals that it takes to learn that. */
const LEAST_ZONES = 5;

/**
 * Who knows the own brand buys of it as known accounts of its type do that know it, less what visits do to these, each in its
 * own way; who does not, buys none. Where totals say what an area buys of it, they tell how many know it, and odds are
 * shifted so that its dark accounts buy what known ones leave of the total.
 *
 * Where known accounts show the own brand alone, the amount of a dark one is of that brand: what it would buy if it knew
 * it, or its part of what the totals leave.
 * @param unvisited default: 1, accounts like known ones in all but that they are not recorded
 */
export function ownBrand(e: Evidence, unvisited: UnvisitedShares | null): OwnBrand {
  const left = leftByZone(e);
  const told = left.amount.some(v => !Number.isNaN(v));
  const from = told ? "panel" : "prior";
  const awareFrom = told && e.allBrands ? "panel" : "prior";
  const taste = e.allBrands ? tasteByType(e) : null;
  const spread = zoneSpread(e, left.amount);
  return {
    from,
    awareFrom,
    draw(zones, chance) {
      const today = taste?.mean.slice() ?? new Float64Array(e.groups.count);
      const mean = unvisited === null ? today : unvisited(chance).map((factor, t) => factor * today[t]);
      const law: AwareLaw = { left, mean, strength: taste?.strength ?? 0 };
      const knows = awareShare(awareFrom === "panel" ? law : null, zones, chance);
      return zones.flatMap((born, zone) => {
        const aware = born.map(() => chance.uniform() < knows);
        const total = left.amount[zone];
        if (taste === null)
          return born.map((u, i) => ({
            ...u,
            aware: aware[i],
            own: aware[i] || !Number.isNaN(total) ? u.amount : 0,
          }));
        const share = Float64Array.from(born, (u, i) =>
          aware[i] ? beta(mean[u.type], taste.strength, chance) : 0,
        );
        const luck = chance.normal();
        const own = Number.isNaN(total)
          ? share.map((s, i) => born[i].amount * shifted(s, Math.exp(spread * luck)))
          : settled(born, share, Math.max(0, total + left.error[zone] * luck));
        return born.map((u, i) => ({ ...u, aware: aware[i], own: own[i] }));
      });
    },
  };
}

/** [zone] what totals of the own brand leave for dark accounts, and its standard error; NaN where they say nothing. */
function leftByZone({ panel, zones, market }: Evidence): AwareLaw["left"] {
  const amount = new Float64Array(zones.count).fill(Number.NaN);
  const error = new Float64Array(zones.count);
  // Totals in which the own brand is nowhere are of rivals alone.
  if (!panel?.own.some(v => v > 0)) return { amount, error };
  const recorded = recordedByArea(market, false);
  zones.area.forEach((a, z) => {
    if (a < 0 || Number.isNaN(panel.own[a])) return;
    amount[z] = Math.max(0, panel.own[a] - recorded[a]);
    error[z] = Math.max(1, Math.hypot(panel.error * panel.own[a], Math.sqrt(panel.windowError * amount[z])));
  });
  return { amount, error };
}

/** The law of the own brand's share at known accounts that know it, weighted by size: Beta(φm, φ(1 − m)). */
interface Taste {
  /** [type group] m. */
  readonly mean: Float64Array;
  /** φ. */
  readonly strength: number;
}

function tasteByType({ market, sites, siteType, groups }: Evidence): Taste {
  const knows = awareness(market, purchaseRecord(market));
  const aware = Array.from(sites.account.keys()).filter(
    i => sites.amount[i] > 0 && knows[sites.account[i]] === 1,
  );
  const own = new Float64Array(groups.count);
  const all = new Float64Array(groups.count);
  for (const i of aware) {
    all[siteType[i]] += sites.amount[i];
    own[siteType[i]] += inside(sites.own[i], 0, sites.amount[i]);
  }
  const sum = (column: Float64Array) => column.reduce((total, v) => total + v, 0);
  const whole = sum(all) > 0 ? sum(own) / sum(all) : 0;
  const mean = all.map((v, t) => (v > 0 ? own[t] / v : whole));
  let [square, scale] = [0, 0];
  for (const i of aware) {
    const [amount, m] = [sites.amount[i], mean[siteType[i]]];
    square += amount * (inside(sites.own[i] / amount, 0, 1) - m) ** 2;
    scale += amount * m * (1 - m);
  }
  // The variance of a Beta is m(1 − m)/(strength + 1).
  return { mean, strength: square > 0 ? inside(scale / square - 1, 0.2, 50) : 50 };
}

function beta(mean: number, strength: number, chance: Chance): number {
  const a = chance.gamma(strength * mean);
  const b = chance.gamma(strength * (1 - mean));
  return a > 0 ? a / (a + b) : 0;
}

/** Standard deviation over zones of the log odds of the own brand at dark accounts, where totals tell enough of them. */
function zoneSpread({ data }: Evidence, own: Float64Array): number {
  const odds: number[] = [];
  own.forEach((amount, z) => {
    const rest = data.darkAmount[z] - amount;
    if (amount > 0 && rest > 0) odds.push(Math.log(amount / rest));
  });
  if (odds.length < LEAST_ZONES) return ZONE_SPREAD;
  const mean = odds.reduce((sum, v) => sum + v, 0) / odds.length;
  return Math.sqrt(odds.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (odds.length - 1));
}

const HALVINGS = 40;

/** Shifts the odds of all so that they buy the target together; where nobody knows the brand, all buy alike. */
function settled(accounts: readonly Born[], share: Float64Array, target: number): Float64Array {
  const total = (odds: number) =>
    share.reduce((sum, s, i) => sum + (s > 0 ? accounts[i].amount * shifted(s, odds) : 0), 0);
  let [low, high] = [-20, 20];
  if (total(Math.exp(high)) < target) {
    const all = accounts.reduce((sum, u) => sum + u.amount, 0);
    const part = all > 0 ? Math.min(1, target / all) : 0;
    return Float64Array.from(accounts, u => part * u.amount);
  }
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    if (total(Math.exp(middle)) < target) low = middle;
    else high = middle;
  }
  return share.map((s, i) => accounts[i].amount * shifted(s, Math.exp(high)));
}

/** The share whose odds are those of `share` times a factor. */
function shifted(share: number, odds: number): number {
  return (odds * share) / (1 - share + odds * share);
}

function inside(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
