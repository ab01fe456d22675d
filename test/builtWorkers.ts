import type { WorkerModule } from "../core/workerModule.ts";
import { builtFrom } from "./program.ts";

/**
 * Takes the place of `core/workerModule` in tests: threads and processes run what was built of their source, which
 * starts several times as quick as the source itself.
 */
export function workerModule(source: URL): WorkerModule {
  return { filename: builtFrom(source) };
}
