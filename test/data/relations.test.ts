import { latLngToCell } from "h3-js";
import { afterAll, describe, expect, test } from "vitest";
import { dayNumber, isoDay } from "../../core/period.ts";
import { CHANNELS } from "../../data/config/vocabulary.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { HEAD, ingested, marketFolder, messageOf, removeFolders, SOURCES } from "./folder.ts";

afterAll(removeFolders);

/** A market with one more table, and the rejects of that table as "line column value reason". */
async function withTable(table: string, text: string, source = "", head = "") {
  const name = `${table}.csv`;
  const yaml = `${HEAD}max_rejects: 100%\n${head}${SOURCES}  ${table}: {file: ${name}${source}}\n`;
  const made = await ingested(await marketFolder({ "market.yaml": yaml, [name]: text }));
  const db = await openDatabase(made.database, { readOnly: true });
  const rejects = await db.query<{ text: string }>(
    `SELECT concat_ws(' ', line, "column", value, reason) AS text FROM rejects WHERE "table" = '${table}' ORDER BY line`,
  );
  db.close();
  return { ...made, rejects: rejects.map(r => r.text) };
}

describe("preferences", () => {
  const text = `musteri;kanal;izin;gunler;bas;bit;gecerli
A1;Yüz yüze;evet;Pzt-Cum;9;18;
A1;WHATSAPP;E;hafta sonu;09.30;12,5;01.06.2020
A2;telefon;hayır;;;;
A2;e-posta;;Sal,Per;8:15;24;
A2;telefn;evet;;;;
A2;sms;belki;;;;
A2;sms;evet;1-8;;;
A2;sms;evet;;22;6;
A2;sms;evet;;9;25;
A9;sms;evet;;;;
A1;;evet;;;;
A1;sms;evet;;;;01.01.2024
`;
  const columns =
    ", columns: {account_id: musteri, channel: kanal, allowed: izin, days: gunler, from_hour: bas, to_hour: bit, valid_from: gecerli}";
  const made = withTable("preferences", text, columns);

  test("are windows by account and channel, open where nothing is said", async () => {
    const { market, report } = await made;
    const p = market.preferences;
    const rows = Array.from({ length: p.count }, (_, i) => [
      market.accounts.ids[p.account[i]!],
      CHANNELS[p.channel[i]!],
      p.allowed[i],
      p.days[i],
      p.fromHour[i],
      p.toHour[i],
      Number.isNaN(p.validFrom[i]!) ? null : isoDay(p.validFrom[i]!),
    ]);
    expect(rows).toEqual([
      ["A1", "face_to_face", 1, 0b0011111, 9, 18, null],
      ["A1", "whatsapp", 1, 0b1100000, 9.5, 12.5, "2020-06-01"],
      ["A2", "phone", 0, 127, 0, 24, null],
      ["A2", "email", 1, 0b0001010, 8.25, 24, null],
    ]);
    expect(report.rows.preferences).toEqual({ read: 12, kept: 5, rejected: 7, outside_history: 1 });
  });

  test("bad rows are told with the nearest known word", async () => {
    const { rejects } = await made;
    expect(rejects).toEqual([
      '6 kanal telefn is an unknown channel; did you mean "telefon"?; expected one of face_to_face, phone, sms, email, whatsapp, ivr, web',
      "7 izin belki is neither yes nor no; expected e.g. yes, no, evet, hayır, 1, 0",
      "8 gunler 1-8 names no days of the week; expected e.g. Mon-Fri, 1-5, Pzt,Sal or hafta içi",
      "9 bas 22 is not before to_hour; a window over midnight takes two rows",
      "10 bit 25 is outside of the day; expected 0 to 24",
      "11 musteri A9 is an unknown account",
      "12 kanal is missing",
    ]);
  });

  test("spellings that were read as another word are reported", async () => {
    const { report } = await made;
    const guess = report.guesses.find(g => g.what === "words");
    expect(guess).toMatchObject({ table: "preferences", column: "kanal" });
    expect(guess!.value).toContain('"telefon" → phone');
  });
});

