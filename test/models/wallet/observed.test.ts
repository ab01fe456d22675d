import { describe, expect, it } from "vitest";
import type { Market } from "../../../data/market/market.ts";
import { openAccounts } from "../../../data/market/openAccounts.ts";
import { observedAmounts } from "../../../models/wallet/observed.ts";
import { smallMarket, WEEKS } from "../smallMarket.ts";

const day = (text: string) => Date.parse(text) / 86_400_000;

describe("accounts that have a wallet", () => {
  it("are those that are open by the one rule, to the last day of a month", () => {
    const weekly = smallMarket(1);
    // History ends with December 2022.
    const months = Array.from({ length: WEEKS }, (_, m) => Date.UTC(2010, m, 1) / 86_400_000);
    const opened = weekly.accounts.opened.slice();
    const closed = weekly.accounts.closed.slice();
    [opened[0], opened[1]] = [day("2022-12-31"), day("2023-01-01")];
    [closed[2], closed[3]] = [day("2022-12-31"), day("2023-01-01")];
    const market: Market = {
      ...weekly,
      period: "month",
      periodStart: Int32Array.from(months),
      accounts: { ...weekly.accounts, opened, closed },
    };
    const { open } = observedAmounts(market);
    expect(Array.from(open.subarray(0, 5))).toEqual([1, 0, 0, 1, 1]);
    expect(open).toEqual(openAccounts(market));
  });
});
