import type { Chance } from "../../../core/chance.ts";
import type { Evidence } from "../evidence/evidence.ts";

/** From the own brand to all: what rivals sell at known and dark accounts where known accounts show only the own brand. */
export interface BrandBalance {
  /** All brands over the unit in which dark amounts were estimated (1 where rivals are seen), by draw and patch. */
  factor(draw: number, patch: number): number;
  /** [draw] rivals' sales at known accounts for each unit of own sales; null where the input has them. */
  readonly rivalOdds: Float64Array | null;
  readonly rivalsFrom: "data" | "panel" | "prior";
}

/** Log odds of the own brand's share where nothing tells of rivals: three tenths, and a fifth or a half would be no surprise. */
const OWN_SHARE = { logOdds: -0.85, sd: 0.7 } as const;
/** How far the own share at known accounts may differ from that of their area (log). */
const SHARE_SPREAD = 0.1;

export function brandBalance(e: Evidence, draws: number, chance: Chance): BrandBalance {
  if (e.allBrands) return { factor: () => 1, rivalOdds: null, rivalsFrom: "data" };
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
    rivalsFrom: perZone && panel ? "panel" : "prior",
  };
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
