import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cellToParent } from "h3-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tell } from "../../app/words/tell.ts";
import { f64 } from "../../core/columns.ts";
import type { CompiledScenario } from "../../scenarios/compile/compile.ts";
import { promotionEffect, promotionsAhead } from "../../scenarios/effects/promotions.ts";
import { factsOf } from "../../scenarios/parameters/facts.ts";
import { normalSample, stream } from "../models/sampling.ts";
import { WEEKS } from "../models/smallMarket.ts";
import { compiled, promotion, START, said, tiny, writeMarketYaml } from "./tinyTwin.ts";

/** Accounts that the first effect of a scenario touches. */
function touched({ levers }: CompiledScenario): number[] {
  const { accountClass, effects } = levers!;
  return Array.from(accountClass.keys()).filter(i => effects[0]!.mask[accountClass[i]!] === 1);
}

const range = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);

describe("where a lever pulls", () => {
  const small = tiny();
  const where = (place: string) =>
    compiled(small, `[{lever: demand, change: -8%, where: ${place}}]`).then(touched);

  test("territories by id or name, types, accounts", async () => {
    expect(await where("{territories: T2}")).toEqual(range(20, 40));
    expect(await where("{territories: [Doğu]}")).toEqual(range(20, 40));
    expect(await where("{types: kafe}")).toEqual(range(0, 40, 2));
    expect(await where("{accounts: [A3, A17]}")).toEqual([3, 17]);
  });

  test("cells, coarser ones too", async () => {
    const cell = small.market.cells.h3[1]!.toString(16);
    expect(await where(`{cells: ["${cell}"]}`)).toEqual(range(20, 40));
    expect(await where(`{cells: ["${cellToParent(cell, 5)}"]}`)).toEqual(range(20, 40));
  });

  test("customer segments by id", async () => {
    expect(await where("{segments: lapsed}")).toEqual(range(1, 40, 2));
    expect(await where("{segments: [lapsed], territories: [T2]}")).toEqual(range(21, 40, 2));
    const without = { ...small.twin.header, segments: [] };
    const twin = { ...small.twin, header: without };
    await expect(
      compiled({ ...small, twin }, "[{lever: demand, change: -8%, where: {segments: $largest}}]"),
    ).rejects.toThrow("it has no segments");
  });

  test("names of one key are alternatives, keys narrow each other down", async () => {
    expect(await where("{territories: [T1, T2], types: [kafe]}")).toEqual(range(0, 40, 2));
    expect(await where("{territories: T1, accounts: [A1, A30]}")).toEqual([1]);
  });

  test("$largest is the one with most own sales in the last year", async () => {
    const sold = tiny({ sales: [...Array(WEEKS - 1).fill([0, 0, 0]), [500, 100, 900]] });
    const of = (place: string) =>
      compiled(sold, `[{lever: demand, change: -8%, where: ${place}}]`).then(touched);
    expect(await of("{territories: $largest}")).toEqual(range(0, 20));
    expect(await of("{accounts: $largest}")).toEqual([0]);
    expect(await of("{segments: $largest}")).toEqual(range(0, 40, 2));
    const { levers, remarks } = await compiled(sold, "[{lever: rival_exit, brand: $largest}]");
    expect(levers!.effects[0]!.brand).toBe(2);
    expect(said(remarks)).toEqual(["the rival that leaves is Hitit"]);
    const brands = ["Kervan", "Bozkır", "DİĞER"];
    const gathered = tiny({ brands, sales: [...Array(WEEKS - 1).fill([0, 0, 0]), [500, 100, 900]] });
    const exit = await compiled(gathered, "[{lever: rival_exit, brand: $largest}]");
    expect(said(exit.remarks)).toEqual(["the rival that leaves is Bozkır"]);
  });

  test("accounts that meet the same levers are a class, and class 0 meets none", async () => {
    const { levers } = await compiled(
      small,
      "[{lever: demand, change: -8%, where: {territories: T2}}, {lever: season, shift: 1w, where: {types: kafe}}]",
    );
    expect(levers!.classes).toBe(4);
    expect(levers!.effects.map(({ mask }) => mask[0])).toEqual([0, 0]);
    expect(levers!.accountClass[1]).toBe(0);
  });
});

