import type { Source } from "../../twin/source.ts";
import type { ForecastPaths } from "../course/forecast.ts";
import type { GroupHistory } from "../course/history.ts";
import type { DarkSlots } from "../dark/slots.ts";
import type { Openings } from "../known/openings.ts";
import type { LifeCourse } from "../lifecycle/life.ts";
import type { KnownSide } from "../response/knownSide.ts";
import type { Segments } from "../segments/types.ts";

/** Everything that was learned, in the market's account order, before it is laid out for the kernel. */
export interface Fitted extends KnownSide {
  readonly history: GroupHistory;
  readonly paths: ForecastPaths;
  readonly openings: Openings;
  /** [group] what accounts that open make of a year's amount: see `IndexPaths`. */
  readonly growth: Float64Array;
  /** How each account leaves the own brand and comes back. */
  readonly lives: readonly LifeCourse[];
  /** What the effects of the calendar rest on; null: it has none. */
  readonly calendar: Source | null;
  readonly volume: Float64Array;
  readonly utility: Float64Array;
  /** [draw × period × brand] */
  readonly rivalUtility: Float64Array;
  readonly lapseAfter: number;
  /** Periods of a year. */
  readonly year: number;
  readonly segments: Segments | null;
  readonly dark: DarkSlots | null;
  /** Index group of each slot. */
  readonly slotGroup: Int32Array;
  /** Expected own amount of each account over the next year, minor units. */
  readonly expectedOwn: Float64Array;
  /** The same of an account like it that opens in the horizon. */
  readonly openingOwn: Float64Array;
}
