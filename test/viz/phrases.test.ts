import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CheckReport, checkMarket } from "../../data/readiness/check.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import { sentenceIn } from "../../viz/format/sentence.ts";
import { phrase } from "../../viz/screens/data/phrases.ts";

/** Rows that people get wrong, as the ingest words them now: a reason that is worded anew needs its Turkish form. */
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

describe("what the ingest says, in Turkish", () => {
  let dir: string;
  let report: CheckReport;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "penumbra-phrases-"));
    for (const [name, text] of Object.entries(FILES)) await writeFile(join(dir, name), text);
    report = await checkMarket(dir, { precedence, today: Date.UTC(2021, 0, 10) / 86_400_000 });
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it("has a form for every reason of the usual slips", () => {
    const reasons = Object.values(report.rejects).flatMap(rejects => rejects!.map(({ reason }) => reason));
    expect(reasons.length).toBeGreaterThan(10);
    expect(reasons.filter(reason => phrase(reason, "tr") === reason)).toEqual([]);
    expect(reasons.map(reason => phrase(reason, "en"))).toEqual(reasons);
  });

  it("has a form for the evidence of every guess", () => {
    const evidence = report.guesses.map(guess => guess.evidence);
    expect(evidence.length).toBeGreaterThan(4);
    expect(evidence.filter(text => phrase(text, "tr") === text)).toEqual([]);
  });

  it("keeps figures and examples, and leaves what it does not know as it is", () => {
    expect(phrase('2362 values such as "42.148"', "tr")).toBe("“42.148” gibi 2362 değer");
    const among = "among a sample of the rows and all that differ from it";
    expect(phrase(`62,914 values such as "100,07", ${among}`, "tr")).toBe(
      "satırların bir örneğinde ve ona uymayanların hepsinde “100,07” gibi 62.914 değer",
    );
    expect(phrase(`62,914 values such as "100,07", 3 against it, ${among}`, "tr")).toContain(
      "3 tanesi aykırı",
    );
    expect(phrase("is something new", "tr")).toBe("is something new");
  });
});

describe("numbers in sentences", () => {
  const turkish = [[/^([\d,]+) values such as "(.*)"$/, "“$2” gibi $1 değer"]] as const;
  it("have the marks of the language, and what the input holds stays as it is", () => {
    const text = '8,289,022 values such as "1,234"';
    expect(sentenceIn("tr", turkish, text)).toBe("“1,234” gibi 8.289.022 değer");
    expect(sentenceIn("en", turkish, text)).toBe(text);
  });
});
