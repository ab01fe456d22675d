import { afterAll, expect, test } from "vitest";
import { HEAD, ingested, marketFolder, removeFolders } from "./folder.ts";

afterAll(removeFolders);

const TABLES = `sources:
  accounts: {file: accounts.csv}
  sales: {file: sales.csv}
  visits: {file: visits.csv}
  activity: {file: visits.csv}
  calendar: {file: calendar.csv}
`;

const ACCOUNTS =
  "account_id,lat,lon,opened,closed\nA1,39.9,32.8,2019-01-01,\nA2,39.9,32.8,2019-01-01,2020-12-30\nA3,39.8,32.7,2020-12-25,\n";

function files(future: boolean) {
  const sales = ["date,account_id,brand,amount"];
  for (let d = 0; d < (future ? 28 : 14); d++) {
    const date = new Date(Date.UTC(2020, 11, 7 + d)).toISOString().slice(0, 10);
    const late = d >= 14;
    sales.push(
      `${date},A1,Biz,10`,
      `${date},A2,Rakip,${late ? 9000 : 20}`,
      `${date},A2,Öteki,${late ? 1 : 30}`,
    );
    if (late) sales.push(`${date},A3,Yeni,5`);
  }
  const visits = ["account_id,at,rep_id", "A1,2020-12-08 09:00,R1", "A2,2020-12-09,R1"];
  const calendar = [
    "name,start,end,kind,brand",
    "Kampanya,2020-12-18,2020-12-27,promotion,Rakip",
    "Yılbaşı,2021-01-01,2021-01-01,holiday,",
  ];
  if (future) {
    visits.push("A1,2020-12-22 09:00,R1", "A3,2020-12-28 10:00,R1");
    calendar.push("Sonraki,2020-12-28,2020-12-31,promotion,Rakip");
  }
  return {
    "market.yaml": `${HEAD}history: {to: 2020-12-20}\n${TABLES}`,
    "accounts.csv": future ? ACCOUNTS : ACCOUNTS.replace("2020-12-30", "").replace(/A3.*\n/, ""),
    "sales.csv": `${sales.join("\n")}\n`,
    "visits.csv": `${visits.join("\n")}\n`,
    "calendar.csv": `${calendar.join("\n")}\n`,
  };
}

test("nothing after history.to reaches the market: it is the market of files that end there", async () => {
  const cut = await ingested(await marketFolder(files(true)));
  const never = await ingested(await marketFolder(files(false)));
  expect(cut.market).toEqual(never.market);
  expect(cut.market.brands).toEqual(["Biz", "Öteki", "Rakip"]);
  const end = Date.UTC(2020, 11, 20) / 86_400_000;
  expect(cut.market.calendar.map(e => [e.name, e.end <= end])).toEqual([
    ["Kampanya", true],
    ["Yılbaşı", false],
  ]);
});

test("what lies outside of history is kept and counted", async () => {
  const { report } = await ingested(await marketFolder(files(true)));
  expect(report.rows.sales).toMatchObject({ read: 98, kept: 98, rejected: 0, outside_history: 56 });
  expect(report.rows.sales!.amount!.outside_history).toBe(14 * (1000 + 900_000 + 100 + 500));
  expect(report.rows.visits).toMatchObject({ kept: 4, outside_history: 2 });
  expect(report.rows.activity).toMatchObject({ kept: 4, outside_history: 2 });
  expect(report.rows.accounts).toMatchObject({ kept: 3, outside_history: 1 });
});

test("visits keep the local hour of the week, and -1 where there is only a date", async () => {
  const { market } = await ingested(await marketFolder(files(false)));
  expect(Array.from(market.visits.hourOfWeek)).toEqual([24 + 9, -1]);
  expect(market.reps.map(r => r.id)).toEqual(["R1"]);
});
