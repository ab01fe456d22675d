import { initExample } from "../../data/examples/initExample.ts";
import type { Effects } from "../effects.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";

export interface InitOptions {
  readonly example: string;
  readonly seed?: number;
  readonly json?: boolean;
}

/** `penumbra init DIR --example ankara`. */
export async function init(dir: string, options: InitOptions, effects: Effects): Promise<void> {
  const { example, seed = 1 } = options;
  await withProgress(effects, onProgress =>
    initExample(dir, example, { seed, onProgress, signal: effects.signal }),
  );
  if (options.json) return printJson(effects, { dir, example, synthetic: true, seed });
  effects.stdout.write(
    `Made ${dir}: the ${example} example, a synthetic market; no figure in it is real.\nNext: penumbra build ${dir}\n`,
  );
}
