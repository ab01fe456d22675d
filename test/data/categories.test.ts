import { afterAll, expect, test } from "vitest";
import { isoDay } from "../../core/period.ts";
import { truncateMarket } from "../../proof/cut/truncate.ts";
import { HEAD, ingested, marketFolder, removeFolders, SOURCES, TODAY } from "./folder.ts";

afterAll(removeFolders);

/** Monday 2021-01-04; the last full week of history begins a week before. */
const MONDAY = TODAY - 6;

/** One row of A1 a week, `weeks` back from the end of history, under the category that `of` gives (weeks ago, from 1). */
async function weekly(weeks: number, of: (ago: number) => string, more = "", head = "") {
  const rows = ["date,account_id,brand,category,amount"];
  for (let ago = 1; ago <= weeks; ago++)
    for (const day of [MONDAY - 7 * ago, MONDAY - 7 * ago + 6])
      rows.push(`${isoDay(day)},A1,Biz,${of(ago)},1`);
  return (
    await ingested(
      await marketFolder({
        "market.yaml": HEAD + head + SOURCES,
        "sales.csv": `${rows.join("\n")}\n${more}`,
      }),
    )
  ).market;
}

function listed({ categorySales: s, categories, accounts, brands }: Awaited<ReturnType<typeof weekly>>) {
  return Array.from({ length: s.count }, (_, i) => [
    accounts.ids[s.account[i]!],
    categories[s.category[i]!] ?? null,
    brands[s.brand[i]!],
    s.year[i],
    s.amount[i],
  ]);
}

test("sales by category are those of the last 52 weeks, and of the 52 before", async () => {
  const day = isoDay(MONDAY - 7);
  const more = `${day},A2,Rakip,Çay,5.25\n${day},A2,Biz,Çay,1\n${day},A1,Biz,,7\n`;
  const market = await weekly(110, ago => (ago <= 10 ? "Çay" : "Su"), more);
  expect(market.periodStart.length).toBe(110);
  expect(market.categories).toEqual(["Su", "Çay"]);
  expect(listed(market)).toEqual([
    ["A1", null, "Biz", 0, 700],
    ["A1", "Su", "Biz", 0, 2 * 42 * 100],
    ["A1", "Su", "Biz", 1, 2 * 52 * 100],
    ["A1", "Çay", "Biz", 0, 2 * 10 * 100],
    ["A2", "Çay", "Biz", 0, 100],
    ["A2", "Çay", "Rakip", 0, 525],
  ]);
});

test("a year of a market by months has twelve", async () => {
  const market = await weekly(140, () => "Su", "", "period: month\n");
  const { starts, sums } = monthsOf(140);
  expect(Array.from(market.periodStart)).toEqual(starts);
  const year = (of: number) => sums.slice(-12 * (of + 1), of === 0 ? undefined : -12 * of);
  const total = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);
  expect(listed(market)).toEqual([
    ["A1", "Su", "Biz", 0, total(year(0))],
    ["A1", "Su", "Biz", 1, total(year(1))],
  ]);
});

/** Whole months of the rows that `weekly` makes, and their sums in minor units. */
function monthsOf(weeks: number): { starts: number[]; sums: number[] } {
  const sums = new Map<string, number>();
  for (let day = MONDAY - 7 * weeks; day < MONDAY; day++) {
    const rows = (day - MONDAY) % 7 === 0 || (day - MONDAY + 1) % 7 === 0 ? 1 : 0;
    const month = isoDay(day).slice(0, 7);
    sums.set(month, (sums.get(month) ?? 0) + 100 * rows);
  }
  const whole = [...sums].slice(1, -1);
  return {
    starts: whole.map(([month]) => Date.parse(`${month}-01T00:00:00Z`) / 86_400_000),
    sums: whole.map(([, sum]) => sum),
  };
}

test("without categories, and in a market that was cut off, there are none", async () => {
  const without = (await ingested(await marketFolder())).market;
  const cut = truncateMarket(await weekly(8, () => "Su"), 4);
  for (const market of [without, cut]) {
    expect(market.categories).toEqual([]);
    expect(market.categorySales.count).toBe(0);
  }
});

test("another category is another market", async () => {
  const [one, other] = [await weekly(8, () => "Su"), await weekly(8, ago => (ago === 3 ? "Çay" : "Su"))];
  expect(other.hash).not.toBe(one.hash);
});