describe("when a lever pulls", () => {
  const periods = async (dates: string) => {
    const { levers } = await compiled(tiny(), `[{lever: demand, change: -8%${dates}}]`);
    const { from, to } = levers!.effects[0]!;
    return [from, to];
  };

  test("the whole horizon, from a day to a day inclusive, or from so many weeks on", async () => {
    expect(await periods("")).toEqual([0, 10]);
    expect(await periods(", from: 2026-01-05, to: 2026-01-18")).toEqual([1, 3]);
    expect(await periods(", from: 2026-01-06")).toEqual([1, 10]);
    expect(await periods(", from: 4w, to: 5w")).toEqual([4, 6]);
    expect(await periods(", from: 2020-01-01, to: 2031-01-01")).toEqual([0, 10]);
  });
});

describe("the luck of a lever", () => {
  const streamsOf = async (levers: string) =>
    (await compiled(tiny(), levers)).levers!.effects.map(e => e.stream);

  test("is the same in every scenario, whatever its size, dates and place in the file", async () => {
    const [alone] = await streamsOf("[{lever: demand, change: 5%..10%}]");
    const [, second] = await streamsOf(
      "[{lever: season, shift: 1w}, {lever: demand, change: -20%, from: 2w}]",
    );
    expect(second).toBe(alone);
  });

  test("is another for another place, and for the same lever once more", async () => {
    const streams = await streamsOf(
      "[{lever: demand, change: 5%}, {lever: demand, change: 5%, where: {types: kafe}}, {lever: demand, change: 5%}]",
    );
    expect(new Set(streams).size).toBe(3);
  });
});

