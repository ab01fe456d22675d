import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { readinessText } from "../../app/words/readiness.ts";
import { inEnglish } from "../../app/words/tell.ts";
import type { Period } from "../../core/period.ts";
import { checkMarket } from "../../data/readiness/check.ts";
import { holdsSize, reachOf } from "../../data/readiness/columns.ts";
import type { ReadinessFacts } from "../../data/readiness/facts.ts";
import { READINESS_MAX } from "../../data/readiness/items.ts";
import { scoreReadiness } from "../../data/readiness/score.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import { dailySales, HEAD, marketFolder, removeFolders, TODAY } from "./folder.ts";

afterAll(removeFolders);

/** What can grow when data is added to the same accounts, each from none to all. */
interface Amounts {
  readonly counts: readonly number[];
  readonly shares: readonly number[];
}

const OF = { accounts: 200, cells: 50, areas: 10, territories: 8 } as const;

/** Facts of a market with 200 accounts; counts are cut at what there is to count. */
function facts({ counts, shares }: Amounts, ageDays = 100): ReadinessFacts {
  const next = counts.values();
  const count = (of: number) => Math.min(of, next.next().value!);
  const accounts = () => count(OF.accounts);
  return {
    ...OF,
    period: "week",
    lastDay: new Date((TODAY - ageDays) * 86_400_000).toISOString().slice(0, 10),
    years: count(200) / 10,
    placed: { accounts: accounts(), amountShare: shares[0]! },
    attributes: {
      type: accounts(),
      size: accounts(),
      opened: accounts(),
      influence: accounts(),
      digitalAffinity: accounts(),
    },
    plan: { accounts: accounts(), repsWithCalls: count(20) },
    visits: {
      accounts: accounts(),
      hours: accounts(),
      channel: accounts(),
      rep: accounts(),
      channels: count(7),
    },
    windows: accounts(),
    rivals: { accounts: accounts(), areas: count(OF.areas) },
    lists: { count: count(4), places: count(400) },
    activity: { day: count(OF.cells), hour: count(OF.cells) },
    targets: { days: count(800), territories: count(OF.territories) },
    categories: { count: count(9), amountShare: shares[1]! },
    calendar: { holidays: count(20), offers: count(20), supply: count(20) },
    areasWithPopulation: count(OF.areas),
    reach: { phone: accounts(), mail: accounts() },
    service: { opportunities: accounts(), tickets: accounts(), surveys: accounts() },
  };
}

const COUNTS = 40;
const counts = fc.array(fc.nat(400), { minLength: COUNTS, maxLength: COUNTS });
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 2 });
const none: Amounts = { counts: new Array(COUNTS).fill(0), shares: [0, 0] };
const all: Amounts = { counts: new Array(COUNTS).fill(1000), shares: [1, 1] };

describe("the readiness score", () => {
  test("is 0 with nothing, 100 with everything, and its items' maxima add up to 100", () => {
    expect(scoreReadiness({ ...facts(none, 5000), areas: 0 }, TODAY).score).toBe(0);
    expect(scoreReadiness(facts(all, 3), TODAY).score).toBe(100);
    expect(Object.values<number>(READINESS_MAX).reduce((a, b) => a + b)).toBe(100);
  });

  test("never falls, in any item, when data is added; it stays within 0 and 100", () => {
    fc.assert(
      fc.property(
        counts,
        counts,
        shares,
        shares,
        fc.nat(2000),
        fc.nat(2000),
        (a, more, s, t, age, fresher) => {
          const before = scoreReadiness(facts({ counts: a, shares: s }, age), TODAY);
          const added = {
            counts: a.map((n, i) => n + more[i]!),
            shares: s.map((x, i) => Math.max(x, t[i]!)),
          };
          const after = scoreReadiness(facts(added, Math.max(0, age - fresher)), TODAY);
          expect(after.score).toBeGreaterThanOrEqual(before.score);
          expect(before.score).toBeGreaterThanOrEqual(0);
          expect(after.score).toBeLessThanOrEqual(100);
          for (const item of before.items) {
            const same = after.items.find(({ id }) => id === item.id)!;
            expect(same.points, item.id).toBeGreaterThanOrEqual(item.points);
            expect(same.points).toBeLessThanOrEqual(same.max);
          }
        },
      ),
    );
  });

  test("is what its items add up to, and what brings most comes first", () => {
    fc.assert(
      fc.property(counts, shares, (a, s) => {
        const { score, items } = scoreReadiness(facts({ counts: a, shares: s }), TODAY);
        const sum = items.reduce((total, { points }) => total + points, 0);
        expect(Math.abs(sum - score)).toBeLessThan(0.5 + 1e-9);
        const gains = items.map(({ points, max }) => max - points);
        expect(gains).toEqual([...gains].sort((x, y) => y - x));
      }),
    );
  });

  test.each([
    [0.5, 0.17],
    [1, 0.35],
    [2, 0.6],
    [3, 0.75],
    [4.99, 1],
    [9, 1],
  ])("gives %f years of history a share of %f", (years, share) => {
    const { items } = scoreReadiness({ ...facts(none), years }, TODAY);
    expect(items.find(({ id }) => id === "history")!.points / 15).toBeCloseTo(share, 2);
  });

  test("lets a market of months be older by its period before it counts as stale", () => {
    const points = (period: Period, age: number) =>
      scoreReadiness({ ...facts(none, age), period }, TODAY).items.find(({ id }) => id === "freshness")!
        .points;
    expect(points("week", 14)).toBe(8);
    expect(points("week", 45)).toBeLessThan(8);
    expect(points("month", 45)).toBe(8);
    expect(points("month", 3000)).toBe(0);
  });

  test("has words for every item in both languages, none of them without figures", () => {
    for (const amounts of [none, all]) {
      for (const item of scoreReadiness(facts(amounts), TODAY).items) {
        for (const language of ["en", "tr"] as const) {
          const text = readinessText({ ...item, points: 0 }, language);
          for (const part of Object.values(text)) {
            expect(part, item.id).toMatch(/\S{2}/);
            expect(part, item.id).not.toMatch(/undefined|NaN|null/);
          }
        }
        expect(readinessText({ ...item, points: item.max }, "en").next).toBeNull();
      }
    }
  });
});

