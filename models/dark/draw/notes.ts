import { whole } from "../../../core/figures.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { BrandBalance } from "./brandBalance.ts";
import type { DarkSituation } from "./posterior.ts";

/** What a person must know before reading the figures. */
export function darkNotes(e: Evidence, situation: DarkSituation, brands: BrandBalance): string[] {
  const notes = [SITUATION[situation]];
  const { panel, linkage, zones, looked } = e;
  if (panel) {
    const covered = panel.all.filter(v => !Number.isNaN(v)).length;
    if (covered < e.market.areas.length)
      notes.push(
        `${covered} of ${e.market.areas.length} areas have totals; the others borrow what these teach, with wider intervals`,
      );
  }
  if (linkage) {
    const { entries, byId, byPlace, errorRate } = linkage.report;
    notes.push(
      `of ${whole(entries)} list entries ${whole(byId)} name their account and ${whole(byPlace)} were matched by place, name and type ` +
        `(about ${percent(errorRate)} of those without an id wrongly); ${whole(linkage.entries.length)} are accounts nobody has recorded`,
    );
  }
  if (situation === "none")
    notes.push(
      "the level rests on a prior: a company knows some two thirds of its market, and a half or nine tenths would be no surprise",
    );
  const silent = looked.filter(v => v === 0).length;
  if (silent > 0) notes.push(`${silent} of ${zones.count} areas look as if nobody had worked them`);
  if (brands.rivalsFrom === "prior")
    notes.push("rivals' sales are nowhere in the input: the own brand's share rests on a prior");
  if (brands.awareFrom === "prior")
    notes.push("how many have never heard of the own brand, and so what they buy of it, rests on a prior");
  return notes;
}

const SITUATION: Readonly<Record<DarkSituation, string>> = {
  panel: "totals of areas say how much is unseen; its number and places are estimated",
  list: "a second list says how many are unseen; what they buy is estimated",
  "panel+list": "totals of areas say how much is unseen, a second list says how many",
  none: "weakly identified: neither totals of areas nor a second list say how much is unseen",
};

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
