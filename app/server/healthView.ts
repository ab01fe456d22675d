import type { KindRecord } from "../../proof/darkRecord.ts";
import type { MarketHealth, Recovery } from "../api/health.ts";
import type { DarkFigures } from "../api/schema.ts";
import type { BuildRecord } from "../building/manifest.ts";

/** The health view of a built market. Sales are scored by `backtest`, which a build does not run. */
export function describeHealth({ dark, trackRecord, summary }: BuildRecord): MarketHealth {
  return {
    dark: dark
      ? {
          situation: dark.situation,
          notes: [...dark.notes],
          track_record: trackRecord
            ? { hidden: trackRecord.hide, kinds: trackRecord.kinds.map(recoveryOf) }
            : null,
        }
      : null,
    sales: null,
    sources: { ...summary.sources },
  };
}

function recoveryOf({ accounts, amount, baseline, ...kind }: KindRecord): Recovery {
  return { ...kind, baselines: baseline };
}

/** The unseen part of a built market in figures; null where the build has no estimate of it. */
export function describeDark({ dark }: BuildRecord): DarkFigures | null {
  return dark ? dark.figures : null;
}
