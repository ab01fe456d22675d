import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { inEnglish } from "../../app/words/tell.ts";
import { configJsonSchema, readConfig } from "../../data/config/config.ts";
import { TABLE_NAMES, TABLES } from "../../data/config/schema.ts";
import { initExample } from "../../data/examples/initExample.ts";
import { checkMarket } from "../../data/readiness/check.ts";
import { precedence } from "../../territory/plan/precedence.ts";
import { dailySales, messageOf, newFolder, removeFolders } from "./folder.ts";

afterAll(removeFolders);

async function template(): Promise<string> {
  const dir = join(await newFolder(), "market");
  await initExample(dir, "empty");
  return dir;
}

const yamlOf = (dir: string) => readFile(join(dir, "market.yaml"), "utf8");

describe("the template", () => {
  test("has every table with its header, and a schema for editors beside it", async () => {
    const dir = await template();
    const tables = TABLE_NAMES.map(t => (t === "areas" ? "areas.geojson" : `${t}.csv`));
    expect((await readdir(dir)).sort()).toEqual(
      [...tables, "README.txt", "market.schema.json", "market.yaml"].sort(),
    );
    const header = await readFile(join(dir, "preferences.csv"), "utf8");
    expect(header).toBe(`\uFEFF${Object.keys(TABLES.preferences.columns).join(";")}\r\n`);
    const schema = JSON.parse(await readFile(join(dir, "market.schema.json"), "utf8")) as unknown;
    expect(schema).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
  });

  test("explains every key of market.yaml, and lists every table and column in its README", async () => {
    const dir = await template();
    const [yaml, readme] = [await yamlOf(dir), await readFile(join(dir, "README.txt"), "utf8")];
    const keys = Object.keys((configJsonSchema() as { properties: object }).properties);
    for (const key of keys) expect(yaml, key).toMatch(new RegExp(`^(# )?${key}:`, "m"));
    for (const table of TABLE_NAMES) {
      expect(yaml, table).toMatch(new RegExp(`^#? +${table}: \\{file: `, "m"));
      for (const column of Object.keys(TABLES[table].columns))
        expect(readme, column).toMatch(new RegExp(`^ +${column}\\b`, "m"));
    }
  });

  test("with every # taken away it is still a market that is read as meant", async () => {
    const dir = await template();
    const open = (await yamlOf(dir)).replaceAll(
      /^# (?=(synthetic|history|seed|max_rejects|economics): )/gm,
      "",
    );
    await writeFile(join(dir, "market.yaml"), open.replaceAll(/^# {2}(?=\w+: \{file)/gm, "  "));
    const config = await readConfig(dir);
    expect(Object.keys(config.sources).sort()).toEqual([...TABLE_NAMES].sort());
    expect(config).toMatchObject({ synthetic: true, seed: 1, max_rejects: 0.01 });
  });
});

describe("check of a template says what to fill in first", () => {
  test("accounts, then sales, then the own brand; then it is a market", async () => {
    const dir = await template();
    expect(await messageOf(checkMarket(dir, { precedence, tell: inEnglish }))).toBe(
      "accounts.csv: accounts has a header and no rows yet; start with it: one row a customer: account_id, and lat and lon, which place it on the map; then run check again",
    );
    await appendFile(join(dir, "accounts.csv"), "A1;39,9;32,85;Çankaya Şarküteri;;;;;;;;;\r\n");
    await appendFile(join(dir, "accounts.csv"), "A2;39,95;32,7;Iğdır Büfe;;;;;;;;;\r\n");
    expect(await messageOf(checkMarket(dir, { precedence, tell: inEnglish }))).toBe(
      "sales.csv: sales has a header and no rows yet; fill it in next: one row a sale: date, account_id, brand, amount; then run check again",
    );
    await writeFile(join(dir, "sales.csv"), dailySales());
    const message = await messageOf(checkMarket(dir, { precedence, tell: inEnglish }));
    expect(message).toContain("own_brand");
    expect(message).toContain("OUR BRAND");
    expect(message).toContain("Biz");
    await writeFile(join(dir, "market.yaml"), (await yamlOf(dir)).replace("OUR BRAND", "Biz"));
    expect((await checkMarket(dir, { precedence, tell: inEnglish })).rows.sales).toMatchObject({
      read: 28,
      rejected: 0,
    });
  });
});
