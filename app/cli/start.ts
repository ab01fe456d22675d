#!/usr/bin/env node
/**
 * `npm start`: the embedded example from nothing to the map. Makes markets/ankara if there is none, builds what
 * has changed, and serves page and API. Market folders after `--` are built and served too.
 */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { initExample } from "../../data/examples/initExample.ts";
import { processEffects } from "../effects/effects.ts";
import { probePort } from "../server/listen.ts";
import { buildMarket } from "../stages/build.ts";
import { wholeNumber } from "./numbers.ts";
import { report } from "./outcome.ts";
import { withProgress } from "./progress.ts";
import { serve } from "./serve.ts";
import type { Session } from "./session.ts";
import { voiceIn } from "./words/voice.ts";

const EXAMPLE = join("markets", "ankara");
const HOST = "127.0.0.1";
const DEFAULT_PORT = "4173";

async function start(dirs: readonly string[], session: Session): Promise<void> {
  const port = wholeNumber("PORT", 0, 65_535)(session.env.PORT ?? DEFAULT_PORT);
  await probePort(HOST, port);
  if (!existsSync(join(EXAMPLE, "market.yaml"))) {
    session.stdout.write(`Making ${EXAMPLE}: a synthetic example; no figure in it is real\n`);
    await withProgress(session, onProgress =>
      initExample(EXAMPLE, "ankara", { onProgress, signal: session.signal }),
    );
  }
  const markets = [EXAMPLE, ...dirs];
  for (const dir of markets) {
    session.stdout.write(`Building ${dir}\n`);
    await withProgress(session, onProgress =>
      buildMarket(dir, { threads: availableParallelism(), onProgress, signal: session.signal }),
    );
  }
  await serve(markets, { host: HOST, port }, session);
}

/** Folders alone: an option would be taken for one, and a market be made before anybody was told. */
function foldersOf(args: readonly string[]): readonly string[] {
  const option = args.find(arg => arg.startsWith("-"));
  if (option === undefined) return args;
  const usage = "npm start [-- MARKET_FOLDER…]";
  throw new InputError("bad_option", `expected folders of markets, got "${option}"; usage: ${usage}`);
}

const session: Session = { ...processEffects(), voice: voiceIn("en") };
try {
  await start(foldersOf(process.argv.slice(2)), session);
} catch (error) {
  process.exitCode = report(error, session);
}
