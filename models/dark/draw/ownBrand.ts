import type { Chance } from "../../../core/chance.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { recordedByArea } from "../evidence/selectionData.ts";

/** A dark account of a draw; its amount is in the unit of known sales. */
export interface DarkAccount {
  readonly patch: number;
  readonly type: number;
  readonly amount: number;
  /** Knows the own brand. */
  readonly aware: boolean;
}

/** What dark accounts buy of the own brand. */
export interface OwnBrand {
  /** [account] minor units that the dark accounts of a zone buy of the own brand, given one draw of them. */
  readonly amounts: (zone: number, accounts: readonly DarkAccount[], chance: Chance) => Float64Array;
  readonly from: "panel" | "prior";
}

/** How far the odds of the own brand differ from zone to zone (log) where no totals tell. */
const ZONE_SPREAD = 0.5;
/** Zones with totals that it takes to learn that. */
const LEAST_ZONES = 5;

/**
 * Who knows the own brand buys of it as known accounts of its type do, each in its own way; who does not, buys none. Where
 * totals say what an area buys of it, odds are shifted so that its dark accounts buy what known ones leave of that.
 *
 * Where known accounts show the own brand alone, the amount of a dark one is of that brand: what it would buy if it knew
 * it, or its part of what the totals leave.
 */
export function ownBrand(e: Evidence): OwnBrand {
  const left = leftByZone(e);
  const from = left.amount.some(v => !Number.isNaN(v)) ? "panel" : "prior";
  if (!e.allBrands) {
    const all = (zone: number) => !Number.isNaN(left.amount[zone]);
    return {
      from,
      amounts: (zone, accounts) => Float64Array.from(accounts, u => (u.aware || all(zone) ? u.amount : 0)),
    };
  }
  const taste = tasteByType(e);
  const spread = zoneSpread(e, left.amount);
  return {
    from,
    amounts(zone, accounts, chance) {
      const share = Float64Array.from(accounts, u => (u.aware ? taste(u.type, chance) : 0));
      const luck = chance.normal();
      if (Number.isNaN(left.amount[zone])) {
        const odds = Math.exp(spread * luck);
        return share.map((s, i) => accounts[i].amount * shifted(s, odds));
      }
      return settled(accounts, share, Math.max(0, left.amount[zone] + left.error[zone] * luck));
    },
  };
}

/** [zone] what totals of the own brand leave for dark accounts, and its standard error; NaN where they say nothing. */
function leftByZone({ panel, zones, market }: Evidence) {
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

/** Draws the own brand's share at an account of a type: Beta, mean and strength as at known accounts, weighted by size. */
function tasteByType({ sites, siteType, groups }: Evidence): (type: number, chance: Chance) => number {
  const own = new Float64Array(groups.count);
  const all = new Float64Array(groups.count);
  sites.amount.forEach((amount, i) => {
    if (!(amount > 0)) return;
    all[siteType[i]] += amount;
    own[siteType[i]] += inside(sites.own[i], 0, amount);
  });
  const sum = (column: Float64Array) => column.reduce((total, v) => total + v, 0);
  const whole = sum(all) > 0 ? sum(own) / sum(all) : 0;
  const mean = all.map((v, t) => (v > 0 ? own[t] / v : whole));
  let [square, scale] = [0, 0];
  sites.amount.forEach((amount, i) => {
    if (!(amount > 0)) return;
    const m = mean[siteType[i]];
    square += amount * (inside(sites.own[i] / amount, 0, 1) - m) ** 2;
    scale += amount * m * (1 - m);
  });
  // The variance of a Beta is m(1 − m)/(strength + 1).
  const strength = square > 0 ? inside(scale / square - 1, 0.2, 50) : 50;
  return (type, chance) => {
    const a = chance.gamma(strength * mean[type]);
    const b = chance.gamma(strength * (1 - mean[type]));
    return a > 0 ? a / (a + b) : 0;
  };
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
function settled(accounts: readonly DarkAccount[], share: Float64Array, target: number): Float64Array {
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
