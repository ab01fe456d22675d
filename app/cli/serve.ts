import { once } from "node:events";
import { openBuilt } from "../builtMarket.ts";
import type { Effects } from "../effects.ts";
import { createServer, listen } from "../server/server.ts";
import { printJson } from "./print.ts";

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly json?: boolean;
}

/** `penumbra serve DIR…`: until Ctrl-C, which is the ordinary way to end it. */
export async function serve(dirs: readonly string[], options: ServeOptions, effects: Effects): Promise<void> {
  for (const dir of dirs) await openBuilt(dir);
  const app = await createServer(dirs, { log: { write: line => void effects.stderr.write(line) } });
  const address = await listen(app, options.host, options.port);
  if (options.json) printJson(effects, { address, markets: dirs });
  else effects.stdout.write(`Penumbra is at ${address}  (Ctrl-C ends it)\n`);
  if (!effects.signal.aborted) await once(effects.signal, "abort");
  await app.close();
}