describe("a rival's promotion", () => {
  /** Log odds of Bozkır against Hitit: −0.2, in promotion weeks 0.5 more, with noise of 0.1. */
  const planted = (seed: number) => {
    const next = stream(seed);
    const inside = (t: number) => [60, 61, 62, 112, 113, 114].includes(t);
    const sales = Array.from({ length: WEEKS }, (_, t) => {
      const odds = Math.exp(-0.2 + (inside(t) ? 0.5 : 0) + 0.1 * normalSample(next));
      return [1000, Math.round(1e6 * odds), 1e6];
    });
    return tiny({ sales, calendar: [promotion(1, 60, 3, 0.2), promotion(1, 112, 3, 0.2)] });
  };

  test("is learned from its history with an honest standard error", () => {
    const errors = Array.from({ length: 40 }, (_, seed) => {
      const { mean, se, source } = promotionEffect(planted(seed).market, 1);
      expect(source.from).toBe("data");
      expect(tell(source.note, "en")).toContain("2 promotions of Bozkır");
      return (mean - 0.5) / se;
    });
    const squares = errors.reduce((sum, e) => sum + e * e, 0) / errors.length;
    expect(Math.abs(errors.reduce((a, b) => a + b, 0) / errors.length)).toBeLessThan(0.6);
    expect(squares).toBeGreaterThan(0.5);
    expect(squares).toBeLessThan(1.8);
  });

  test("without history follows from its depth by the price elasticity, and is marked as a prior", () => {
    const { market } = tiny({ calendar: [promotion(1, WEEKS + 3, 2, 0.2)] });
    const { mean, source } = promotionEffect(market, 1);
    expect(mean).toBeCloseTo(-2.62 * Math.log(0.8), 12);
    expect(source.from).toBe("prior");
  });

  test("comes back a year after the last one where the calendar dates none ahead", () => {
    const { market, twin } = planted(1);
    const facts = factsOf(market, twin, 52);
    expect(promotionsAhead(facts, 1).map(({ from, shares }) => [from, shares])).toEqual([
      [112 + 52 - WEEKS, [1, 1, 1]],
    ]);
    const dated = tiny({ calendar: [promotion(1, 112, 3), promotion(1, WEEKS + 30, 2)] });
    expect(promotionsAhead(factsOf(dated.market, dated.twin, 52), 1).map(p => p.from)).toEqual([30]);
  });

  const effectsOf = async (what: string, horizon = 20) => {
    const { levers } = await compiled(
      planted(1),
      `[{lever: rival_promotion, brand: Bozkır, ${what}}]`,
      horizon,
    );
    return levers!.effects.map(({ value, profile, brand, kind }) => ({
      value,
      profile: [...profile!],
      brand,
      kind,
    }));
  };
  /** −1 where something is taken, 1 where it is put. */
  const moved = (off: readonly number[], on: readonly number[]) =>
    range(0, 20).map(t => (on.includes(t) ? 1 : 0) - (off.includes(t) ? 1 : 0));
  const inWeeks = (...weeks: number[]) => range(0, 20).map(t => (weeks.includes(t) ? 1 : 0));

  test("is taken out by stop, raised by change, and carried to other weeks by shift", async () => {
    const learned = promotionEffect(planted(1).market, 1);
    const [stop] = await effectsOf("stop: true");
    expect(stop).toMatchObject({ kind: "utility", brand: 1, value: { law: "normal", mean: learned.mean } });
    expect(stop!.profile).toEqual(inWeeks(8, 9, 10).map(x => (x ? -1 : -0)));
    const [more] = await effectsOf("change: +50%");
    expect(more!.value).toMatchObject({ mean: learned.mean / 2, sd: learned.se / 2 });
    expect(more!.profile).toEqual(inWeeks(8, 9, 10));
    const [later] = await effectsOf("shift: 4w");
    expect(later!.value).toEqual(stop!.value);
    expect(later!.profile).toEqual(moved([8, 9, 10], [12, 13, 14]));
    // By one week it meets itself: what stays covered is as it was.
    const [near] = await effectsOf("shift: 1w");
    expect(near!.profile).toEqual(moved([8], [11]));
  });

  test("that is moved keeps its weeks, wherever the lever's dates cut it and whichever it meets", async () => {
    // In weeks 2 and 3, and again in weeks 12 and 13 of the horizon.
    const calendar = [promotion(1, WEEKS + 2, 2), promotion(1, WEEKS + 12, 2)];
    const twice = tiny({ calendar });
    const shift = (what: string) =>
      compiled(twice, `[{lever: rival_promotion, brand: Bozkır, ${what}}]`, 20).then(
        ({ levers, remarks }) => ({
          profile: [...levers!.effects[0]!.profile!],
          remarks: said(remarks),
        }),
      );
    // The first one alone, and not what the second would bring into the dates.
    expect((await shift("shift: 4w, to: 5w")).profile).toEqual(moved([2, 3], [6, 7]));
    expect((await shift("shift: -8w, from: 4w")).profile).toEqual(moved([12, 13], [4, 5]));
    // Onto the second: they do not add up.
    expect((await shift("shift: 10w, to: 5w")).profile).toEqual(moved([2, 3], []));
    const out = await shift("shift: 10w");
    expect(out.profile).toEqual(moved([2, 3], []));
    expect(out.remarks).toEqual([
      expect.stringMatching(
        /^2 promotions of Bozkır: .+ to .+, .+ to .+ moved by 10 periods; 1 of them out of the/,
      ),
    ]);
  });

  test("is named before anything runs", async () => {
    const remarksOf = (what: string) =>
      compiled(planted(1), `[{lever: rival_promotion, brand: Bozkır, ${what}}]`, 20).then(c =>
        said(c.remarks),
      );
    expect(await remarksOf("stop: true")).toEqual([
      "1 promotion of Bozkır: 2026-02-23 to 2026-03-15 does not take place",
    ]);
    expect(await remarksOf("change: +50%")).toEqual([
      "1 promotion of Bozkır: 2026-02-23 to 2026-03-15 is changed",
    ]);
    expect(await remarksOf("change: 0%")).toContainEqual(expect.stringContaining("its size is zero"));
  });

  test("outside the lever's time changes nothing, which is an error that says what there is", async () => {
    const refused = (what: string, horizon: number) =>
      expect(compiled(planted(1), `[{lever: rival_promotion, brand: Bozkır, ${what}}]`, horizon)).rejects;
    await refused("stop: true", 5).toThrow(
      "brand: expected a time in which Bozkır has a promotion by the market's calendar, got none; it has none in the horizon; after it: 2026-02-23 to 2026-03-15",
    );
    await refused("change: +50%, from: 15w", 20).toThrow(
      "from: expected a time in which Bozkır has a promotion by the market's calendar, got none; it has 2026-02-23 to 2026-03-15",
    );
    await refused("shift: 2w, to: 3w", 20).toThrow("to: expected a time in which Bozkır");
  });
});

