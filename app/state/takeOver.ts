import { join } from "node:path";
import { linkOrCopy } from "../../data/files/durable.ts";
import { isSound, type SealedFolder } from "../../data/files/sealedFolder.ts";
import type { BuiltMarket } from "./builtMarket.ts";
import { STAGE_FILES } from "./stateFiles.ts";

/** A state that a build starts from. Some of its files may be damaged. */
export type PreviousState = Omit<BuiltMarket, "dir">;

/** Stages whose files can be taken over from the last state. */
export type TakenStage = keyof typeof STAGE_FILES;

/**
 * Takes the files of a stage over from the last state, without copying where the file system can link.
 * @returns false when one of them is not what was written: the stage has to be done again
 */
export async function takeOver(stage: TakenStage, previous: SealedFolder, state: string): Promise<boolean> {
  const written = Object.values(STAGE_FILES[stage]).filter(file => previous.files && file in previous.files);
  for (const file of written) if (!(await isSound(previous, file))) return false;
  for (const file of written) await linkOrCopy(join(previous.path, file), join(state, file));
  return written.length > 0;
}
