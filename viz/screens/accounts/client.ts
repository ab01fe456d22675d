import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { AccountDetail, AccountList } from "../../../app/api/accounts.ts";
import { getJson, LASTING, marketPath } from "../../api/client.ts";

/** What a list of accounts is asked by; null: not by this. */
export interface AccountFilter {
  readonly query: string;
  readonly cell: string | null;
  readonly territory: string | null;
  readonly segment: string | null;
  /** Also accounts that are closed, or go on under another number; default: only open ones. */
  readonly closed?: boolean;
}

/** Accounts that match, the largest first; while another question is on its way the last answer stays. */
export function useAccounts(market: string, filter: AccountFilter, limit: number) {
  const params = new URLSearchParams({ limit: String(limit) });
  for (const [name, value] of Object.entries(filter)) if (value) params.set(name, String(value));
  const path = marketPath(market, `accounts?${params}`);
  return useQuery({
    queryKey: [path],
    queryFn: () => getJson<AccountList>(path),
    placeholderData: keepPreviousData,
    ...LASTING,
  });
}

/** All that is known of one account. */
export function useAccount(market: string, id: string | null) {
  const path = marketPath(market, `accounts/${encodeURIComponent(id ?? "")}`);
  return useQuery({
    queryKey: [path],
    queryFn: () => getJson<AccountDetail>(path),
    enabled: id !== null,
    ...LASTING,
    retry: false,
  });
}