describe("a lever that reaches nothing", () => {
  const silent = () => tiny({ set: columns => f64(columns, "rate").fill(0, 0, 20) });
  const unvisited = () => tiny({ set: columns => f64(columns, "repCalls").set([0, 8]) });

  test.each([
    ["demand", "change: -8%"],
    ["price", "change: -5%"],
    ["season", "shift: 2w"],
  ])("%s where nobody buys is an error that says who does", async (lever, what) => {
    const west = `[{lever: ${lever}, ${what}, where: {territories: T1}}]`;
    await expect(compiled(silent(), west)).rejects.toThrow(
      "where: expected at least one account that buys anything, got 20 that do not; 20 elsewhere do",
    );
    const { levers } = await compiled(silent(), `[{lever: ${lever}, ${what}}]`);
    expect(levers).not.toBeNull();
  });

  test.each([
    ["visits", "change: +20%"],
    ["capacity", "change: +20%"],
    ["discovery", "calls: 10%"],
  ])("%s where nobody is visited is an error that says who is", async (lever, what) => {
    await expect(
      compiled(unvisited(), `[{lever: ${lever}, ${what}, where: {territories: T1}}]`),
    ).rejects.toThrow(
      "where: expected at least one account that a rep visits, got 20 that do not; 20 elsewhere do",
    );
  });

  test.each(["{lever: demand, change: 0%}", "{lever: season, shift: 0w}", "{lever: visits, change: 0%..0%}"])(
    "by its size says so: %s",
    async lever => {
      const { remarks } = await compiled(tiny(), `[${lever}]`);
      expect(said(remarks)).toContainEqual(
        expect.stringMatching(/^the lever \w+ changes nothing: its size is zero$/),
      );
    },
  );
});

