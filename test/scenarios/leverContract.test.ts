import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../app/effects/packageRoot.ts";
import { f64 } from "../../core/columns.ts";
import { describePair, playPair } from "../../scenarios/compare/compare.ts";
import { type CompiledScenario, compileScenario } from "../../scenarios/compile/compile.ts";
import { effect } from "../../scenarios/effects/accountEffect.ts";
import { readScenarioText } from "../../scenarios/file/read.ts";
import { scenarioJsonSchema } from "../../scenarios/file/schema.ts";
import { type Lever, lever } from "../../scenarios/levers/lever.ts";
import { LATER_LEVERS, LEVERS } from "../../scenarios/levers/levers.ts";
import { CONTACTS, PURCHASES } from "../../scenarios/levers/moves.ts";
import { said } from "../../scenarios/levers/notes.ts";
import { constant } from "../../scenarios/levers/rests.ts";
import { change } from "../../scenarios/parameters/values.ts";
import { createRunner } from "../../sim/runner.ts";
import { WEEKS } from "../models/smallMarket.ts";
import { guideWith, leverTable } from "./leverTable.ts";
import { promotion, tiny, writeMarketYaml } from "./tinyTwin.ts";

const LINEAR = said({ en: "sales go with open days", tr: "satışlar açık günlerle gider" });

/** The smallest lever there can be: what it must say is all that anybody has to write. */
const daysOpen = lever({
  name: "days_open",
  title: { en: "days open", tr: "açık günler" },
  about: { en: "Days on which shops are open.", tr: "Dükkânların açık olduğu günler." },
  example: "change: +20%",
  does: "Accounts buy a fifth more often.",
  shape: { change },
  moves: PURCHASES,
  pull: ({ change }, { reach }) => ({ effects: [effect("demand", change, reach)] }),
  rests: () => [constant("assumption", LINEAR)],
});

const known = [...LEVERS, daysOpen];

/** A market in which every example of the guide says something: the rival X with promotions, the plan plan-7. */
const small = tiny({
  sizes: [30, 20],
  brands: ["Kervan", "X", "Hitit"],
  scalars: { draws: 16, goodwillEffect: 0.3, carryOver: 0.8 },
  set: columns => {
    f64(columns, "repCalls").set([12.5, 8]);
    // A season: it rises over four weeks, again and again.
    f64(columns, "volumeIndex").forEach((_, t, index) => {
      index[t] = 1 + (t % 4);
    });
  },
  calendar: [promotion(1, WEEKS + 3, 3)],
  economics: { margin: 0.3, contact_cost: { face_to_face: 3 }, rep_week: 100 },
});
const HORIZON = 10;

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "penumbra-levers-"));
  await writeMarketYaml(dir);
  const [west] = small.market.cells.h3;
  await mkdir(join(dir, ".penumbra", "plans", "plan-7"), { recursive: true });
  await writeFile(
    join(dir, ".penumbra", "plans", "plan-7", "plan.csv"),
    `cell,territory_id\n${west!.toString(16)},T2\n`,
  );
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function compiled(lines: readonly string[]): Promise<CompiledScenario> {
  const text = `name: Test\nlevers: [${lines.join(", ")}]\n`;
  const scenario = await readScenarioText(text, "test", { dir, levers: known });
  return compileScenario(scenario, small.market, small.twin, { dir, horizon: HORIZON, levers: known });
}

const lineOf = ({ name }: Lever, says: string) => `{lever: ${name}, ${says}}`;

/** What the line answers beside today's course. */
async function answer(line: string) {
  const runner = createRunner({ threads: 1 });
  try {
    const sides = [await compiled([]), await compiled([line])] as const;
    return await playPair(small.market, small.twin, sides, runner, { runs: 16, seed: 3 }).then(describePair);
  } finally {
    await runner.close();
  }
}

/** The lever in the JSON Schema of a language. */
function schemaOf({ name }: Lever, language: "en" | "tr") {
  const { properties } = scenarioJsonSchema(language, known) as { properties: { levers: LeverSchemas } };
  return properties.levers.items.oneOf.find(one => one.properties.lever!.const === name)!;
}

interface LeverSchemas {
  readonly items: { readonly oneOf: readonly Described[] };
}

