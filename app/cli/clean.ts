import { decimal } from "../../core/figures.ts";
import { DAY_MS } from "../../core/period.ts";
import type { Effects } from "../effects/effects.ts";
import { type CleanReport, cleanMarket } from "../upkeep/clean.ts";
import { count, table } from "../words/format.ts";
import { printJson } from "./print.ts";

export interface CleanCommandOptions {
  readonly olderThan?: number;
  readonly maxSize?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** A month of questions is asked again; what is older is made anew to the same bits. */
const DEFAULT_AGE_MS = 30 * DAY_MS;

/** `penumbra clean DIR`. */
export async function clean(dir: string, options: CleanCommandOptions, effects: Effects): Promise<void> {
  const { olderThan, maxSize: maxBytes, dryRun = false, json } = options;
  const olderThanMs = olderThan ?? (maxBytes === undefined ? DEFAULT_AGE_MS : undefined);
  const report = await cleanMarket(dir, { olderThanMs, maxBytes, dryRun });
  if (json) printJson(effects, { dir, dry_run: dryRun, ...report });
  else effects.stdout.write(describe(dir, dryRun, report));
}

const KINDS = {
  run: "run",
  damaged_run: "damaged run",
  rejects: "rejects",
  old_state: "old state",
  leftover: "unfinished",
} as const;

function describe(dir: string, dryRun: boolean, { removed, bytes, kept, building }: CleanReport): string {
  const would = dryRun ? "Would remove" : "Removed";
  const rows = removed.map(item => [
    KINDS[item.kind],
    item.path,
    size(item.bytes),
    item.modified.slice(0, 10),
  ]);
  const left = `${count(kept.items)} runs, rejects and old states are kept, ${size(kept.bytes)}`;
  return [
    removed.length > 0
      ? `${would} from ${dir}: ${size(bytes)}\n${table(rows)}`
      : `Nothing to remove from ${dir}\n`,
    building ? "A build is running: its states are left alone\n" : "",
    `${left}\n`,
  ].join("");
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${decimal(bytes / 1000, 1)} kB` : `${decimal(bytes / 1e6, 1)} MB`;
}
