import type { Evidence } from "../evidence/evidence.ts";
import { type DarkNote, darkNote } from "./notes.ts";
import type { DarkPosterior, DarkSituation } from "./posterior.ts";

/** What a person must know before reading the figures, the most important first. */
export function caveats(
  e: Evidence,
  situation: DarkSituation,
  brands: Pick<DarkPosterior, "awareFrom" | "rivalsFrom">,
): DarkNote[] {
  const notes: DarkNote[] = [darkNote(`dark.${situation}`)];
  const { panel, linkage, zones, looked } = e;
  if (panel) {
    const covered = panel.all.filter(v => !Number.isNaN(v)).length;
    const areas = e.market.areas.length;
    if (covered < areas) notes.push(darkNote("dark.areas_with_totals", { covered, areas }));
  }
  if (linkage) {
    const { entries, byId: named, byPlace: matched, errorRate: wrong } = linkage.report;
    const dark = linkage.entries.length;
    notes.push(darkNote("dark.lists", { entries, named, matched, wrong, dark }));
    if (linkage.joined !== null) notes.push(darkNote("dark.lists_joined", { found: linkage.joined }));
  }
  if (situation === "panel") notes.push(darkNote("dark.number_open"));
  if (situation === "none") notes.push(darkNote("dark.level_prior"));
  const silent = looked.filter(v => v === 0).length;
  if (silent > 0) notes.push(darkNote("dark.areas_without_work", { silent, areas: zones.count }));
  if (brands.rivalsFrom === "prior") notes.push(darkNote("dark.rivals_prior"));
  if (brands.awareFrom === "prior") notes.push(darkNote("dark.awareness_prior"));
  return notes;
}
