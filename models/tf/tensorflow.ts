import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import type { TensorOps } from "./ops.ts";
import { isSound } from "./soundness.ts";

/**
 * The only door to TensorFlow.js. It is loaded when it is first asked for, because it costs half a second.
 *
 * Chance never comes from it: initial weights and shuffles are drawn from `core/rng`. One backend in one thread gives
 * the same bits for the same seed; two backends round differently.
 */

/** node: native `@tensorflow/tfjs-node`, used where it is installed; wasm: WebAssembly with SIMD; cpu: plain JavaScript. */
export type BackendName = "node" | "wasm" | "cpu";

export interface TensorFlow {
  readonly tf: TensorOps;
  readonly backend: BackendName;
  /** Backends that were tried before and why they were passed over. */
  readonly passedOver: readonly string[];
}

/** Makes a backend available to the engine; gives the engine's name of it. */
export type BackendLoader = (tf: TensorOps) => Promise<string>;

export const LOADERS: Readonly<Record<BackendName, BackendLoader>> = {
  node: loadNode,
  wasm: loadWasm,
  cpu: loadCpu,
};

/**
 * TensorFlow.js on the first backend of `preference` that loads and computes correctly.
 * @throws Error when none does, with what was wrong with each
 */
export async function openTensorFlow(
  preference: readonly BackendName[] = ["node", "wasm", "cpu"],
  loaders: Readonly<Record<BackendName, BackendLoader>> = LOADERS,
): Promise<TensorFlow> {
  const tf = await loadCore();
  const passedOver: string[] = [];
  for (const backend of preference) {
    const fault = await tryBackend(tf, loaders[backend]);
    if (fault === null) return { tf, backend, passedOver };
    passedOver.push(`${backend}: ${fault}`);
  }
  throw new Error(`no TensorFlow.js backend works: ${passedOver.join("; ")}`);
}

/** Null when the backend is in use and sound, else what is wrong with it. */
async function tryBackend(tf: TensorOps, load: BackendLoader): Promise<string | null> {
  try {
    const name = await load(tf);
    if (!(await tf.setBackend(name))) return "it did not start";
    await tf.ready();
    return isSound(tf) ? null : "it computes wrongly";
  } catch (error) {
    return error instanceof Error ? error.message.split("\n")[0]! : String(error);
  }
}

async function loadCore(): Promise<TensorOps> {
  const tf = await import("@tensorflow/tfjs-core");
  // The gradients of the operations come with the layers package; core for Node leaves them out.
  await import("@tensorflow/tfjs-layers");
  // Without checks of debugging, and without the advice to install something else.
  tf.enableProdMode();
  return tf;
}

async function loadWasm(tf: TensorOps): Promise<string> {
  const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
  // Once only: the package refuses new paths when its module has started.
  wasmPrepared ??= prepareWasm(tf, setWasmPaths);
  return wasmPrepared;
}

let wasmPrepared: string | undefined;

function prepareWasm(tf: TensorOps, setWasmPaths: (prefix: string) => void): string {
  // One thread: sums are then always made in one order.
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  const main = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm");
  setWasmPaths(`${dirname(main)}${sep}`);
  return "wasm";
}

async function loadCpu(): Promise<string> {
  await import("@tensorflow/tfjs-backend-cpu");
  return "cpu";
}

/** The name is not a literal, because the package is an optional peer that need not be there. */
async function loadNode(): Promise<string> {
  const name: string = "@tensorflow/tfjs-node";
  await import(name);
  return "tensorflow";
}
