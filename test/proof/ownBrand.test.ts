import { afterAll, expect, test } from "vitest";
import { withOwnBrand } from "../../proof/cut/ownBrand.ts";
import { HEAD, ingested, marketFolder, removeFolders } from "../data/folder.ts";

afterAll(removeFolders);

const BRANDS = ["Biz", "Rakip", "Öteki", "Küçük"];

/** Four weeks of four brands in two categories; "Küçük" buys least and "Rakip" most. */
function folderOf(own: string): Promise<string> {
  const rows = ["date,account_id,brand,category,amount"];
  for (let d = 0; d < 28; d++) {
    const date = new Date(Date.UTC(2020, 11, 7 + d)).toISOString().slice(0, 10);
    rows.push(`${date},A1,Biz,çay,30`, `${date},A2,Rakip,kahve,40`, `${date},A2,Öteki,çay,20`);
    if (d % 3 === 0) rows.push(`${date},A3,Küçük,kahve,5`, `${date},A3,Biz,kahve,5`);
  }
  return marketFolder({
    "market.yaml": `${HEAD.replace("own_brand: Biz", `own_brand: ${own}`)}sources:
  accounts: {file: accounts.csv}
  sales: {file: sales.csv}
  calendar: {file: calendar.csv}
`,
    "accounts.csv": "account_id,lat,lon,territory_id\nA1,39.9,32.8,T1\nA2,39.8,32.7,T2\nA3,39.8,32.7,T2\n",
    "sales.csv": `${rows.join("\n")}\n`,
    "calendar.csv":
      "name,start,end,kind,brand\nYaz,2020-12-08,2020-12-09,promotion,Öteki\nBayram,2020-12-08,2020-12-09,holiday,\n",
  });
}

test("a market seen by another brand's owner is the one that is built for it", async () => {
  const { market } = await ingested(await folderOf("Biz"));
  expect(market.brands[0]).toBe("Biz");
  for (const own of BRANDS) {
    const theirs = (await ingested(await folderOf(own))).market;
    const seen = withOwnBrand(market, own);
    expect(seen).toEqual(theirs);
    expect(withOwnBrand(seen, "Biz")).toEqual(market);
  }
});

test("a brand that is none of the market's is refused by name", async () => {
  const { market } = await ingested(await folderOf("Biz"));
  expect(() => withOwnBrand(market, "Yok")).toThrow(
    'expected one of the brands Biz, Rakip, Öteki, Küçük, got "Yok"',
  );
});
