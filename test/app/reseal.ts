import { readManifest, writeManifest } from "../../data/store/manifest.ts";

/** Makes the files of a published state what its manifest says, after a test has changed them, and its record with them. */
export async function reseal(
  state: string,
  change: (record: Record<string, unknown>) => void = () => {},
): Promise<void> {
  const found = await readManifest(state);
  if (!("manifest" in found)) throw new Error(`${state} has no manifest`);
  const { fingerprint, fit } = found.manifest;
  const record = structuredClone(fit) as Record<string, unknown>;
  change(record);
  await writeManifest(state, { fingerprint, fit: record });
}
