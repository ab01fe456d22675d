import { once } from "node:events";
import { listen } from "../server/listen.ts";
import { createServer } from "../server/server.ts";
import { openBuilt } from "../state/builtMarket.ts";
import { type AccessOptions, accessOf } from "./access.ts";
import { printJson } from "./print.ts";
import type { Session } from "./session.ts";

export interface ServeOptions extends AccessOptions {
  readonly port: number;
  readonly json?: boolean;
}

/** `penumbra serve DIR…`: until Ctrl-C, which is the ordinary way to end it. */
export async function serve(dirs: readonly string[], options: ServeOptions, session: Session): Promise<void> {
  const access = await accessOf(options, session.env);
  for (const dir of dirs) await openBuilt(dir);
  const log = { write: (line: string) => void session.stderr.write(line) };
  const app = await createServer(dirs, { log, ...access });
  const address = await listen(app, options.host, options.port);
  if (options.json) printJson(session, { address, markets: dirs });
  else session.stdout.write(`${session.voice.words.serve.at(address)}\n`);
  if (!session.signal.aborted) await once(session.signal, "abort");
  await app.close();
}
