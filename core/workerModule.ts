import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** How a thread or a process of its own is started: as Piscina takes it. */
export interface WorkerModule {
  readonly filename: string;
  readonly execArgv?: string[];
}

/**
 * The module of a thread or a process, whether the sources run or what was built of them.
 * @param source `new URL("./worker.ts", import.meta.url)`
 */
export function workerModule(source: URL): WorkerModule {
  if (!import.meta.url.endsWith(".ts")) return { filename: fileURLToPath(source).replace(/\.ts$/, ".js") };
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return { filename: fileURLToPath(source), execArgv: ["--import", loader] };
}
