import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bomb, bombMarket, gzipOf, MOST_MEMORY, penumbraMeasured, workbookOf } from "./bombKit.ts";
import { dailySales } from "./folder.ts";

/** One of each kind, as processes; many more and larger ones are in bombs.long.test.ts. */
const BOMBS: Readonly<Record<string, Bomb>> = {
  "a gzip of line ends behind good rows": ["sales.csv.gz", () => gzipOf(dailySales(), "\n".repeat(60e6), 1)],
  "a cell of 60 MB": ["sales.xlsx", () => workbookOf(`<row><c><v>${"1".repeat(60e6)}</v></c></row>`)],
  "JSON 20,000 deep": ["sales.json", () => `[{"date":${"[".repeat(20_000)}${"]".repeat(20_000)}}]`],
};

let root: string;
let usual: number;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "penumbra-bombs-"));
  const market = await bombMarket(root, "sales.csv", dailySales());
  usual = (await penumbraMeasured(["check", market])).peak;
});
afterAll(() => rm(root, { recursive: true, force: true }));

for (const [name, [file, bytes]] of Object.entries(BOMBS)) {
  it(`${name} is refused with little memory`, async () => {
    const { code, said, peak } = await penumbraMeasured(["check", await bombMarket(root, file, bytes())]);
    expect({ code, said }).toEqual({
      code: 2,
      said: expect.stringMatching(/unpacks to more than|longer than a million|nested deeper/),
    });
    expect(peak - usual).toBeLessThan(MOST_MEMORY);
  });
}
