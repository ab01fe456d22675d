import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inEnglish, tell } from "../../app/words/tell.ts";
import { guessNote } from "../../data/ingest/notes.ts";
import { type CheckReport, checkMarket } from "../../data/readiness/check.ts";
import { precedence } from "../../territory/plan/precedence.ts";

/** Rows that people get wrong. */
const FILES = {
  "market.yaml": `name: Deneme
own_brand: Biz
currency: TRY
timezone: Europe/Istanbul
resolution: 7
max_rejects: 100%
sources:
  accounts: {file: accounts.csv, columns: {lon: lng}}
  sales: {file: sales.csv}
  visits: {file: visits.csv}
  preferences: {file: preferences.csv}
`,
  "accounts.csv": `account_id,lat,lng,influence
A1,39.9,32.85,1
A1,39.9,32.85,1
A2,412,32.85,1
A3,39.9,32.85,-1
A4,39.9
,39.9,32.85,1
`,
  "sales.csv": `date,account_id,brand,amount
2020-12-21,A1,Biz,10.50
2021-01-03,A1,Biz,10.50
31.02.2020,A1,Biz,10.50
dün,A1,Biz,10.50
2099-01-01,A1,Biz,10.50
2020-12-22,A1,Biz,abc
2020-12-22,A1,Biz,#DIV/0!
2020-12-22,A9,Biz,1.00
2020-12-22,A2,Biz,1.00
2020-12-22,,Biz,1.00
`,
  "visits.csv": "account_id,at\nA1,\nA1,2020-12-22\n",
  "preferences.csv": `account_id,channel,allowed,days,from_hour,to_hour
A1,phone,belki,,,
A1,telefn,evet,,,
A1,phone,evet,her gün değil,,
A1,phone,evet,,sabah,
A1,phone,evet,,18,9
A1,güvercin,evet,,,
`,
};

describe("what the ingest says", () => {
  let dir: string;
  let report: CheckReport;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "penumbra-phrases-"));
    for (const [name, text] of Object.entries(FILES)) await writeFile(join(dir, name), text);
    report = await checkMarket(dir, {
      precedence,
      tell: inEnglish,
      today: Date.UTC(2021, 0, 10) / 86_400_000,
    });
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it("names the slip of every rejected row", () => {
    const rejects = Object.values(report.rejects).flatMap(rows => rows!);
    expect(new Set(rejects.map(({ note }) => note.key)).size).toBeGreaterThan(10);
    for (const { reason, note } of rejects) {
      expect(tell(note, "en")).toBe(reason);
      expect(tell(note, "tr")).not.toBe(reason);
    }
  });

  it("says what told a guess, with the marks of the language and what the input holds as it is", () => {
    expect(report.guesses.length).toBeGreaterThan(4);
    const values = guessNote("guess.values_against", { count: 62_914, example: "100,07", against: 3 });
    const among = guessNote("guess.among_sample", { evidence: values });
    expect(tell(among, "tr")).toBe(
      "satırların bir örneğinde ve ona uymayanların hepsinde “100,07” gibi 62.914 değer; 3 tanesi aykırı",
    );
    expect(tell(guessNote("guess.values", { count: 1, example: "1.5" }), "en")).toBe('1 value such as "1.5"');
  });
});
