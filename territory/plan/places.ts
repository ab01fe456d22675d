import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { extname, join, relative, resolve, sep } from "node:path";
import { InputError } from "../../core/errors.ts";
import { type FileRole, locateFile, readWhole } from "../../data/files/regularFile.ts";

/** Bytes of a plan's file: outlines of some thousand territories, or a row for each of a million accounts. */
export const MOST_BYTES = 2 ** 26;

/** Where what a person saves stands, with its outlines beside it. */
export function plansFolder(dir: string): string {
  return join(dir, "plans");
}

/** Where proposals of searches stand, a folder each. */
function proposalsFolder(dir: string): string {
  return join(dir, ".penumbra", "plans");
}

/** @throws InputError for a name that leads out of the folder */
export function savedFile(dir: string, name: string): string {
  return fileIn(plansFolder(dir), join(plansFolder(dir), `${name}.csv`), name);
}

/** @throws InputError for an id that leads out of the folder */
export function proposalFile(dir: string, id: string): string {
  return fileIn(proposalsFolder(dir), join(proposalsFolder(dir), id, "plan.csv"), id);
}

/**
 * The file of a plan that somebody names: a file of the market folder by its ending, else what was saved under the name,
 * else the proposal of that id.
 * @returns null where there is none
 * @throws InputError for a file outside of the market folder, a folder, a link that leads out
 */
export async function findPlan(
  dir: string,
  plan: string,
  role: FileRole,
): Promise<{ readonly path: string; readonly source: PlanSource } | null> {
  const places: readonly [PlanSource, string][] = isFile(plan)
    ? [["file", fileIn(dir, resolve(dir, plan), plan)]]
    : [
        ["saved", savedFile(dir, plan.normalize("NFC"))],
        ["proposal", proposalFile(dir, plan)],
      ];
  for (const [source, file] of places) {
    const path = await locateFile(file, role, MOST_BYTES);
    if (path !== null) return { path, source };
  }
  return null;
}

export type PlanSource = "saved" | "proposal" | "file";

/** A plan that has a name of its own. */
export interface NamedPlan {
  readonly plan: string;
  readonly source: Exclude<PlanSource, "file">;
  /** Of its content: another one, where the plan has been changed. */
  readonly version: string;
  /** When it was written, ISO. */
  readonly written: string;
}

/** All saved plans by name, then the proposals. */
export async function listPlans(dir: string): Promise<NamedPlan[]> {
  const names = async (folder: string) => (await readdir(folder).catch(() => [])).sort();
  const saved = (await names(plansFolder(dir))).flatMap(file =>
    file.endsWith(".csv") && !file.startsWith(".") ? [file.slice(0, -".csv".length)] : [],
  );
  const proposals = (await names(proposalsFolder(dir))).filter(id => !id.startsWith("."));
  const told = await Promise.all([
    ...saved.map(plan => namedPlan(plan, "saved", savedFile(dir, plan))),
    ...proposals.map(plan => namedPlan(plan, "proposal", proposalFile(dir, plan))),
  ]);
  return told.filter(plan => plan !== null);
}

async function namedPlan(plan: string, source: NamedPlan["source"], file: string): Promise<NamedPlan | null> {
  const version = await planVersion(file);
  const found = version === null ? null : await stat(file).catch(() => null);
  return found && { plan, source, version: version!, written: found.mtime.toISOString() };
}

/** Of a file of a plan; null where there is none that can be read. */
export async function planVersion(file: string): Promise<string | null> {
  const bytes = await readWhole(file, { kind: "plan", name: file }, MOST_BYTES).catch(error => {
    if (error instanceof InputError) return null;
    throw error;
  });
  return bytes && createHash("sha256").update(bytes).digest("base64url").slice(0, 16);
}

function isFile(plan: string): boolean {
  return [".csv", ".geojson", ".json"].includes(extname(plan).toLowerCase());
}

function fileIn(folder: string, path: string, plan: string): string {
  const inside = relative(resolve(folder), resolve(path));
  if (inside !== "" && inside !== ".." && !inside.startsWith(`..${sep}`)) return path;
  throw new InputError("plan_outside", `plan: expected a file inside the market folder, got "${plan}"`, {
    plan,
  });
}