test("sightings have their cell and their account; an id stands once a list", async () => {
  const text = `source,ref,lat,lon,account_id,type
oda,1,39.9,32.85,A1,market
oda,2,41.0,29.0,,
oda,2,41.0,29.0,,
rehber,1,41.0,29.0,,büfe
oda,3,0,0,,
oda,4,412,29,,
oda,5,41,29,A9,
,6,41,29,,
`;
  const { market, report, rejects } = await withTable("sightings", text);
  const s = market.sightings;
  const cells = Array.from(s.h3, c => c.toString(16));
  expect(s.source.map((source, i) => [source, s.ref[i], cells[i], s.account[i], s.type[i]])).toEqual([
    ["oda", "1", latLngToCell(39.9, 32.85, 7), 0, "market"],
    ["oda", "2", latLngToCell(41, 29, 7), -1, null],
    ["rehber", "1", latLngToCell(41, 29, 7), -1, "büfe"],
  ]);
  expect(report.rows.sightings).toEqual({ read: 8, kept: 3, rejected: 5 });
  expect(rejects).toEqual([
    "4 ref 2 is a duplicate id",
    "6 lat 0 is 0° 0°, which stands for an unknown place",
    "7 lat 412 is outside the globe; expected -90 to 90",
    "8 account_id A9 is an unknown account",
    "9 source is missing",
  ]);
});

test("sightings keep their name, and the attributes that accounts have too, under the name they have there", async () => {
  const accounts =
    "account_id,lat,lon,size_m2,kat\nA1,39.9,32.85,80,zemin\nA2,39.95,32.7,60,bodrum\nA3,,,40,zemin\n";
  const text = `source,ref,lat,lon,ad,alan,Kat,telefon
rehber,2,41.0,29.0,,"120,5",bodrum,312 000
oda,1,39.9,32.85,Çankaya Şarküteri,85,,312 111
`;
  const yaml = `${HEAD}${SOURCES}  sightings: {file: sightings.csv, columns: {name: ad, size_m2: alan}}\n`;
  const files = { "market.yaml": yaml, "accounts.csv": accounts, "sightings.csv": text };
  const { sightings, hash } = (await ingested(await marketFolder(files))).market;
  expect(sightings.name).toEqual(["Çankaya Şarküteri", null]);
  expect(sightings.attributes).toEqual({
    size_m2: { kind: "number", values: Float64Array.of(85, 120.5) },
    kat: { kind: "text", values: [null, "bodrum"] },
  });
  const other = { ...files, "sightings.csv": text.replace("120,5", "121") };
  expect((await ingested(await marketFolder(other))).market.hash).not.toBe(hash);
});

test("a mapped column that is nothing is told", async () => {
  const { report } = await withTable(
    "sightings",
    "source,ref,lat,lon,kod\noda,1,39.9,32.8,A1\n",
    ", columns: {acount_id: kod}",
  );
  expect(report.notes).toContain(
    'sightings.csv: "acount_id" is neither a column of sightings nor an attribute of accounts, and was left aside; did you mean "account_id"?',
  );
});

test("an attribute that only one of several lists has is unknown in the others", async () => {
  const yaml = `${HEAD}${SOURCES}  sightings: [{file: oda.csv}, {file: rehber.csv}]\n`;
  const { market } = await ingested(
    await marketFolder({
      "market.yaml": yaml,
      "accounts.csv": "account_id,lat,lon,size_m2\nA1,39.9,32.85,80\nA2,39.95,32.7,60\n",
      "oda.csv": "source,ref,lat,lon,size_m2\noda,1,39.9,32.85,80\n",
      "rehber.csv": "source,ref,lat,lon,name\nrehber,1,39.9,32.85,Büfe\n",
    }),
  );
  expect(market.sightings.attributes).toEqual({
    size_m2: { kind: "number", values: Float64Array.of(80, Number.NaN) },
  });
  expect(market.sightings.name).toEqual([null, "Büfe"]);
});

