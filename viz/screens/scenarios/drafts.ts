/** Texts that have been changed and not saved, by market and scenario. A reload of the page keeps them. */
const PREFIX = "penumbra.draft.";

export interface Draft {
  readonly text: string;
  /** Of the saved text that it was made from; null for a new scenario. */
  readonly version: string | null;
}

export function readDraft(market: string, id: string): Draft | null {
  const kept = window.sessionStorage.getItem(keyOf(market, id));
  return kept === null ? null : (JSON.parse(kept) as Draft);
}

export function writeDraft(market: string, id: string, draft: Draft | null): void {
  if (draft === null) window.sessionStorage.removeItem(keyOf(market, id));
  else window.sessionStorage.setItem(keyOf(market, id), JSON.stringify(draft));
}

function keyOf(market: string, id: string): string {
  return `${PREFIX}${market}/${id}`;
}
