import { isDeepStrictEqual } from "node:util";
import { PUBLISHED_HANDOVER } from "../../data/config/handover.ts";
import type { Market } from "../../data/market/market.ts";
import { USUAL_TRAVEL } from "../../territory/travel/minutes.ts";
import { leverNote } from "./notes.ts";
import { constant, drawn, type Rest } from "./rests.ts";

/** What the effect of a plan rests on in a market. @param travel whether the road changes how many calls its reps make */
export function handoverRests({ handover }: Market, travel: boolean): Rest[] {
  const { loss, fade_weeks: weeks, missed_weeks: missed } = handover;
  const published = isDeepStrictEqual(loss, PUBLISHED_HANDOVER.loss);
  const range = ({ low, high }: typeof loss) => (low === high ? constant : drawn);
  return [
    published
      ? drawn("prior", leverNote("lever.handover_published", loss))
      : range(loss)("assumption", leverNote("lever.handover_set", loss)),
    constant("assumption", leverNote("lever.handover_fades", { weeks })),
    range(missed)("assumption", leverNote("lever.handover_missed", missed)),
    ...(travel ? [constant("assumption", leverNote("lever.travel", USUAL_TRAVEL))] : []),
  ];
}
