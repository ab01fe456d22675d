import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { travelOf } from "../../territory/travel/ofMarket.ts";
import { temporaryFolder, writeTinyMarket } from "./tinyMarket.ts";

describe("how reps of a market travel", () => {
  let dir: string;
  let yaml: string;
  beforeAll(async () => {
    dir = (await temporaryFolder()).path;
    await writeTinyMarket(dir);
    yaml = await readFile(join(dir, "market.yaml"), "utf8");
    await writeFile(join(dir, "ways.csv"), "from_id,to_id,minutes\nhome:R1,A1,12\n");
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  const withTravel = async (travel: string) => {
    await writeFile(join(dir, "market.yaml"), `${yaml}travel: ${travel}\n`);
    return travelOf(dir);
  };

  it("is the usual where market.yaml says nothing", async () => {
    expect(await travelOf(dir)).toEqual({
      settings: { detour: 1.4, kmh: 45 },
      hours: { from: 540, to: 1080 },
      matrix: null,
    });
  });

  it("is read from market.yaml, with its matrix", async () => {
    const { settings, hours, matrix } = await withTravel(
      "{detour: 1.2, speed: 30, hours: 8:30-17, matrix: ways.csv}",
    );
    expect([settings, hours]).toEqual([
      { detour: 1.2, kmh: 30 },
      { from: 510, to: 1020 },
    ]);
    expect([matrix?.file, matrix?.pairs, matrix?.minutes("A1", "home:R1")]).toEqual(["ways.csv", 1, 12]);
  });

  it.each([
    ["{hours: 18-9}", "config_invalid", /travel\.hours.*an end after the begin/],
    ["{hours: morning}", "config_invalid", /travel\.hours.*such as "9-18"/],
    ["{speed: 0}", "config_invalid", /travel\.speed/],
    ["{spede: 30}", "config_unknown_key", /did you mean "speed"/],
    ["{matrix: roads.csv}", "source_missing", /travel\.matrix: roads\.csv.*no such file/],
    ["{matrix: ../../etc/hostname}", /source_/, /travel\.matrix/],
  ])("refuses %s", async (travel, code, message) => {
    await expect(withTravel(travel)).rejects.toMatchObject({
      code: expect.stringMatching(code),
      message: expect.stringMatching(message),
    });
  });
});
