import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorkbook } from "../../data/workbook/workbook.ts";
import { checked, faultOf, ODD_FILES, oddWorkbook } from "./fuzzKit.ts";

/** No file brings about anything but an error that says what is wrong with it. Many more runs: fuzz.long.test.ts. */
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "penumbra-fuzz-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function readAll(path: string): Promise<void> {
  const workbook = await openWorkbook(path, "s.xlsx", 1e9);
  try {
    for (const sheet of workbook.sheets) {
      await workbook.isEmpty(sheet);
      for await (const { row, values } of workbook.rows(sheet, []))
        expect([row, values.length]).not.toContain(0);
    }
  } finally {
    workbook.close();
  }
}

it("workbooks with damaged bytes or odd XML are read or refused", async () => {
  const path = join(root, "s.xlsx");
  await fc.assert(
    fc.asyncProperty(oddWorkbook, async bytes => {
      await writeFile(path, bytes);
      expect(await faultOf(readAll(path))).toBeNull();
    }),
    { numRuns: 300, seed: 11 },
  );
});

it("markets with odd files are checked or refused", async () => {
  for (const [file, odd] of Object.entries(ODD_FILES)) {
    for (const bytes of fc.sample(odd, { numRuns: 2, seed: 12 }))
      expect(await checked(root, file, bytes)).toBeNull();
  }
});
