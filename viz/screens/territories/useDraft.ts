import { useCallback, useEffect, useState } from "react";
import { type Draft, UNTOUCHED } from "./draft.ts";
import { readDraft, writeDraft } from "./drafts.ts";

/** The draft of a plan, kept in the browser until it is saved or given up. */
export function useDraft(market: string, plan: string) {
  const [draft, setDraft] = useState(() => readDraft(market, plan));
  useEffect(() => writeDraft(market, plan, draft), [market, plan, draft]);
  const change = useCallback((to: (before: Draft) => Draft) => setDraft(to), []);
  const discard = useCallback(() => setDraft(UNTOUCHED), []);
  return { draft, change, discard };
}