describe("targets", () => {
  const read = async (rows: readonly string[], source = "", head = "") => {
    const text = `period,territory_id,amount\n${rows.join("\n")}\n`;
    const { market, ...rest } = await withTable("targets", text, source, head);
    const targets = market.targets.map(t => [
      isoDay(t.start),
      isoDay(t.last),
      t.span,
      market.territories[t.territory]?.id ?? null,
      t.amount,
    ]);
    return { targets, ...rest };
  };

  test("by month, as text or as first days, add up within a territory and may lie ahead", async () => {
    const { targets, report } = await read([
      "2021-02,T1,100.50",
      "03.2021,T1,5",
      "2021-02,T1,1",
      "2021-02,,7",
    ]);
    expect(targets).toEqual([
      ["2021-02-01", "2021-02-28", "month", null, 700],
      ["2021-02-01", "2021-02-28", "month", "T1", 10_150],
      ["2021-03-01", "2021-03-31", "month", "T1", 500],
    ]);
    expect(report.guesses.filter(g => g.table === "targets" && g.what === "span")).toMatchObject([
      { column: "period", value: "month", evidence: '2 periods such as "03.2021"' },
    ]);
  });

  test("by quarter, year and ISO week", async () => {
    const { targets, report } = await read([
      "2021-Q1,T1,1",
      "2. çeyrek 2021,T1,2",
      "2021,T1,3",
      "2020-W53,T1,4",
    ]);
    expect(targets.map(t => t.slice(0, 3))).toEqual([
      ["2020-12-28", "2021-01-03", "week"],
      ["2021-01-01", "2021-03-31", "quarter"],
      ["2021-01-01", "2021-12-31", "year"],
      ["2021-04-01", "2021-06-30", "quarter"],
    ]);
    expect(report.notes).toContain(
      "targets are given by quarter, week, year: they overlap where they cover the same days",
    );
  });

  test("by dates: first days of months are months, Mondays are weeks, `span` decides over all", async () => {
    const first = await read(["2021-02-01,T1,1", "2021-03-01,T1,1"]);
    expect(first.targets[0]).toEqual(["2021-02-01", "2021-02-28", "month", "T1", 100]);
    const mondays = await read(["01.02.2021,T1,1", "08.02.2021,T1,1"]);
    expect(mondays.targets[1]).toEqual(["2021-02-08", "2021-02-14", "week", "T1", 100]);
    const said = await read(["2021-02-08,T1,1"], ", span: quarter");
    expect(said.targets[0]).toEqual(["2021-01-01", "2021-03-31", "quarter", "T1", 100]);
  });

  test("are conserved by rows and amount", async () => {
    const rows = ["2021-02,T1,100", "2021-13,T1,20", "2021-02,T7,3", "31.02.2021,T1,4", "2021-02,T1,x"];
    const { report, rejects } = await read(rows);
    expect(report.rows.targets).toEqual({
      read: 5,
      kept: 1,
      rejected: 4,
      amount: { read: 12_700, kept: 10_000, rejected: 2700, outside_history: 0 },
    });
    const expected = "is no period; expected e.g. 2024-03, 03.2024, 2024-Q1, 2024-W09, 2024 or a date";
    expect(rejects).toEqual([
      `3 period 2021-13 ${expected}`,
      "4 territory_id T7 is an unknown territory: neither territories nor accounts name it",
      `5 period 31.02.2021 ${expected}`,
      "6 amount x is not a number; expected e.g. 12.50 or 12,50",
    ]);
  });
});

test("opportunities stand as at the end of history, conserved by amount", async () => {
  const text = `opportunity_id,account_id,opened,closed,outcome,amount
O1,A1,2020-11-02,2020-12-01,Kazanıldı,100
O2,A1,2020-12-01,2021-01-05,lost,20
O3,A2,2020-12-20,2021-06-01,open,3
O4,A2,2021-01-04,,,4
O5,A2,2020-12-02,2020-12-01,won,50
O6,A2,2020-12-02,2020-12-09,maybe,60
O7,A9,2020-12-02,,,70
O1,A2,2020-12-02,,,80
O8,A2,2020-12-02,2021-05-01,won,90
O9,A2,2020-12-02,,,
`;
  const { market, report, rejects } = await withTable("opportunities", text);
  const o = market.opportunities;
  const day = (d: number) => (Number.isNaN(d) ? null : isoDay(d));
  expect(
    o.ids.map((id, i) => [id, isoDay(o.opened[i]!), day(o.closed[i]!), o.outcome[i], o.amount[i]]),
  ).toEqual([
    ["O1", "2020-11-02", "2020-12-01", "won", 10_000],
    ["O2", "2020-12-01", null, "open", 2000],
    ["O3", "2020-12-20", null, "open", 300],
    ["O9", "2020-12-02", null, "open", Number.NaN],
  ]);
  expect(report.rows.opportunities).toEqual({
    read: 10,
    kept: 5,
    rejected: 5,
    outside_history: 1,
    amount: { read: 47_700, kept: 12_700, rejected: 35_000, outside_history: 400 },
  });
  expect(rejects.map(r => r.replace(/;.*/, ""))).toEqual([
    "6 closed 2020-12-01 is before opened",
    "7 outcome maybe is an unknown outcome",
    "8 account_id A9 is an unknown account",
    "9 opportunity_id O1 is a duplicate id",
    "10 closed 2021-05-01 is after today (2021-01-10), and the deal is not open",
  ]);
});

