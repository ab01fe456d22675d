import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { InputError } from "../../core/errors.ts";
import { writeAtomically } from "../files/durable.ts";
import { withDatedEntry } from "../yaml/datedEntry.ts";
import { type MarketConfig, parseConfig, readConfig } from "./config.ts";

/**
 * Writes into `market.yaml` that a saved plan is in force from a day on, in place of another one from that day. All else
 * stays, remarks too; all or nothing.
 * @param from ISO
 * @throws InputError for a file that is no sound `market.yaml`, before anything is changed
 */
export async function putPlan(dir: string, plan: string, from: string): Promise<void> {
  const before = await readConfig(dir);
  const others = before.plans.filter(entry => entry.from !== from);
  const plans = [...others, { plan, from, targets: "shared_out" as const }].sort(byDay);
  const file = join(dir, "market.yaml");
  const text = await readFile(file, "utf8");
  // Where nothing is said of plans yet every other letter of the file can stay.
  const written = before.plans.length === 0 ? appended(text, plan, from) : null;
  const entry = { plan, from };
  const made = [written, withDatedEntry(text, "plans", entry)].find(
    one => one !== null && says(one, { ...before, plans }),
  );
  if (!made) {
    const message = `market.yaml: plans could not be written into it; add a line yourself: plans: [{plan: ${JSON.stringify(plan)}, from: ${from}}]`;
    throw new InputError("config_syntax", message, { dir });
  }
  // Who may read and write it stays as it is: a closed file is never open to others, not for a moment.
  const mode = (await stat(file)).mode & 0o777;
  await writeAtomically(file, async temporary => {
    await writeFile(temporary, made, { mode });
    await chmod(temporary, mode);
  });
}

function appended(text: string, plan: string, from: string): string {
  const end = text === "" || text.endsWith("\n") ? "" : "\n";
  return `${text}${end}plans:\n  - {plan: ${JSON.stringify(plan)}, from: ${from}}\n`;
}

function byDay(a: { readonly from: string }, b: { readonly from: string }): number {
  return a.from < b.from ? -1 : 1;
}

function says(text: string, expected: MarketConfig): boolean {
  try {
    const config = parseConfig(text);
    return isDeepStrictEqual({ ...config, plans: config.plans.toSorted(byDay) }, expected);
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