interface Described {
  readonly title?: string;
  readonly description?: string;
  readonly const?: string;
  readonly properties: Readonly<Record<string, Described>>;
}

describe.each(known.map(one => [one.name, one] as const))("the lever %s", (_, one) => {
  test("says what it is and what each part of its line is, in both languages", () => {
    const [en, tr] = [schemaOf(one, "en"), schemaOf(one, "tr")];
    expect([en.title, en.description]).toEqual([one.title.en, one.about.en]);
    expect([tr.title, tr.description]).toEqual([one.title.tr, one.about.tr]);
    expect(Object.keys(en.properties)).toEqual(Object.keys(one.schema.shape));
    for (const [key, part] of Object.entries(en.properties)) {
      expect(part.description, key).toMatch(/\p{L}{3}/u);
      expect(tr.properties[key]!.description, key).not.toBe(part.description);
    }
  });

  test("does by its example what it says it moves, and nothing else; and says what that rests on", async () => {
    const { result_hash, uplift, rests_on, economics } = await answer(lineOf(one, one.example));
    expect(result_hash.b).not.toBe(result_hash.a);
    const movable = new Set([...PURCHASES, ...CONTACTS]);
    const moved = [...movable].filter(metric => uplift[metric]!.p05 !== 0 || uplift[metric]!.p95 !== 0);
    expect(moved.length).toBeGreaterThan(0);
    expect(one.moves).toEqual(expect.arrayContaining(moved));
    expect(rests_on.sources.filter(source => source.lever === one.name).length).toBeGreaterThan(0);
    expect(economics.net).not.toBeNull();
    expect(Number.isFinite(economics.rep_cost)).toBe(true);
  });

  test("reaches the accounts of its place in its time, and no others", async () => {
    const place = "where: {territories: [T1]}";
    // A plan of territories holds for the whole horizon.
    const timed = one.name === "territories" ? place : `${place}, from: 2w, to: 6w`;
    const { levers } = await compiled([lineOf(one, `${one.example}, ${timed}`)]);
    const [from, to] = one.name === "territories" ? [0, HORIZON] : [2, 7];
    expect(levers!.effects.length).toBeGreaterThan(0);
    for (const { mask, profile, ...spans } of levers!.effects) {
      const touched = [...levers!.accountClass].flatMap((c, i) => (mask[c] === 1 ? [i] : []));
      expect(touched.length).toBeGreaterThan(0);
      expect(touched.every(i => i < 30)).toBe(true);
      for (let t = spans.from; t < spans.to; t++)
        if (profile === null || profile[t - spans.from] !== 0) {
          expect(t).toBeGreaterThanOrEqual(from!);
          expect(t).toBeLessThan(to!);
        }
    }
  });
});

/** Those whose example has a size. */
const sized = known.flatMap(one => {
  const nothing = one.example.replace(/[+-]?\d+(?=[%w])/, "0");
  return nothing === one.example ? [] : [[one.name, lineOf(one, nothing)] as const];
});

test.each(sized)("the lever %s of size zero is today's course to the bit, and says so", async (_, line) => {
  const { result_hash, remarks } = await answer(line);
  expect(result_hash.b).toBe(result_hash.a);
  expect(remarks.length).toBeGreaterThan(0);
});

test("a new lever is its object and its place in the list of levers: file, kernel and answer follow", async () => {
  expect(sized.length).toBeGreaterThan(5);
  const { uplift, rests_on, result_hash } = await answer("{lever: days_open, change: 50%}");
  expect(uplift.orders!.relative).toBeGreaterThan(0.2);
  expect(result_hash.b).toBe((await answer("{lever: demand, change: 50%}")).result_hash.b);
  expect(rests_on.fixed).toContainEqual(LINEAR);
  // Where it is not in the list it is unknown.
  const text = "name: x\nlevers: [{lever: days_open, change: 50%}]\n";
  await expect(readScenarioText(text, "x", { dir })).rejects.toThrow('unknown lever "days_open"');
});

test("the guide lists the levers as their objects have them", async () => {
  const guide = await readFile(join(packageRoot(), "docs", "scenarios.md"), "utf8");
  // Mend with: npx tsx scripts/levers.ts
  expect(guideWith(leverTable(LEVERS, LATER_LEVERS), guide)).toBe(guide);
});
