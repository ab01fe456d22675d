/**
 * Judges every regular expression of the program that test/linearPatterns.json does not name yet, and writes those that
 * are linear there. Run it after writing one: npx tsx scripts/patterns.ts
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../test/imports.ts";
import { judge, LINEAR_FILE, linearPatterns } from "../test/linearPatterns.ts";
import { patterns } from "../test/patterns.ts";

const known = new Set(linearPatterns());
const found = patterns();
const linear = new Set(found.map(({ text }) => text).filter(text => known.has(text)));
for (const pattern of found) {
  if (linear.has(pattern.text)) continue;
  const fault = judge(pattern);
  if (fault === null) {
    linear.add(pattern.text);
    keep();
  } else {
    console.error(`${pattern.place}: ${fault}`);
    process.exitCode = 1;
  }
}
keep();

/** After each, since all together take minutes. */
function keep(): void {
  writeFileSync(join(root, LINEAR_FILE), `${JSON.stringify([...linear].sort(), null, 2)}\n`);
}
