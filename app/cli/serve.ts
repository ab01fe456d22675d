import { once } from "node:events";
import type { Effects } from "../effects/effects.ts";
import { listen } from "../server/listen.ts";
import { createServer } from "../server/server.ts";
import { openBuilt } from "../state/builtMarket.ts";
import { type AccessOptions, accessOf } from "./access.ts";
import { printJson } from "./print.ts";

export interface ServeOptions extends AccessOptions {
  readonly port: number;
  readonly json?: boolean;
}

/** `penumbra serve DIR…`: until Ctrl-C, which is the ordinary way to end it. */
export async function serve(dirs: readonly string[], options: ServeOptions, effects: Effects): Promise<void> {
  const access = await accessOf(options, effects.env);
  for (const dir of dirs) await openBuilt(dir);
  const log = { write: (line: string) => void effects.stderr.write(line) };
  const app = await createServer(dirs, { log, ...access });
  const address = await listen(app, options.host, options.port);
  if (options.json) printJson(effects, { address, markets: dirs });
  else effects.stdout.write(`Penumbra is at ${address}  (Ctrl-C ends it)\n`);
  if (!effects.signal.aborted) await once(effects.signal, "abort");
  await app.close();
}
