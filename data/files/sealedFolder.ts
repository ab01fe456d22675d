import { createHash } from "node:crypto";
import { readdir, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { EnvironmentCode } from "../../core/errorCodes.ts";
import { EnvironmentError } from "../../core/errors.ts";
import { whole } from "../../core/figures.ts";
import { type FileHash, hashFile } from "./fileHash.ts";
import { NoRegularFile, openRegular } from "./regularFile.ts";

/**
 * A folder that says what it holds: `manifest.json` has size and SHA-256 of every other file, and a hash of itself. Nothing
 * is read from such a folder but through {@link readSound}, so that no figure comes from damaged bytes.
 */
const MANIFEST = "manifest.json";

/** By file name. */
export type FileHashes = Readonly<Record<string, FileHash>>;

/** A folder with what it has to hold; `files` null: in the making, its files were written or checked just now. */
export interface SealedFolder {
  readonly path: string;
  readonly files: FileHashes | null;
}

/** A file that is not what it has to be. */
export interface Damage {
  readonly file: string;
  readonly expected: string;
  readonly found: string;
}

/** Size and hash of every file of a folder but its manifest. */
export async function hashFiles(folder: string): Promise<FileHashes> {
  const names = (await readdir(folder)).filter(name => name !== MANIFEST).sort();
  const hashes: Record<string, FileHash> = {};
  for (const name of names) hashes[name] = await hashFile(join(folder, name));
  return hashes;
}

/** Writes plain JSON data with a hash of itself. */
export async function writeSealed(folder: string, content: object): Promise<void> {
  await writeFile(join(folder, MANIFEST), sealedText(content));
}

/** JSON.stringify writes what JSON.parse read in the same order and digits. */
function sealedText(content: unknown): string {
  const sha256 = createHash("sha256").update(JSON.stringify(content)).digest("hex");
  return `${JSON.stringify({ sha256, content }, null, 1)}\n`;
}

/** What {@link writeSealed} wrote, or how it is damaged; with JSON that has no hash of itself as it is. */
export async function readSealed(
  folder: string,
): Promise<{ content: unknown } | { damage: Damage; unsealed?: unknown }> {
  const damaged = (found: string) => ({
    damage: { file: MANIFEST, expected: "the manifest of the folder, with a hash of itself", found },
  });
  let text: string;
  try {
    const file = await openRegular(join(folder, MANIFEST));
    text = await file.readFile("utf8").finally(() => file.close());
  } catch (error) {
    return damaged(lackOf(error));
  }
  const parsed = parseObject(text);
  if (parsed === null) return damaged("a file that is no JSON");
  const { content } = parsed;
  if (content === undefined) return { ...damaged("a file without that hash"), unsealed: parsed };
  return text === sealedText(content) ? { content } : damaged("content of another hash");
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** What is missing, no regular file or of another size; a look that reads nothing. */
export async function seenDamages({ path, files }: SealedFolder): Promise<Damage[]> {
  const damages: Damage[] = [];
  for (const [file, expected] of Object.entries(files ?? {})) {
    const found = await stat(join(path, file)).catch((error: unknown) => ({ lack: lackOf(error) }));
    const said =
      "lack" in found ? found.lack : found.isFile() ? sizeFault(expected, found.size) : "no regular file";
    if (said !== null) damages.push({ file, expected: hashText(expected), found: said });
  }
  return damages;
}

function sizeFault({ size }: FileHash, found: number): string | null {
  return size === found ? null : bytes(found);
}

/** Every file of the folder whose bytes are not those that were written. */
export async function allDamages({ path, files }: SealedFolder): Promise<Damage[]> {
  const damages: Damage[] = [];
  for (const [file, expected] of Object.entries(files ?? {})) {
    const found = await faultOf(join(path, file), expected);
    if (found !== null) damages.push({ file, expected: hashText(expected), found });
  }
  return damages;
}

async function faultOf(path: string, expected: FileHash): Promise<string | null> {
  try {
    const found = await hashFile(path);
    return found.size === expected.size && found.sha256 === expected.sha256 ? null : hashText(found);
  } catch (error) {
    return lackOf(error);
  }
}

/** Why a file cannot be read, as what was found in its place. @throws what is no damage: no rights, a full table of files */
function lackOf(error: unknown): string {
  if (error instanceof NoRegularFile) return "no regular file";
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return "no file";
  if (code === "ELOOP") return "no regular file";
  if (code === "EIO") return "a file that the disk cannot read";
  throw error;
}

const bytes = (size: number) => `${whole(size)} bytes`;
const hashText = ({ size, sha256 }: FileHash) => `${bytes(size)} (SHA-256 ${sha256.slice(0, 12)}…)`;

/** Whether a file's bytes are those that were written. */
export async function isSound({ path, files }: SealedFolder, name: string): Promise<boolean> {
  const expected = files?.[name];
  return expected !== undefined && (await faultOf(join(path, name), expected)) === null;
}

/** Whether the folder has that file; one that was lost counts as there. */
export async function holds({ path, files }: SealedFolder, name: string): Promise<boolean> {
  if (files !== null) return name in files;
  return stat(join(path, name)).then(
    () => true,
    () => false,
  );
}

/**
 * Reads a file of a sealed folder, if its bytes are those that were written, before the reading and after it.
 * @throws EnvironmentError `state_damaged` naming the file, what was expected and what came
 */
export async function readSound<T>(
  folder: SealedFolder,
  name: string,
  read: (path: string) => Promise<T>,
): Promise<T> {
  const path = join(folder.path, name);
  if (folder.files === null) return read(path);
  await mustBeSound(folder, name);
  try {
    return await read(path);
  } finally {
    // What fails to be read, or comes out wrong, because it was damaged meanwhile is told as damage.
    await mustBeSound(folder, name);
  }
}

async function mustBeSound({ path, files }: SealedFolder, name: string): Promise<void> {
  const expected = files?.[name];
  if (expected === undefined) throw new Error(`${path} has no file ${name}: it was not written into it`);
  const found = await faultOf(join(path, name), expected);
  if (found === null) return;
  const gone = await stat(path).then(
    () => false,
    () => true,
  );
  if (gone) {
    const message = `${path} has been replaced by a newer build meanwhile; run the command again`;
    throw new EnvironmentError("state_replaced", message);
  }
  const damage = { file: name, expected: hashText(expected), found };
  throw damagedState(dirname(path), namedFrom(basename(path), [damage]));
}

/**
 * Damage of a built state: its sources are sound and nothing is lost, so it is the surroundings' fault, not the input's.
 * @param home the folder that holds the state, `.penumbra`, from which the names of files count
 */
export function damagedState(home: string, damages: readonly Damage[]): EnvironmentError {
  const mend = `to make anew what is damaged, run: penumbra build ${dirname(home)}`;
  return damagedFiles("state_damaged", home, damages, mend);
}

/** One line for each damaged file, then what to do. */
export function damagedFiles(
  code: EnvironmentCode,
  folder: string,
  damages: readonly Damage[],
  mend: string,
): EnvironmentError {
  const each = damages.map(damage => `${join(folder, damage.file)} is damaged: ${damageText(damage)}`);
  return new EnvironmentError(code, `${each.join("\n")}\n${mend}`);
}

/** Damages with the name of their folder before the file's. */
export function namedFrom(folder: string, damages: readonly Damage[]): Damage[] {
  return damages.map(damage => ({ ...damage, file: join(folder, damage.file) }));
}

/** `expected 4,096 bytes (SHA-256 1a2b…), found 1,000 bytes`. */
export function damageText({ expected, found }: Damage): string {
  return `expected ${expected}, found ${found}`;
}
