import type { MessagePort } from "node:worker_threads";
import type { Market } from "../data/market/market.ts";
import type { Place } from "./dark/benchmarks.ts";
import type { KindRecord } from "./darkRecord.ts";
import type { HideBy } from "./hide/choose.ts";
import { recordKind } from "./trackRecord.ts";

/** What a worker thread is asked: one kind of hiding. */
export interface KindTask {
  readonly market: Market;
  readonly by: HideBy;
  readonly seed: number;
  readonly share: number;
  readonly places: readonly Place[];
  /** Gets the part that is done, from 0 to 1. */
  readonly port: MessagePort;
}

/** The task of a worker thread. */
export default function work({ market, by, seed, share, places, port }: KindTask): KindRecord {
  return recordKind(market, by, { seed, share, places, onPart: part => port.postMessage(part) });
}
