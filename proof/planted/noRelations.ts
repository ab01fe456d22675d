import { PUBLISHED_HANDOVER } from "../../data/config/handover.ts";
import type { Market } from "../../data/market/market.ts";

/** The tables that a planted market does not have. */
export function emptyRelations(): Pick<
  Market,
  "preferences" | "targets" | "opportunities" | "tickets" | "surveys" | "economics" | "handover"
> {
  const none = new Int32Array(0);
  const numbers = new Float64Array(0);
  const bytes = new Uint8Array(0);
  const account = { count: 0, account: none };
  return {
    preferences: {
      ...account,
      channel: none,
      allowed: bytes,
      days: bytes,
      fromHour: numbers,
      toHour: numbers,
      validFrom: numbers,
      validTo: numbers,
    },
    targets: [],
    opportunities: { ...account, ids: [], opened: none, closed: numbers, outcome: [], amount: numbers },
    tickets: { ...account, opened: numbers, resolved: numbers, due: numbers, firstContact: none },
    surveys: { ...account, day: none, nps: numbers, csat: numbers },
    economics: {},
    handover: PUBLISHED_HANDOVER,
  };
}
