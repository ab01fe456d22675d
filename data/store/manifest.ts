import { type Damage, type FileHashes, hashFiles, readSealed, writeSealed } from "../files/sealedFolder.ts";
import type { Fingerprint } from "./fingerprint.ts";

/** What a state says of itself; the last of its files to be written. */
export interface Manifest {
  readonly version: 2;
  readonly fingerprint: Fingerprint;
  readonly files: FileHashes;
  /** What the fit says about itself (its key and hashes); opaque here. */
  readonly fit: Readonly<Record<string, unknown>>;
}

/** A manifest, or why there is none: it is damaged, or another version of the program wrote it. */
export type FoundManifest =
  | { readonly manifest: Manifest }
  | { readonly damage: Damage }
  | { readonly foreign: true };

/** Reads the manifest of a state. */
export async function readManifest(state: string): Promise<FoundManifest> {
  const read = await readSealed(state);
  if ("damage" in read) {
    // The manifests of the version before this one had no hash of themselves.
    const foreign = (read.unsealed as { version?: unknown } | undefined)?.version === 1;
    return foreign ? { foreign } : { damage: read.damage };
  }
  const manifest = read.content as Manifest;
  return manifest.version === 2 ? { manifest } : { foreign: true };
}

/** Hashes the files of a state in the making and writes its manifest. */
export async function writeManifest(
  state: string,
  content: Pick<Manifest, "fingerprint" | "fit">,
): Promise<void> {
  const manifest: Manifest = { version: 2, ...content, files: await hashFiles(state) };
  await writeSealed(state, manifest);
}
