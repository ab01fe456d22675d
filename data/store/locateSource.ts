import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { didYouMean } from "../config/nearest.ts";
import { locateFile } from "../files/regularFile.ts";

/**
 * The path of a saved plan that `market.yaml` puts in force.
 * @throws InputError when there is none of that name, or it leads out of the market folder.
 */
export async function locatePlan(dir: string, plan: string): Promise<string> {
  const folder = join(dir, "plans");
  const role = { kind: "plan", name: `plans: ${plan}`, inside: dir, details: { plan } } as const;
  const found = basename(plan) === plan ? await locateFile(join(folder, `${plan}.csv`), role) : null;
  if (found !== null) return found;
  const names = (await readdir(folder).catch(() => [])).flatMap(name =>
    name.endsWith(".csv") ? [name.slice(0, -".csv".length)] : [],
  );
  const message = `market.yaml: plans: there is no plan ${plan} in ${folder}${didYouMean(plan, names)}`;
  throw new InputError("plan_missing", message, { plan });
}

/**
 * The path of a source file, free of symbolic links.
 * @throws InputError when there is no such file, it is no regular file, or a link leads out of the market folder.
 */
export async function locateSource(dir: string, table: string, file: string): Promise<string> {
  const path = join(dir, file);
  const details = { table, file };
  const role = { kind: "source", name: `sources.${table}: ${file}`, inside: dir, details } as const;
  const found = await locateFile(path, role);
  if (found !== null) return found;
  const names = await readdir(dirname(path)).catch(() => []);
  const message = `sources.${table}: there is no file ${file} in ${dir}${didYouMean(basename(file), names)}`;
  throw new InputError("source_missing", message, details);
}
