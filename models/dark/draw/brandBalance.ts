import type { Chance } from "../../../core/chance.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { recordedByArea } from "../evidence/selectionData.ts";

/**
 * From amounts to brands: where known accounts show only the own brand, what rivals sell at known and dark accounts; and how
 * many dark accounts have never heard of the own brand.
 */
export interface BrandBalance {
  /** All brands over the unit in which dark amounts were estimated (1 where rivals are seen), by draw and patch. */
  factor(draw: number, patch: number): number;
  /** [draw] rivals' sales at known accounts for each unit of own sales; null where the input has them. */
  readonly rivalOdds: Float64Array | null;
  /** [draw] */
  readonly unawareShare: Float64Array;
  readonly awareFrom: "panel" | "prior";
  readonly rivalsFrom: "data" | "panel" | "prior";
}

/** Log odds of the own brand's share where nothing tells of rivals: three tenths, and a fifth or a half would be no surprise. */
const OWN_SHARE = { logOdds: -0.85, sd: 0.7 } as const;
/** How far the own share at known accounts may differ from that of their area (log). */
const SHARE_SPREAD = 0.1;
/** Strength of what a panel says of awareness, in accounts. */
const PANEL_STRENGTH = 25;

export function brandBalance(e: Evidence, draws: number, chance: Chance): BrandBalance {
  const aware = awareShare(e);
  const unawareShare = Float64Array.from({ length: draws }, () => 1 - beta(chance, aware.a, aware.b));
  const awareFrom = aware.from;
  if (e.allBrands) return { factor: () => 1, rivalOdds: null, unawareShare, awareFrom, rivalsFrom: "data" };
  const { zones, panel } = e;
  const perZone = zoneFactors(e);
  const byDraw = Float64Array.from({ length: draws }, () =>
    perZone
      ? Math.exp(SHARE_SPREAD * chance.normal())
      : 1 + Math.exp(-(OWN_SHARE.logOdds + OWN_SHARE.sd * chance.normal())),
  );
  const overall = perZone ? perZone.market : 1;
  return {
    factor: (k, p) => Math.max(1, byDraw[k] * (perZone ? perZone.zone[zones.zone[zones.stratumOf[p]]] : 1)),
    rivalOdds: byDraw.map(factor => Math.max(0, factor * overall - 1)),
    unawareShare,
    awareFrom,
    rivalsFrom: perZone && panel ? "panel" : "prior",
  };
}

/** Beta parameters of the share of dark accounts that know the own brand. */
function awareShare(e: Evidence): { a: number; b: number; from: "panel" | "prior" } {
  const { panel, market } = e;
  if (panel && e.allBrands && panel.own.some(v => v > 0)) {
    const all = recordedByArea(market, true);
    const own = recordedByArea(market, false);
    let [knownAll, knownOwn, darkAll, darkOwn] = [0, 0, 0, 0];
    for (let a = 0; a < all.length; a++) {
      if (Number.isNaN(panel.all[a]) || Number.isNaN(panel.own[a])) continue;
      knownAll += all[a];
      knownOwn += own[a];
      darkAll += Math.max(0, panel.all[a] - all[a]);
      darkOwn += Math.max(0, panel.own[a] - own[a]);
    }
    // Who knows the brand buys it as known accounts do; who does not, does not.
    if (knownOwn > 0 && darkAll > 0.01 * knownAll) {
      const share = Math.min(0.98, Math.max(0.02, darkOwn / darkAll / (knownOwn / knownAll)));
      return { a: PANEL_STRENGTH * share, b: PANEL_STRENGTH * (1 - share), from: "panel" };
    }
  }
  return { a: 1.5, b: 1.5, from: "prior" };
}

/** All brands over the own brand by zone, where a panel has both. */
function zoneFactors({ panel, zones }: Evidence): { zone: Float64Array; market: number } | null {
  if (!panel) return null;
  let [all, own] = [0, 0];
  panel.all.forEach((v, a) => {
    if (!(v > 0) || !(panel.own[a] > 0)) return;
    all += v;
    own += panel.own[a];
  });
  if (!(own > 0) || !(all > own)) return null;
  const market = all / own;
  const zone = Float64Array.from(zones.area, a =>
    a >= 0 && panel.own[a] > 0 && panel.all[a] > 0 ? panel.all[a] / panel.own[a] : market,
  );
  return { zone, market };
}

function beta(chance: Chance, a: number, b: number): number {
  const x = chance.gamma(a);
  return x / (x + chance.gamma(b));
}