describe("another plan of territories", () => {
  let dir: string;
  const small = tiny({ set: columns => f64(columns, "repCalls").set([8, 6]) });
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "penumbra-plan-"));
    await writeMarketYaml(dir);
    const [first, second] = Array.from(small.market.cells.h3, h => h.toString(16));
    await mkdir(join(dir, ".penumbra", "plans", "plan-7"), { recursive: true });
    await writeFile(
      join(dir, ".penumbra", "plans", "plan-7", "plan.csv"),
      `territory_id,cell\nT1,${first}\nT1,${second}\n`,
    );
    await writeFile(join(dir, "same.csv"), `territory_id,cell\nT1,${first}\nT2,${second}\n`);
    await writeFile(join(dir, "wrong.csv"), `territory_id,cell\nT9,${first}\n`);
    await writeFile(join(dir, "columns.csv"), "territory,cell\nT1,x\n");
    await writeFile(join(dir, "east.geojson"), JSON.stringify(square("T1", 33, 40)));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  const plan = (name: string, more = "") =>
    compiled(small, `[{lever: territories, plan: ${name}${more}}]`, 40, dir);

  test("gives the accounts to the reps of their new territories, who make as many calls as their hours allow", async () => {
    const { levers, remarks } = await plan("plan-7");
    const { repStart, repAccount, repWeight, repCalls } = levers!.visitPlan!;
    expect([...repStart]).toEqual([0, 40, 40]);
    expect([...repAccount]).toEqual(range(0, 40));
    // R1 drove nowhere in its one cell; the way to the other one, 48 km off, is taken from its calls. R2 has nobody left.
    expect(repCalls[0]).toBeGreaterThan(4);
    expect(repCalls[0]).toBeLessThan(7);
    expect(repCalls[1]).toBe(0);
    // What was visited 0.4 and 0.3 times a week still is in that proportion.
    expect(repWeight[19]).toBeCloseTo(8 / 14, 12);
    expect(repWeight[39]).toBe(1);
    expect(said(remarks)).toEqual([
      "20 accounts get another territory, 20 another rep; figures by territory are by the plan",
    ]);
  });

  test("costs the accounts that change rep up to 17.6% of a year's orders, most at first and less in a straight line", async () => {
    const scenario = await plan("plan-7");
    const { effects } = scenario.levers!;
    expect(touched(scenario)).toEqual(range(20, 40));
    const [lost] = effects.filter(({ kind }) => kind === "utility");
    expect(lost!.value).toEqual({ law: "range", low: 0, high: 0.176 });
    expect([lost!.from, lost!.to]).toEqual([0, 40]);
    // Of a triangle of 52 weeks twice the year's mean is lost at first.
    expect(lost!.profile![0]).toBeCloseTo(1 - 0.5 / 52, 12);
    expect(lost!.profile![26]).toBeCloseTo(0.5 - 0.5 / 52, 12);
    const utility = lost!.curve!.values.at(-1)!;
    expect(Math.exp(utility) / (2 + Math.exp(utility))).toBeCloseTo((1 / 3) * (1 - 2 * 0.176), 9);
    expect(lost!.curve!.values[0]).toBeCloseTo(0, 9);
    expect(scenario.sources[0]).toMatchObject({ from: "prior", fixed: false });
    expect(said(scenario.sources.map(({ note }) => note))[0]).toMatch(
      /^a change of rep costs 0\.0% to 17\.6% of/,
    );
  });

  test("leaves them without contacts for up to four weeks, drawn apart from the loss", async () => {
    const { effects } = (await plan("plan-7")).levers!;
    const missed = effects.filter(({ kind }) => kind === "contacts");
    const [lost] = effects.filter(({ kind }) => kind === "utility");
    expect(missed.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    for (const { value, curve, from, stream } of missed) {
      expect(value).toEqual({ law: "range", low: 0, high: 4 });
      expect(curve).toEqual({ from, step: 1, values: Float64Array.of(0, -1) });
      expect(stream).not.toBe(lost!.stream);
    }
  });

  test("may be a file: CSV by cell, GeoJSON by polygon; the same plan changes nothing", async () => {
    expect(touched(await plan("east.geojson"))).toEqual(range(20, 40));
    expect((await plan("same.csv")).levers).toBeNull();
    expect(touched(await plan("plan-7", ", where: {types: kafe}"))).toEqual(range(20, 40, 2));
  });

  test.each([
    ["no feature", [null], "feature 1: expected a Polygon or MultiPolygon, got no geometry"],
    ["no ring", [outlineOf([])], "feature 1: expected rings of at least 4 positions"],
    ["no coordinates", [outlineOf(null)], "feature 1: expected rings of at least 4 positions"],
    [
      "a ring of one position",
      [outlineOf([[[33, 40]]])],
      "feature 1: expected rings of at least 4 positions",
    ],
    ["words", [outlineOf([Array(4).fill(["a", "b"])])], "feature 1: expected rings of at least 4 positions"],
    [
      "no degrees",
      [
        outlineOf([
          [
            [4e6, 5e6],
            [5e6, 5e6],
            [5e6, 6e6],
            [4e6, 5e6],
          ],
        ]),
      ],
      "longitude, latitude",
    ],
    [
      "an open ring",
      [
        outlineOf([
          [
            [33, 40],
            [34, 40],
            [34, 41],
            [33, 41],
          ],
        ]),
      ],
      "the last equal to the first",
    ],
    [
      "a bow around the world",
      [
        outlineOf([
          [
            [-179, -85],
            [179, 85],
            [179, -85],
            [-179, 85],
            [-179, -85],
          ],
        ]),
      ],
      "1,000,000 cells",
    ],
    [
      "the whole world",
      [
        outlineOf([
          [
            [-179, -85],
            [179, -85],
            [179, 85],
            [-179, 85],
            [-179, -85],
          ],
        ]),
      ],
      "km²; are its coordinates in degrees",
    ],
  ])("is refused before it is filled with cells where its outlines hold %s", async (_, features, says) => {
    await writeFile(join(dir, "bad.geojson"), JSON.stringify({ type: "FeatureCollection", features }));
    await expect(plan("bad.geojson")).rejects.toThrow(says);
  });

  test("is refused where it has more territories than reps can have", async () => {
    const rows = range(0, 6000).map(i => `N${i},A0,${i},R1`);
    await writeFile(join(dir, "many.csv"), ["territory_id,account_id,step,rep_id", ...rows].join("\n"));
    await expect(plan("many.csv")).rejects.toThrow(/at most 5,000 territories, got 6,0\d\d/);
  });

  test.each(["long.csv", "long.geojson"])("is refused before it is read where it is huge: %s", async name => {
    await writeFile(join(dir, name), "");
    await truncate(join(dir, name), 2 ** 26 + 1);
    await expect(plan(name)).rejects.toThrow(`${name} is longer than 67,108,864 bytes`);
  });

  test("is refused with file and line where it is wrong", async () => {
    await expect(plan("wrong.csv")).rejects.toThrow(
      'test.yaml line 2, column 37: lever 1 (territories): wrong.csv line 2: territory_id: expected a territory of the market, or a new one with its rep_id or name, got "T9"',
    );
    await expect(plan("columns.csv")).rejects.toThrow(
      "columns.csv line 1: expected the columns territory_id and area_id, cell or account_id, got territory, cell",
    );
    await expect(plan("plan-8")).rejects.toThrow('got "plan-8"; did you mean "plan-7"?');
  });

  test("is no pipe, no link to another's file, and no binary", async () => {
    execFileSync("mkfifo", [join(dir, "pipe.csv")]);
    await symlink("/etc/hostname", join(dir, "link.csv"));
    await writeFile(join(dir, "binary.csv"), Buffer.from([0xff, 0x00, 0xfe, 0x0a, 0x22, 0xff]));
    await expect(plan("pipe.csv")).rejects.toThrow("plan: pipe.csv is no regular file; expected a file");
    await expect(plan("link.csv")).rejects.toThrow("plan: link.csv is a link that leaves the market folder");
    await expect(plan("binary.csv")).rejects.toMatchObject({ name: "InputError" });
  });

  function square(territory_id: string, west: number, south: number) {
    const ring = [
      [west, south],
      [west + 1, south],
      [west + 1, south + 1],
      [west, south + 1],
      [west, south],
    ];
    const feature = {
      type: "Feature",
      properties: { territory_id },
      geometry: { type: "Polygon", coordinates: [ring] },
    };
    return { type: "FeatureCollection", features: [feature] };
  }
});

test("the first day ahead is the Monday after history", () => {
  expect(new Date(START * 86_400_000).toISOString().slice(0, 10)).toBe("2025-12-29");
});

function outlineOf(coordinates: unknown): unknown {
  return { type: "Feature", properties: { territory_id: "T1" }, geometry: { type: "Polygon", coordinates } };
}
