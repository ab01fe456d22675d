import type { Market } from "../../data/market/market.ts";
import type { Acceptance } from "./acceptance.ts";
import type { AccountHours } from "./accountHours.ts";
import type { ContactLog } from "./contactLog.ts";

/** Everything that choosing rests on. */
export interface ContactEvidence {
  readonly market: Market;
  readonly log: ContactLog;
  readonly hours: AccountHours | null;
  /** Null where no outcome is known. */
  readonly acceptance: Acceptance | null;
  /** Orders that a taken contact brings beyond those that come without one, by index into CHANNELS; null: none. */
  readonly gains: readonly (number | null)[] | null;
}
