import { type Draft, UNTOUCHED } from "./draft.ts";

const PREFIX = "penumbra.plan.";
const keyOf = (market: string, plan: string) => `${PREFIX}${market}/${plan}`;

/** A reload of the page keeps what was not saved, as it does with scenarios. */
export function readDraft(market: string, plan: string): Draft {
  const kept = window.sessionStorage.getItem(keyOf(market, plan));
  return kept === null ? UNTOUCHED : (JSON.parse(kept) as Draft);
}

export function writeDraft(market: string, plan: string, draft: Draft): void {
  if (draft === UNTOUCHED) window.sessionStorage.removeItem(keyOf(market, plan));
  else window.sessionStorage.setItem(keyOf(market, plan), JSON.stringify(draft));
}
