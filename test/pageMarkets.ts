import { execFile } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import { writeTinyMarket } from "./app/tinyMarket.ts";
import { once } from "./once.ts";
import { builtFrom } from "./program.ts";

const CLI = builtFrom(new URL("../app/cli/main.ts", import.meta.url));

/**
 * The tiny market, built in seconds by the program as it is: `hours` as it is made, synthetic and Turkish, with the
 * hour of every signal; `days` in English and not marked as synthetic, with dates alone. Made by the first test file that asks for
 * it and shared by the others of this run; tests must not change it.
 */
export async function tinyBuilt(name: "hours" | "days"): Promise<string> {
  const dir = join(inject("marketsRoot"), name);
  await once(dir, async () => {
    await writeTinyMarket(dir);
    if (name === "days") await forgetHours(dir);
    await promisify(execFile)(process.execPath, [CLI, "build", dir]);
  });
  return dir;
}

/** Writes the tiny market into a folder, with the state that its build leaves: for tests that write into it. */
export async function writeTinyBuilt(dir: string): ReturnType<typeof writeTinyMarket> {
  const written = await writeTinyMarket(dir);
  const state = join(await tinyBuilt("hours"), ".penumbra");
  await cp(state, join(dir, ".penumbra"), { recursive: true, verbatimSymlinks: true });
  return written;
}

async function forgetHours(dir: string): Promise<void> {
  const change = async (file: string, pattern: RegExp, to: string) => {
    const text = await readFile(join(dir, file), "utf8");
    await writeFile(join(dir, file), text.replace(pattern, to));
  };
  await change("market.yaml", /^(language: )tr$/m, "$1en");
  await change("market.yaml", /^synthetic: true\n/m, "");
  for (const file of ["activity.csv", "visits.csv"]) await change(file, /T\d\d:\d\d:00/g, "");
}