describe("own columns of accounts", () => {
  test.each(["telefon", "Tel_No", "cep-tel", "Phone 2", "GSM", "whatsapp"])(
    "%s is a number to call",
    name => {
      expect(reachOf(name)).toBe("phone");
    },
  );
  test.each(["e-posta", "E Mail", "email", "ePosta", "mail_adresi"])("%s is an address to write to", name => {
    expect(reachOf(name)).toBe("mail");
  });
  test.each(["hotel", "otel_odasi", "telve", "mailing", "metrekare", "cepheUzunlugu"])(
    "%s is neither",
    name => {
      expect(reachOf(name)).toBeNull();
    },
  );
  test.each(["metrekare", "çalışan", "kasa_sayısı", "sq_ft"])("%s can tell of size", name => {
    expect(holdsSize(name)).toBe(true);
  });
  test.each(["posta_kodu", "VergiNo", "zip", "county_number", "year_opened"])("%s cannot", name => {
    expect(holdsSize(name)).toBe(false);
  });
});

/** What a company may add to a market, one step after the other, whole tables and columns. */
const SITES = ["39.9,32.85", "39.95,32.7", "39.92,32.8"];
const accountRows = (columns: string, values: (i: number) => string) =>
  `account_id${columns}\n${SITES.map((_, i) => `A${i + 1}${values(i)}`).join("\n")}\n`;
const STEPS: readonly (readonly [table: string, files: Readonly<Record<string, string>>])[] = [
  ["accounts", { "accounts.csv": accountRows(",lat,lon", i => `,${SITES[i]}`) }],
  [
    "accounts",
    {
      "accounts.csv": accountRows(
        ",lat,lon,type,m2,telefon",
        i => `,${SITES[i]},market,${80 + i},0312 000 00 0${i}`,
      ),
    },
  ],
  ["visits", { "visits.csv": "account_id,at\nA1,2020-12-22\n" }],
  [
    "visits",
    { "visits.csv": "account_id,at,rep_id,channel\nA1,2020-12-22 10:30,R1,phone\nA2,2020-12-23,R1,phone\n" },
  ],
  ["preferences", { "preferences.csv": "account_id,channel\nA1,phone\nA2,email\n" }],
  ["sightings", { "sightings.csv": "source,ref,lat,lon\noda,1,39.9,32.8\noda,2,39.91,32.8\n" }],
  ["targets", { "targets.csv": "period,amount\n2021-01,500\n" }],
  ["activity", { "activity.csv": "at,account_id\n2020-12-22 10:30,A1\n2020-12-23,A2\n" }],
  [
    "calendar",
    {
      "calendar.csv":
        "name,start,end,kind\nYılbaşı,2021-01-01,2021-01-01,holiday\nKış,2020-12-21,2020-12-27,promotion\n",
    },
  ],
  ["surveys", { "surveys.csv": "account_id,at,nps\nA1,2020-12-30,9\n" }],
];

test("adding a table or a column to a market's files never lowers an item of its score", async () => {
  const files: Record<string, string> = {
    "accounts.csv": accountRows("", () => ""),
    "sales.csv": dailySales(),
  };
  const tables = new Set(["accounts", "sales"]);
  const score = async () => {
    const sources = [...tables].map(table => `  ${table}: {file: ${table}.csv}`).join("\n");
    const dir = await marketFolder({ ...files, "market.yaml": `${HEAD}sources:\n${sources}\n` });
    return (await checkMarket(dir, { precedence, tell: inEnglish, today: TODAY })).readiness;
  };
  let before = await score();
  for (const [table, added] of STEPS) {
    tables.add(table);
    Object.assign(files, added);
    const after = await score();
    expect(after.score, table).toBeGreaterThanOrEqual(before.score);
    for (const { id, points } of before.items) {
      expect(after.items.find(item => item.id === id)!.points, `${id} after ${table}`).toBeGreaterThanOrEqual(
        points,
      );
    }
    expect(
      after.items.reduce((sum, item) => sum + item.points, 0),
      table,
    ).toBeGreaterThan(before.items.reduce((sum, item) => sum + item.points, 0));
    before = after;
  }
  const figures = Object.fromEntries(before.items.map(item => [item.id, item.figures]));
  expect(figures.places).toEqual({ accounts: 1, amount: 1 });
  expect(figures.attributes).toMatchObject({ type: 1, size: 1, opened: 0 });
  expect(figures.visits).toEqual({ accounts: 2 / 3, rep: 2 / 3 });
  expect(figures.channels).toEqual({ hours: 1 / 3, channel: 2 / 3, channels: 1 });
  expect(figures.rivals).toEqual({ accounts: 1 / 3, areas: 0 });
  expect(figures.lists).toEqual({ lists: 1, places: 2 });
  expect(figures.targets).toEqual({ days: 31, territories: 0 });
  expect(figures.reach).toEqual({ phone: 1, mail: 0 });
  expect(figures.freshness).toEqual({ days: 7 });
});
