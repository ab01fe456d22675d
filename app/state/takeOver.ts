import { join } from "node:path";
import { linkOrCopy } from "../../data/files/durable.ts";
import { isSound, type SealedFolder } from "../../data/files/sealedFolder.ts";

/**
 * Takes files over from the last state, without copying where the file system can link.
 * @returns false when one of them is not what was written: what they hold has to be made again
 */
export async function takeOver(
  files: readonly string[],
  previous: SealedFolder,
  state: string,
): Promise<boolean> {
  for (const file of files) if (!(await isSound(previous, file))) return false;
  for (const file of files) await linkOrCopy(join(previous.path, file), join(state, file));
  return true;
}
