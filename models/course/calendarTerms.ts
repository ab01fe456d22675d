import { type Period, periodEnd } from "../../core/period.ts";
import type { CalendarKind } from "../../data/config/vocabulary.ts";
import type { CalendarEntry } from "../../data/market/market.ts";

/**
 * Price elasticity of a brand's sales: the average of 1,851 published ones (Bijmolt, van Heerde and Pieters 2005).
 */
export const PRICE_ELASTICITY = -2.62;
/** Depth of a promotion that the calendar gives none for. */
export const USUAL_DEPTH = 0.2;

/** Kinds whose effect is learned; holidays are regressors of the season. */
export type EffectKind = Exclude<CalendarKind, "holiday">;
const EFFECT_KINDS: ReadonlySet<string> = new Set<EffectKind>([
  "promotion",
  "price",
  "launch",
  "stockout",
  "closure",
]);

/** Of the brand that an entry names, of the other brands, and both again in the weeks after it. */
export type Part = "named" | "others" | "after" | "others after";

/** Mean and standard deviation of a normal prior. */
export type Prior = readonly [mean: number, sd: number];

/**
 * Priors of what one unit of an entry's size adds to a log amount; that of other brands by the share of the brand that is
 * named. A unit of a promotion or a price is a log unit of price: amounts move by the elasticity less the price itself,
 * and a third of what a promotion brings comes from other brands (van Heerde, Gupta and Wittink 2003). Stock-outs and
 * closures take about half of the sales away, a launch adds a tenth, both *assumptions*.
 */
const PRICE: Prior = [-PRICE_ELASTICITY - 1, -PRICE_ELASTICITY / 2];
export const PRIORS: Readonly<Record<EffectKind, Readonly<Partial<Record<Part, Prior>>>>> = {
  promotion: { named: PRICE, others: [-1.5, 2], after: [-0.5, 0.8], "others after": [0.5, 1.5] },
  price: { named: PRICE, others: [-1.5, 2] },
  launch: { named: [0.1, 0.2], others: [-0.1, 0.3] },
  stockout: { named: [-0.7, 0.7], others: [0.5, 1] },
  closure: { named: [-0.7, 0.7], others: [0.5, 1] },
};

/** Days after a promotion in which what was bought ahead is missing. */
const AFTER_DAYS = 14;
/** Days in which a launch comes to two thirds of its effect. */
const LAUNCH_DAYS = 91;

/** An entry whose effect is learned. */
export interface EffectEntry extends CalendarEntry {
  readonly kind: EffectKind;
}

export function hasEffect(entry: CalendarEntry): entry is EffectEntry {
  return EFFECT_KINDS.has(entry.kind);
}

/** How large an entry is where it covers a whole period: log units of price, or a share of the goods. */
export function sizeOf({ kind, depth }: EffectEntry, usualDepth: number): number {
  if (kind === "launch") return 1;
  if (kind === "stockout" || kind === "closure") return Math.min(1, Math.max(0, depth ?? 1));
  return -Math.log(1 - Math.min(0.9, Math.max(-0.9, depth ?? usualDepth)));
}

/** Share of a period that an entry, or the time after it, covers; of a launch, how far it has come. */
export function reachOf({ kind, start, end }: EffectEntry, part: Part, day: number, period: Period): number {
  const last = periodEnd(day, period);
  const days = last - day + 1;
  if (kind === "launch") return -Math.expm1(-Math.max(0, (day + last) / 2 - start) / LAUNCH_DAYS);
  const share = (from: number, to: number) =>
    Math.max(0, Math.min(to, last) - Math.max(from, day) + 1) / days;
  return part === "after" || part === "others after" ? share(end + 1, end + AFTER_DAYS) : share(start, end);
}

/** Whether a part of an entry is what happens to the brands that it does not name. */
export function ofOthers(part: Part): boolean {
  return part === "others" || part === "others after";
}
