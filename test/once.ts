import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

/** Lets one test file do the work, and the others wait for it. */
export async function once(at: string, work: () => Promise<void>): Promise<void> {
  const ready = `${at}.ready`;
  const first = await mkdir(`${at}.claimed`).then(
    () => true,
    () => false,
  );
  if (first) await work().then(() => mkdir(ready));
  while (!existsSync(ready)) await setTimeout(50);
}
