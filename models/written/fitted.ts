import type { ForecastPaths } from "../course/forecast.ts";
import type { GroupHistory } from "../course/history.ts";
import type { DarkSlots } from "../dark/slots.ts";
import type { AccountFit } from "../known/accounts.ts";
import type { PurchaseRecord } from "../known/purchases.ts";
import type { ResponseFit } from "../response/response.ts";
import type { Segments } from "../segments/types.ts";

/** Everything that was learned, in the market's account order, before it is laid out for the kernel. */
export interface Fitted {
  readonly record: PurchaseRecord;
  readonly accounts: AccountFit;
  readonly aware: Uint8Array;
  readonly history: GroupHistory;
  readonly paths: ForecastPaths;
  readonly volume: Float64Array;
  readonly utility: Float64Array;
  readonly response: ResponseFit;
  readonly lapseAfter: number;
  /** Periods of a year. */
  readonly year: number;
  readonly segments: Segments | null;
  readonly dark: DarkSlots | null;
  /** Index group of each slot. */
  readonly slotGroup: Int32Array;
  /** Expected own amount of each account over the next year, minor units. */
  readonly expectedOwn: Float64Array;
}
