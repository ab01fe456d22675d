import type { MessagePort } from "node:worker_threads";
import { type ChainResult, type ChainTask, runChain } from "./chain.ts";
import type { Candidate } from "./front.ts";

export interface WorkerTask {
  readonly task: ChainTask;
  /** Told now and then how far it is. */
  readonly port: MessagePort;
}

export interface Part {
  /** Of 1. */
  readonly done: number;
  /** The best so far, where it is time to show it. */
  readonly best: Candidate | null;
}

/** Reports of a whole walk, and how many of them show the best so far. */
const [REPORTS, SHOWN] = [200, 10];

/** Walks one chain. */
export default function work({ task, port }: WorkerTask): ChainResult {
  let reports = 0;
  return runChain(task, (done, best) => {
    if (done * REPORTS < reports + 1) return;
    reports++;
    const part: Part = { done, best: reports % SHOWN === 0 ? best() : null };
    port.postMessage(part);
  });
}
