#!/usr/bin/env node
/**
 * `npm start`: the embedded example from nothing to the map. Makes markets/ankara if there is none, builds what
 * has changed, and serves page and API. Market folders after `--` are built and served too.
 */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { initExample } from "../../data/examples/initExample.ts";
import { type Effects, processEffects } from "../effects/effects.ts";
import { probePort } from "../server/listen.ts";
import { buildMarket } from "../stages/build.ts";
import { wholeNumber } from "./numbers.ts";
import { report } from "./outcome.ts";
import { withProgress } from "./progress.ts";
import { serve } from "./serve.ts";

const EXAMPLE = join("markets", "ankara");
const HOST = "127.0.0.1";
const DEFAULT_PORT = "4173";

async function start(dirs: readonly string[], effects: Effects): Promise<void> {
  const port = wholeNumber("PORT", 0, 65_535)(effects.env.PORT ?? DEFAULT_PORT);
  await probePort(HOST, port);
  if (!existsSync(join(EXAMPLE, "market.yaml"))) {
    effects.stdout.write(`Making ${EXAMPLE}: a synthetic example; no figure in it is real\n`);
    await withProgress(effects, onProgress =>
      initExample(EXAMPLE, "ankara", { onProgress, signal: effects.signal }),
    );
  }
  const markets = [EXAMPLE, ...dirs];
  for (const dir of markets) {
    effects.stdout.write(`Building ${dir}\n`);
    await withProgress(effects, onProgress =>
      buildMarket(dir, { threads: availableParallelism(), onProgress, signal: effects.signal }),
    );
  }
  await serve(markets, { host: HOST, port }, effects);
}

const effects = processEffects();
try {
  await start(process.argv.slice(2), effects);
} catch (error) {
  process.exitCode = report(error, effects);
}
