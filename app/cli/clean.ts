import { DAY_MS } from "../../core/period.ts";
import { type CleanReport, cleanMarket } from "../upkeep/clean.ts";
import { table } from "../words/format.ts";
import { printJson } from "./print.ts";
import type { Session } from "./session.ts";
import type { Voice } from "./words/voice.ts";

export interface CleanCommandOptions {
  readonly olderThan?: number;
  readonly maxSize?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** A month of questions is asked again; what is older is made anew to the same bits. */
const DEFAULT_AGE_MS = 30 * DAY_MS;

/** `penumbra clean DIR`. */
export async function clean(dir: string, options: CleanCommandOptions, session: Session): Promise<void> {
  const { olderThan, maxSize: maxBytes, dryRun = false, json } = options;
  const olderThanMs = olderThan ?? (maxBytes === undefined ? DEFAULT_AGE_MS : undefined);
  const report = await cleanMarket(dir, { olderThanMs, maxBytes, dryRun });
  if (json) printJson(session, { dir, dry_run: dryRun, ...report });
  else session.stdout.write(describe(dir, dryRun, report, session.voice));
}

function describe(
  dir: string,
  dryRun: boolean,
  { removed, bytes, kept, building }: CleanReport,
  voice: Voice,
): string {
  const { count, day, words } = voice;
  const { clean: told } = words;
  const rows = removed.map(item => [
    told.kinds[item.kind],
    item.path,
    size(item.bytes, voice),
    day(item.modified.slice(0, 10)),
  ]);
  const head = dryRun ? told.would : told.removed;
  return [
    removed.length > 0 ? `${head(dir, size(bytes, voice))}\n${table(rows)}` : `${told.nothing(dir)}\n`,
    building ? `${told.building}\n` : "",
    `${told.kept(count(kept.items), size(kept.bytes, voice))}\n`,
  ].join("");
}

function size(bytes: number, { decimal }: Voice): string {
  return bytes < 1_000_000 ? `${decimal(bytes / 1000, 1)} kB` : `${decimal(bytes / 1e6, 1)} MB`;
}
