import type { MarketConfig } from "../../data/config/config.ts";
import { type Code, keyOf } from "../state/codeReach.ts";
import type { MadeResult } from "../state/manifest.ts";
import type { Result, Setting } from "./result.ts";

/** What the keys of a build's results are over, beside what each needs. */
export interface Inputs {
  readonly config: MarketConfig;
  readonly code: Code;
  /** Hash of the source files; may still be in the making: those of a first build are hashed while they are read. */
  readonly sources: Promise<string>;
}

/** The results of a state by their names. */
export type MadeResults = Readonly<Record<string, MadeResult>>;

/** What a result is made from. */
export type Identity = Pick<MadeResult, "key" | "code" | "settings">;

/** @param made holds at least what the result needs */
export async function identify(result: Result, made: MadeResults, inputs: Inputs): Promise<Identity> {
  return {
    key: await keyOver(result, result.settings, made, inputs),
    code: inputs.code.hash(result.module),
    settings: settingsOf(inputs.config, result.settings),
  };
}

async function keyOver(
  { module, needs, readsSources }: Result,
  settings: readonly Setting[],
  made: MadeResults,
  { config, code, sources }: Inputs,
): Promise<string> {
  const needed = Object.values(needs).map(({ name }) => made[name]!.passed);
  return keyOf(code.hash(module), settingsOf(config, settings), needed, readsSources ? await sources : null);
}

function settingsOf(config: MarketConfig, settings: readonly Setting[]): MadeResult["settings"] {
  return Object.fromEntries(settings.map(name => [name, config[name]]));
}

/**
 * What stands for a result in the keys of those that need it: its key, without the settings that nobody but itself sees,
 * and with its content where one key may bring about several.
 */
export async function passedOn(
  result: Result,
  content: string | null,
  made: MadeResults,
  inputs: Inputs,
): Promise<string> {
  const shared = result.settings.filter(name => !result.apart.includes(name));
  const key = await keyOver(result, shared, made, inputs);
  return content === null ? key : keyOf(key, content);
}

/** Whether a state holds exactly these results, made from exactly these inputs. */
export async function isUpToDate(
  results: readonly Result[],
  made: MadeResults,
  inputs: Inputs,
): Promise<boolean> {
  if (Object.keys(made).length !== results.length) return false;
  for (const result of results) {
    const before = made[result.name];
    if (!before || before.key !== (await identify(result, made, inputs)).key) return false;
  }
  return true;
}
