import { afterAll, expect, test } from "vitest";
import type { Market } from "../../data/market/market.ts";
import { truncateMarket } from "../../proof/cut/truncate.ts";
import { HEAD, ingested, marketFolder, removeFolders } from "../data/folder.ts";

afterAll(removeFolders);

const SOURCES = `sources:
  accounts: {file: accounts.csv}
  sales: [{file: sales.csv}, {file: panel.csv, span: week}]
  visits: {file: visits.csv}
  preferences: {file: preferences.csv}
  sightings: {file: sightings.csv}
  targets: {file: targets.csv}
  opportunities: {file: opportunities.csv}
  tickets: {file: tickets.csv}
  surveys: {file: surveys.csv}
`;

/** Four weeks from Monday 2020-12-07; accounts A0 and A3 are known from the third on. */
function files(head: string): Record<string, string> {
  const sales = ["date,account_id,brand,amount"];
  for (let d = 0; d < 28; d++) {
    const date = new Date(Date.UTC(2020, 11, 7 + d)).toISOString().slice(0, 10);
    sales.push(`${date},A1,Biz,10`, `${date},A2,Rakip,20`);
    if (d >= 14) sales.push(`${date},A0,Biz,5`);
  }
  return {
    "market.yaml": HEAD + head + SOURCES,
    "accounts.csv": `account_id,lat,lon,territory_id,opened,closed,kat,m2
A0,39.9,32.8,T1,2020-12-21,,zemin,80
A1,39.9,32.8,T1,2019-01-01,2020-12-30,bodrum,60
A2,39.8,32.7,T2,,,,"75"
A3,39.8,32.7,T2,2020-12-28,,,90
`,
    "sales.csv": `${sales.join("\n")}\n`,
    "panel.csv": "date,area_id,brand,amount\n2020-12-14,D1,Biz,500\n2020-12-21,D1,Biz,600\n",
    "visits.csv":
      "account_id,at,rep_id,channel,minutes,outcome\nA1,2020-12-08 09:00,R1,phone,12,ulaşıldı\nA0,2020-12-22 09:00,R1,sms,,\nA2,2020-12-23,R1,,,\n",
    "preferences.csv":
      "account_id,channel,allowed,days,from_hour,to_hour,valid_from,valid_to\nA1,phone,yes,Mon-Fri,9,18,,\nA1,sms,no,,,,2020-12-25,\nA0,phone,yes,,,,,\n",
    "sightings.csv":
      "source,ref,lat,lon,account_id,type\noda,1,39.9,32.8,A1,\noda,2,39.9,32.8,A0,\noda,3,41,29,,\n",
    "targets.csv": "period,territory_id,amount\n2021-01,T1,100\n",
    "opportunities.csv":
      "opportunity_id,account_id,opened,closed,outcome,amount\nO1,A1,2020-12-08,2020-12-10,won,1\nO2,A1,2020-12-09,2020-12-24,lost,2\nO3,A2,2020-12-23,,,3\nO4,A0,2020-12-22,,,4\n",
    "tickets.csv":
      "account_id,opened,resolved,first_contact,due\nA1,2020-12-08 09:00,2020-12-08 10:00,yes,\nA1,2020-12-18,2020-12-22,no,2020-12-19\nA0,2020-12-22,,,\n",
    "surveys.csv": "account_id,at,nps,csat\nA1,2020-12-08,9,4\nA1,2020-12-22,2,1\n",
  };
}

/** A truncated market keeps the numbers of sites and cells, and its own hash; names stand in for the numbers. */
function comparable(market: Market) {
  const { hash: _hash, cells, reps: _reps, accounts, brands: _brands, ...rest } = market;
  const { site, siteIds, cell, ...columns } = accounts;
  return {
    ...rest,
    accounts: {
      ...columns,
      site: Array.from(site, s => siteIds[s]),
      cell: Array.from(cell, c => cells.h3[c]),
    },
  };
}

test("a market that is cut off is the market that was built at the time", async () => {
  const whole = (await ingested(await marketFolder(files("")))).market;
  const then = (await ingested(await marketFolder(files("history: {to: 2020-12-20}\n")))).market;
  expect(whole.periodStart.length).toBe(4);
  expect(whole.opportunities.count).toBe(4);
  expect(comparable(truncateMarket(whole, 2))).toEqual(comparable(then));
  expect(then.accounts.ids).toEqual(["A1", "A2"]);
  expect(then.opportunities.outcome).toEqual(["won", "open"]);
});
