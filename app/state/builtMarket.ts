import { join } from "node:path";
import { EnvironmentError, InputError } from "../../core/errors.ts";
import { loadColumns } from "../../data/files/columnsFile.ts";
import type { SealedFolder } from "../../data/files/sealedFolder.ts";
import type { Manifest } from "../../data/store/manifest.ts";
import { notBuilt, openState } from "../../data/store/state.ts";
import { TWIN_VERSION, type Twin, type TwinHeader } from "../../twin/source.ts";
import { type BuildRecord, RECORD_VERSION } from "./manifest.ts";
import { readStateFile, STATE_FILES } from "./stateFiles.ts";

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
  const record = manifest.fit as unknown as BuildRecord;
  return record.version === RECORD_VERSION ? record : null;
}

/**
 * The fitted twin. Its hash, which every run starts from, is made anew from the bytes and is the one of the record.
 * @throws InputError when it is of another version; EnvironmentError when its file is damaged
 */
export async function loadTwin(state: SealedFolder & Partial<Pick<BuiltMarket, "record">>): Promise<Twin> {
  const { header, columns, hash } = await readStateFile(state, "twin", loadColumns);
  const twin = { header: header as TwinHeader, columns, hash };
  const file = join(state.path, STATE_FILES.twin);
  if (twin.header.version !== TWIN_VERSION)
    throw new InputError("not_built", `${file} was fitted by another version; run \`penumbra build\` again`);
  const expected = state.record?.summary.twin_hash ?? hash;
  if (hash === expected) return twin;
  const message = `${file} holds the twin ${hash.slice(0, 12)}…, expected ${expected.slice(0, 12)}… of the state's record; run \`penumbra build\` again`;
  throw new EnvironmentError("state_damaged", message);
}
