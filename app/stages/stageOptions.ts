import type { Progress } from "../../core/progress.ts";
import type { MarketConfig } from "../../data/config/config.ts";
import type { StageKeys } from "../state/manifest.ts";
import type { PreviousState } from "../state/takeOver.ts";

/** What every stage of a build is given. */
export interface StageOptions {
  readonly dir: string;
  readonly config: MarketConfig;
  readonly keys: StageKeys;
  /** The last state, whose stages may be taken over as far as their files are sound. */
  readonly previous: PreviousState | null;
  readonly threads: number;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}
