import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InputError } from "../../core/errors.ts";
import { MOST_FAULTS } from "../../data/yaml/complaint.ts";
import { YAML_LIMITS } from "../../data/yaml/limits.ts";
import { compileScenario } from "../../scenarios/compile/compile.ts";
import { MOST_LEVERS, readScenarioText, scenarioNames } from "../../scenarios/file/read.ts";
import { change, moment, readValue, shift } from "../../scenarios/parameters/values.ts";
import { mutated } from "../data/textMutations.ts";
import { promotion, tiny } from "./tinyTwin.ts";

const EVERY_LEVER = `name: "Ğüçlü: her şey"
question: Ne olur?
horizon: 10
levers:
  - {lever: visits, change: 5%..10%, where: {territories: [T1], types: kafe}, from: 2w}
  - {lever: capacity, change: "normal(10%, 2%)", from: 2025-12-29, to: 8w}
  - lever: price
    change: −2,5%
    where:
      accounts: [A0, A1]
  - {lever: discovery, calls: 10%}
  - {lever: rival_exit, brand: $largest, from: 4w}
  - {lever: rival_promotion, brand: Bozkır, shift: -1w}
  - {lever: demand, change: normal(4%, 1%)}
  - {lever: season, shift: 2w}
`;

describe("any scenario's text is read or refused", () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "penumbra-fuzz-"));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test("with a message that a person can read, in the market too", async () => {
    const { market, twin } = tiny({ calendar: [promotion(1, 100, 3)] });
    const shipped = await scenarioNames({ dir });
    const examples = await Promise.all(shipped.map(({ path }) => readFile(path, "utf8")));
    const seen = { read: 0, refused: new Set<string>() };
    const property = async (text: string) => {
      try {
        const scenario = await readScenarioText(text, "x", { dir, paths: false });
        expect(scenario.levers.length).toBeLessThanOrEqual(MOST_LEVERS);
        expect(JSON.stringify(scenario.levers.map(({ spec }) => spec)).length).toBeLessThan(
          4 * YAML_LIMITS.letters,
        );
        await compileScenario(scenario, market, twin, { dir });
        seen.read++;
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        expect(error.message.length).toBeLessThan(4000);
        expect(((error.details.faults as unknown[]) ?? []).length).toBeLessThanOrEqual(MOST_FAULTS);
        seen.refused.add(error.code);
      }
    };
    const texts = mutated([EVERY_LEVER, EVERY_LEVER, ...examples]);
    await fc.assert(fc.asyncProperty(texts, property), { seed: 12, numRuns: 300 });
    expect(seen.read).toBeGreaterThan(5);
    expect([...seen.refused]).toEqual(
      expect.arrayContaining(["scenario_syntax", "yaml_limit", "scenario_invalid"]),
    );
  });
});

describe("values", () => {
  const digits = fc.constantFrom("0", "7", "10", "2,5", "2.5", "999", "1e3", "9".repeat(400), "1.", ".5", "");
  const sign = fc.constantFrom("", "+", "-", "−", "--");
  const gap = fc.constantFrom("", " ", "\t", "\u00a0", " ".repeat(5000));
  const number = fc.tuple(gap, sign, digits, gap, fc.constantFrom("%", "%", "")).map(parts => parts.join(""));
  const value = fc.oneof(
    number,
    fc.tuple(number, fc.constantFrom("..", "...", " .. "), number).map(parts => parts.join("")),
    fc
      .tuple(
        fc.constantFrom("normal(", "Normal("),
        number,
        fc.constantFrom(",", ", "),
        number,
        fc.constantFrom(")", ""),
      )
      .map(parts => parts.join("")),
    fc.string({ unit: "grapheme", maxLength: 30 }),
  );

  test("are finite and within their bounds, or none", () => {
    let read = 0;
    fc.assert(
      fc.property(value, text => {
        const known = readValue(text);
        const checked = change.safeParse(text);
        if (!checked.success) return;
        read++;
        expect(known).toEqual(checked.data);
        const numbers = Object.values(checked.data).filter(part => typeof part === "number");
        for (const part of numbers) expect(Math.abs(part)).toBeLessThanOrEqual(10);
      }),
      { seed: 13, numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  test("a comma and a point are the same, and so are both signs of minus", () => {
    fc.assert(
      fc.property(fc.integer({ min: -999, max: 9999 }), tenths => {
        const text = `${(tenths / 10).toFixed(1)}%`;
        const expected = { law: "range", low: tenths / 1000, high: tenths / 1000 };
        for (const form of [text, text.replace(".", ","), text.replace("-", "−")])
          expect(readValue(form)).toEqual(tenths === 0 ? { law: "range", low: 0, high: 0 } : expected);
      }),
      { seed: 14, numRuns: 300 },
    );
  });

  test("days and times are days of the calendar and lengths, or none", () => {
    const part = fc.constantFrom("0", "-", "4", "9999", "12", "31", "d", "w", "m", ".", " ", "T", "ı", "+");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), parts => {
        const text = parts.join("");
        const when = moment.safeParse(text);
        if (when.success)
          expect(Number.isSafeInteger("day" in when.data ? when.data.day : when.data.after.count)).toBe(true);
        const move = shift.safeParse(text);
        if (move.success) expect(Math.abs(move.data.count)).toBeLessThan(10_000);
      }),
      { seed: 15, numRuns: 2000 },
    );
  });
});
