import { isDeepStrictEqual } from "node:util";
import { PUBLISHED_HANDOVER } from "../../data/config/handover.ts";
import type { Market } from "../../data/market/market.ts";
import type { Roads } from "../effects/travel.ts";
import { leverNote } from "./notes.ts";
import { constant, drawn, type Rest } from "./rests.ts";

/** What the effect of a plan rests on in a market. @param roads by which the road changes how many calls its reps make; null: it does not */
export function handoverRests({ handover }: Market, roads: Roads | null): Rest[] {
  const { loss, fade_weeks: weeks, missed_weeks: missed } = handover;
  const published = isDeepStrictEqual(loss, PUBLISHED_HANDOVER.loss);
  const range = ({ low, high }: typeof loss) => (low === high ? constant : drawn);
  return [
    published
      ? drawn("prior", leverNote("lever.handover_published", loss))
      : range(loss)("assumption", leverNote("lever.handover_set", loss)),
    constant("assumption", leverNote("lever.handover_fades", { weeks })),
    range(missed)("assumption", leverNote("lever.handover_missed", missed)),
    ...(roads ? [constant("assumption", leverNote("lever.travel", roads.settings))] : []),
  ];
}
