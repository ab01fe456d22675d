import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { checked, ODD_FILES, readable } from "./fuzzKit.ts";

for (const [file, odd] of Object.entries(ODD_FILES)) {
  it(`a market with an odd ${file} is checked or refused, 150 times`, async () => {
    for (const bytes of fc.sample(odd, { numRuns: 150, seed: 13 })) {
      const root = await mkdtemp(join(tmpdir(), "penumbra-fuzz-"));
      const fault = await checked(root, file, bytes);
      expect(fault, readable(file, bytes)).toBeNull();
      await rm(root, { recursive: true, force: true });
    }
  });
}
