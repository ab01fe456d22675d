import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RESULTS } from "../../app/stages/results.ts";
import { openBuilt } from "../../app/state/builtMarket.ts";
import { RECORD_VERSION } from "../../app/state/manifest.ts";
import { cli } from "./effects.ts";
import { reseal } from "./reseal.ts";
import { writeTinyMarket } from "./tinyMarket.ts";

/** States of other versions of the program, by the version of their record. */
let root: string;
let dir: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "penumbra-record-"));
  dir = join(root, "pazar");
  await writeTinyMarket(dir);
  expect((await cli(["build", dir, "--threads", "1"])).code).toBe(0);
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Commands that read what a build has made. */
const READERS = [
  "check --state",
  "export cells --to cells.csv",
  "segments",
  "heat",
  "simulate --runs 2",
  "compare baseline downturn",
  "backtest",
  "serve",
];

/** Fields of the record, and those of each of its parts that is no list and no map of names. */
function fieldsOf(record: object): Record<string, string> {
  const fields = Object.entries(record).map(([name, part]) => {
    // Which results there are is told by their keys; each of them keeps the same.
    if (name === "made") return [name, Object.keys(part.market).sort().join(" ")] as const;
    const isPart = typeof part === "object" && part !== null && !Array.isArray(part);
    return [name, isPart ? Object.keys(part).sort().join(" ") : ""] as const;
  });
  return Object.fromEntries(fields);
}

describe("the record of a build", () => {
  it("gets another version when its fields change", async () => {
    const { record } = await openBuilt(dir);
    const told = "a field came, went or changed: raise RECORD_VERSION, then write both down here";
    expect({ version: RECORD_VERSION, fields: fieldsOf(record) }, told).toMatchInlineSnapshot(`
      {
        "fields": {
          "country": "",
          "dark": "",
          "data": "currency facts files guesses history minorUnits notes rejects rows unplaced",
          "info": "activity bounds brands counts currency heat history language name period resolution synthetic territories timezone twinHash",
          "kpis": "forecast_runs known_accounts market_amount_52w own_amount_52w own_amount_change own_forecast_52w own_share_52w rival_amount_52w scopes",
          "made": "code files kept key passed settings sources",
          "salesRecord": "",
          "summary": "accounts amount_52w currency dark forecast_52w history name notes own_share rows sources synthetic twin_hash unaware_accounts untapped_share",
          "trackRecord": "",
          "version": "",
        },
        "version": 12,
      }
    `);
  });

  it("of another version is named by who reads it, and its state is built anew", async () => {
    await reseal(join(dir, ".penumbra", "state-1"), record => {
      record.version = RECORD_VERSION - 1;
      delete record.made;
    });
    for (const command of READERS) {
      const [name, ...options] = command.split(" ");
      const { code, stderr } = await cli([name!, dir, ...options]);
      expect({ command, code }).toEqual({ command, code: 2 });
      expect(stderr, command).toContain(
        `${dir} was built by another version of penumbra; run: penumbra build`,
      );
    }
    const built = await cli(["build", dir, "--threads", "1", "--json"]);
    expect(built.code).toBe(0);
    expect(JSON.parse(built.stdout)).toMatchObject({
      done: RESULTS.map(({ name }) => name),
      outdated: true,
      changes: null,
    });
    expect((await openBuilt(dir)).record.version).toBe(RECORD_VERSION);
  });
});