test("tickets: a due day lasts to its end, what was resolved after history is open", async () => {
  const text = `account_id,opened,resolved,first_contact,due
A1,2020-12-21 09:00,2020-12-21 15:00,evet,2020-12-22
A1,2020-12-22 09:00,2020-12-22,no,2020-12-22 18:00
A2,2020-12-30 12:00,2021-01-06 12:00,yes,
A2,2020-12-30 12:00,2020-12-30 11:00,,
A2,2020-12-30,2020-12-29,,
A2,2021-01-05,,,
`;
  const { market, report, rejects } = await withTable("tickets", text);
  const t = market.tickets;
  const base = dayNumber("2020-12-21");
  const rows = Array.from({ length: t.count }, (_, i) => [
    t.opened[i]! - base,
    t.resolved[i]! - base,
    t.due[i]! - base,
    t.firstContact[i],
  ]);
  expect(rows).toEqual([
    [0.375, 0.625, 2, 1],
    [1.375, 1.375, 1.75, 0],
    [9.5, Number.NaN, Number.NaN, -1],
  ]);
  expect(report.rows.tickets).toEqual({ read: 6, kept: 4, rejected: 2, outside_history: 1 });
  expect(rejects).toEqual([
    "5 resolved 2020-12-30 11:00 is before opened",
    "6 resolved 2020-12-29 is before opened",
  ]);
});

test("surveys keep to their scales", async () => {
  const text = `account_id,at,nps,csat
A1,2020-12-22,9,
A1,2020-12-23,,4.5
A2,2020-12-23,11,
A2,2020-12-23,,0
A2,2020-12-23,,
A2,2021-01-05,3,2
`;
  const { market, report, rejects } = await withTable("surveys", text);
  expect(Array.from(market.surveys.nps)).toEqual([9, Number.NaN]);
  expect(Array.from(market.surveys.csat)).toEqual([Number.NaN, 4.5]);
  expect(report.rows.surveys).toEqual({ read: 6, kept: 3, rejected: 3, outside_history: 1 });
  expect(rejects).toEqual([
    "4 nps 11 is outside of 0 to 10",
    "5 csat 0 is outside of 1 to 5",
    "6 nps is missing, and there is no csat either",
  ]);
});

test("amounts beyond whole numbers are told, not a crash", async () => {
  const rows = Array.from({ length: 20 }, () => "2021-02,T1,99999999999999").join("\n");
  const made = withTable("targets", `period,territory_id,amount\n${rows}\n`);
  expect(await messageOf(made)).toBe(
    "targets: the amounts sum up to more than 90 trillion of the currency's units; is their decimal mark right?",
  );
});

test("an amount that no whole number of kuruş can hold is rejected", async () => {
  const { rejects } = await withTable("targets", "period,territory_id,amount\n2021-02,T1,9999999999999999\n");
  expect(rejects).toHaveLength(1);
});

test("an id that a rejected row holds is free for a good one", async () => {
  const text =
    "opportunity_id,account_id,opened,amount\nO1,A9,2020-12-02,1\nO1,A1,2020-12-02,2\nO1,A2,2020-12-02,4\n";
  const { market, rejects } = await withTable("opportunities", text);
  expect(Array.from(market.opportunities.amount)).toEqual([200]);
  expect(rejects).toEqual(["2 account_id A9 is an unknown account", "4 opportunity_id O1 is a duplicate id"]);
});

test("an account that closes before it opens counts as open, and is told", async () => {
  const accounts =
    "account_id,lat,lon,opened,closed\nA1,39.9,32.8,2020-05-01,2019-01-01\nA2,39.9,32.8,2019-01-01,2020-01-01\nA3,39.9,32.8,,\n";
  const { market, report } = await ingested(await marketFolder({ "accounts.csv": accounts }));
  expect(Array.from(market.accounts.closed)).toEqual([Number.NaN, dayNumber("2020-01-01"), Number.NaN]);
  expect(report.notes).toContain("1 account is closed before it opened (A1): it counts as open");
});

test("free attributes of accounts are numbers where all values are, else text", async () => {
  const accounts =
    "account_id;lat;lon;m2;kat;posta;ciro\nA1;39,9;32,8;80;zemin;06100;1.234,5\nA2;39,9;32,8;60,5;bodrum;06200;10\nA3;39,9;32,8;;;06300;2.000\n";
  const { market } = await ingested(await marketFolder({ "accounts.csv": accounts }));
  expect(market.accounts.attributes).toEqual({
    m2: { kind: "number", values: Float64Array.of(80, 60.5, Number.NaN) },
    kat: { kind: "text", values: ["zemin", "bodrum", null] },
    posta: { kind: "text", values: ["06100", "06200", "06300"] },
    ciro: { kind: "number", values: Float64Array.of(1234.5, 10, 2000) },
  });
});
