import { rm } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../files/durable.ts";
import { removeOrphans } from "./state.ts";

let folders = 0;

/**
 * Lets `work` have a folder of its own for as long as it takes. Personal data stays in the market folder, even for that
 * time. What killed processes left is removed.
 */
export async function withPassingFolder<T>(dir: string, work: (folder: string) => Promise<T>): Promise<T> {
  await removeOrphans(dir);
  const folder = join(dir, ".penumbra", `check-${process.pid}-${++folders}`);
  await makeFolder(folder);
  return work(folder).finally(() => rm(folder, { recursive: true, force: true }));
}
