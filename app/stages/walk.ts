import { CancelledError } from "../../core/errors.ts";
import { holds, type SealedFolder } from "../../data/files/sealedFolder.ts";
import type { MadeResult } from "../state/manifest.ts";
import { takeOver } from "../state/takeOver.ts";
import { type Inputs, identify, type MadeResults, passedOn } from "./keys.ts";
import type { Making, Result } from "./result.ts";

/** A state that a build starts from. Some of its files may be damaged. */
export interface PreviousState extends SealedFolder {
  readonly made: MadeResults;
}

export interface Walked {
  readonly made: MadeResults;
  /** Names of the results that were made; the others were taken over. */
  readonly done: readonly string[];
}

/**
 * Fills the folder of a state in the making: makes the results whose keys differ from those of the last state, or whose
 * files there are damaged, and takes over the others.
 * @param results each after those that it needs
 */
export async function walk(
  results: readonly Result[],
  making: Omit<Making, "settings">,
  inputs: Inputs,
  previous: PreviousState | null,
): Promise<Walked> {
  const folder: SealedFolder = { path: making.folder, files: null };
  const made: Record<string, MadeResult> = {};
  const done: string[] = [];
  const loaded = new Map<string, Promise<unknown>>();
  const load = (result: Result): Promise<unknown> => {
    const value = loaded.get(result.name) ?? result.load(folder, made[result.name]!.kept);
    loaded.set(result.name, value);
    return value;
  };
  for (const result of results) {
    if (making.signal?.aborted) throw new CancelledError();
    const before = previous?.made[result.name];
    if (before && previous && before.key === (await identify(result, made, inputs)).key)
      if (await takeOver(before.files, previous, making.folder)) {
        made[result.name] = before;
        continue;
      }
    const given: Record<string, unknown> = {};
    for (const [name, need] of Object.entries(result.needs)) given[name] = await load(need);
    const told = await makeOne(result, given, making, inputs);
    const identity = await identify(result, made, inputs);
    made[result.name] = { ...identity, ...told, passed: identity.key };
    const content = result.content ? result.content(await load(result)) : null;
    made[result.name] = { ...identity, ...told, passed: await passedOn(result, content, made, inputs) };
    done.push(result.name);
  }
  return { made, done };
}

async function makeOne(
  result: Result,
  given: Readonly<Record<string, unknown>>,
  making: Omit<Making, "settings">,
  { config, sources }: Inputs,
): Promise<Pick<MadeResult, "files" | "sources" | "kept">> {
  const settings = Object.fromEntries(
    result.settings.map(name => [name, config[name]]),
  ) as Making["settings"];
  const make = (signal = making.signal) => result.make(given, { ...making, settings, signal });
  const value = await (result.readsSources ? whileHashing(sources, making.signal, make) : make());
  if (making.signal?.aborted) throw new CancelledError();
  await result.save(making.folder, value);
  const files: string[] = [];
  for (const file of result.files)
    if (await holds({ path: making.folder, files: null }, file)) files.push(file);
  // As it will be read back from the record.
  const kept = JSON.parse(JSON.stringify(result.keep(value)));
  return { files, sources: result.sources(value), kept };
}

/** What the hashing of the sources misses, a file for example, ends the making at once. */
async function whileHashing<T>(
  hashing: Promise<unknown>,
  signal: AbortSignal | undefined,
  make: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const missed = new AbortController();
  hashing.catch(() => missed.abort());
  const making = make(AbortSignal.any([missed.signal, ...(signal ? [signal] : [])]));
  // The folder may go only when nobody writes into it any more.
  await Promise.allSettled([making, hashing]);
  await hashing;
  return making;
}
