import { join } from "node:path";
import { EnvironmentError, InputError } from "../../core/errors.ts";
import { loadColumns } from "../../data/files/columnsFile.ts";
import { readSound, type SealedFolder } from "../../data/files/sealedFolder.ts";
import type { Manifest } from "../../data/store/manifest.ts";
import { notBuilt, openState } from "../../data/store/state.ts";
import { type Source, TWIN_VERSION, type Twin, type TwinHeader } from "../../twin/source.ts";
import { type BuildRecord, RECORD_VERSION, type WrittenRecord } from "./manifest.ts";

/** The file of a state that holds its twin. */
export const TWIN_FILE = "twin.bin";

/** A published state of a market folder. Its path changes with every build that changed something. */
export interface BuiltMarket extends SealedFolder {
  readonly dir: string;
  readonly record: BuildRecord;
}

/**
 * The state that was published last.
 * @throws InputError when the folder has not been built; EnvironmentError when files of the state are damaged.
 */
export async function openBuilt(dir: string): Promise<BuiltMarket> {
  const { path, files, manifest } = await openState(dir);
  const record = recordOf(manifest);
  if (record) return { dir, path, files, record };
  throw notBuilt(dir, "was built by another version of penumbra");
}

/** The record of a state, or null when it was not finished by this version. */
export function recordOf(manifest: Manifest): BuildRecord | null {
  const written = manifest.fit as unknown as WrittenRecord;
  if (written.version !== RECORD_VERSION) return null;
  return readableRecord(written);
}

/** The record for its readers: what its results rest on is told in one list, where what a result says of itself wins. */
export function readableRecord(written: WrittenRecord): BuildRecord {
  const { dark, sales_record, summary } = written.made;
  const sources: Record<string, Source> = {};
  for (const made of Object.values(written.made))
    for (const [name, source] of Object.entries(made.sources)) sources[name] ??= source;
  const told = { salesRecord: sales_record.kept, summary: { ...summary.kept.summary, sources } };
  return { ...written, ...dark.kept, ...summary.kept, ...told };
}

/**
 * The fitted twin. Its hash, which every run starts from, is made anew from the bytes and is the one of the record.
 * @throws InputError when it is of another version; EnvironmentError when its file is damaged
 */
export async function loadTwin(state: SealedFolder & Partial<Pick<BuiltMarket, "record">>): Promise<Twin> {
  const { header, columns, hash } = await readSound(state, TWIN_FILE, loadColumns);
  const twin = { header: header as TwinHeader, columns, hash };
  const file = join(state.path, TWIN_FILE);
  if (twin.header.version !== TWIN_VERSION)
    throw new InputError("not_built", `${file} was fitted by another version; run \`penumbra build\` again`);
  const expected = state.record?.summary.twin_hash ?? hash;
  if (hash === expected) return twin;
  const message = `${file} holds the twin ${hash.slice(0, 12)}…, expected ${expected.slice(0, 12)}… of the state's record; run \`penumbra build\` again`;
  throw new EnvironmentError("state_damaged", message);
}
