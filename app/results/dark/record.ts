import type { Note } from "../../../core/note.ts";
import type { DarkPosterior } from "../../../models/dark/draw/posterior.ts";
import type { Corrections } from "./correction.ts";
import type { DarkMarketFigures } from "./figures.ts";

/** What a build keeps of the estimate of the dark side, beside the tables. */
export interface DarkRecord {
  readonly situation: DarkPosterior["situation"];
  readonly notes: readonly Note[];
  readonly figures: DarkMarketFigures;
  /** What was done to the figures, and to the number that the simulator has, because of the track record. */
  readonly correction: Corrections;
}
