import { useEffect, useState } from "react";
import { useView } from "../../state/view.ts";
import { useAccounts } from "./client.ts";

/** Milliseconds of rest after the last key before the server is asked. */
const REST = 180;
const LISTED = 100;

/** What is typed, and the accounts that match it and the selections of the view. */
export function useAccountSearch(market: string) {
  const { cell, territory, segment } = useView();
  const [text, setText] = useState("");
  const [query, setQuery] = useState("");
  const [closed, setClosed] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setQuery(text.trim()), REST);
    return () => window.clearTimeout(timer);
  }, [text]);
  const found = useAccounts(market, { query, cell, territory, segment, closed }, LISTED);
  return { text, setText, closed, setClosed, found };
}

export type AccountSearch = ReturnType<typeof useAccountSearch>;
