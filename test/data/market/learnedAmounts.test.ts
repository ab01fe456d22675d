import { describe, expect, it } from "vitest";
import { learnedAmounts } from "../../../data/market/learnedAmounts.ts";
import { keepSales } from "../../models/keepSales.ts";
import { smallMarket } from "../../models/smallMarket.ts";

const market = smallMarket(4);
const { sales } = market;
const sum = (column: Float64Array) => column.reduce((a, b) => a + b, 0);

/** The market with one row changed. */
function slip(row: number, amount: number) {
  const changed = sales.amount.slice();
  changed[row] = amount;
  return { ...market, sales: { ...sales, amount: changed } };
}

describe("amounts that models learn from", () => {
  it("are those of the files where no row is huge", () => {
    expect(learnedAmounts(market)).toBe(sales.amount);
    // Ten times the usual is a large order.
    const large = slip(1000, 10 * sales.amount[1000]);
    expect(learnedAmounts(large)).toBe(large.sales.amount);
  });

  it("cut a row of a hundred times the usual, sold or returned, to what is usual there", () => {
    for (const sign of [1, -1]) {
      const huge = slip(1000, 100 * sign * sales.amount[1000]);
      const learned = learnedAmounts(huge);
      expect(learnedAmounts(huge)).toBe(learned);
      const usual = sales.amount.filter((_, i) => sales.account[i] === sales.account[1000]).sort();
      expect(learned[1000]).toBe(sign * usual.at(-2)!);
      expect(learned.filter((v, i) => v !== huge.sales.amount[i])).toHaveLength(1);
      expect(sum(huge.sales.amount) - sum(sales.amount)).toBe(huge.sales.amount[1000] - sales.amount[1000]);
    }
  });

  it("hold the rows of a short record against everybody's", () => {
    const others = (i: number) => i < 3 || sales.account[i] !== sales.account[0];
    const short = keepSales(market, others).sales;
    short.amount[1] = 1e9;
    const learned = learnedAmounts({ sales: short });
    expect(learned[1]).toBeLessThan(30_000);
    expect(learned[0]).toBe(short.amount[0]);
  });
});
