import { join } from "node:path";
import type { Market } from "../../data/market/market.ts";
import type { SegmentInputs } from "../../models/segments/axes.ts";
import { fitSegments } from "../../models/segments/fit.ts";
import type { Segments } from "../../models/segments/types.ts";
import { saveSegments } from "../results/segments/file.ts";
import { STATE_FILES } from "../state/stateFiles.ts";

/** Sorts the accounts into segments and keeps them with the state. */
export async function segmentStage(
  state: string,
  market: Market,
  inputs: SegmentInputs = {},
): Promise<Segments> {
  const segments = fitSegments(market, { seed: market.seed, inputs });
  await saveSegments(join(state, STATE_FILES.segments), market, segments);
  return segments;
}
