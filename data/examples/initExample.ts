import { InputError } from "../../core/errors.ts";
import { makeMarketFolder } from "../files/wholeFolder.ts";
import { type WriteOptions, writeMarket } from "../synthetic/writeMarket.ts";
import { ANKARA } from "./ankara.ts";
import { writeEmptyMarket } from "./emptyMarket.ts";

type Write = (draft: string, options: WriteOptions) => Promise<void>;

/** The markets that Penumbra can make on the spot, by name. */
const EXAMPLES: Readonly<Record<string, Write>> = {
  ankara: (draft, options) => writeMarket(draft, ANKARA, options),
  empty: draft => writeEmptyMarket(draft),
};

/**
 * Makes the folder of an example market: all of it or nothing, from a seed (default 1).
 * @param dir a path that does not exist yet, or an empty folder
 * @throws InputError for an unknown example or a folder that is not empty; EnvironmentError when the disk
 *   refuses; CancelledError when the signal aborts
 */
export async function initExample(
  dir: string,
  name: string,
  options: Partial<WriteOptions> = {},
): Promise<{ dir: string; name: string; seed: number }> {
  const write = Object.hasOwn(EXAMPLES, name) ? EXAMPLES[name] : undefined;
  if (!write) {
    const known = Object.keys(EXAMPLES).join(", ");
    throw new InputError("unknown_example", `there is no example "${name}"; expected one of: ${known}`, {
      name,
    });
  }
  const seed = options.seed ?? 1;
  const { dir: made } = await makeMarketFolder(dir, draft => write(draft, { ...options, seed }));
  return { dir: made, name, seed };
}
