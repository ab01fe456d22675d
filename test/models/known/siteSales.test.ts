import { describe, expect, it } from "vitest";
import { siteSales } from "../../../models/known/siteSales.ts";
import { learnKnown } from "../../../models/response/knownSide.ts";
import { smallMarket, WEEKS } from "../smallMarket.ts";

const YEAR = 52;

describe("what a site bought", () => {
  it("under two numbers in one week is one period with a purchase, and two orders", () => {
    const market = smallMarket(1);
    const successor = market.accounts.successor.map((none, i) => (i === 0 ? 3 : none));
    const { sales } = market;
    const rows = [...sales.account.keys()].filter(
      row =>
        [0, 3].includes(sales.account[row]!) && sales.brand[row] === 0 && sales.period[row]! >= WEEKS - YEAR,
    );
    const weeks = new Set(rows.map(row => sales.period[row]));
    expect(weeks.size).toBeLessThan(rows.length);
    const seen = siteSales({ ...market, accounts: { ...market.accounts, successor } }, WEEKS);
    expect(seen.active[3 * 3]).toBe(weeks.size);
    expect(seen.lastYearUsual[3 * 3]! / seen.lastYear[3 * 3]!).toBeGreaterThan(0.95);
    expect(seen.lastYear[3 * 3]).toBe(rows.reduce((sum, row) => sum + sales.amount[row]!, 0));
  });
});

describe("a type of sites that has bought none of the own brand", () => {
  it("might: whoever buys at all has some preference for it, and hardly any", () => {
    const market = smallMarket(1, [0.4, 0.25, 0]);
    const types = {
      types: ["a", "b", "c"],
      accounts: { ...market.accounts, type: market.accounts.territory },
    };
    const typed = { ...market, ...types };
    const { accounts } = learnKnown(typed);
    expect(learnKnown(typed).accounts).toBe(accounts);
    const share = (i: number) => accounts.shares[3 * i]!;
    const buyers = [...accounts.rate.keys()].filter(i => accounts.rate[i]! > 0);
    expect(buyers.length).toBeGreaterThan(80);
    for (const i of buyers) expect(share(i)).toBeGreaterThan(0);
    for (const i of buyers.filter(i => i % 3 === 2)) expect(share(i)).toBeLessThan(0.03);
  });
});
