import type { KindRecord } from "../../../proof/darkRecord.ts";
import type { MarketHealth, Recovery } from "../../api/health.ts";
import type { DarkFigures } from "../../api/schema.ts";
import type { BuildRecord } from "../../state/manifest.ts";

/** The part of a build's record that says how far it may be trusted. */
type Judged = Pick<BuildRecord, "dark" | "trackRecord" | "salesRecord"> & {
  readonly summary: Pick<BuildRecord["summary"], "sources">;
};

/** The health view of a built market. */
export function describeHealth({ dark, trackRecord, salesRecord, summary }: Judged): MarketHealth {
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
    sales: salesRecord,
    sources: { ...summary.sources },
  };
}

function recoveryOf({ accounts, amount, baseline, ...kind }: KindRecord): Recovery {
  return { ...kind, benchmarks: baseline };
}

/** The dark side of a built market in figures; null where the build has no estimate of it. */
export function describeDark({ dark }: Pick<BuildRecord, "dark">): DarkFigures | null {
  return dark ? dark.figures : null;
}
