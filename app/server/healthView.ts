import type { MarketHealth } from "../api/health.ts";
import type { DarkFigures } from "../api/schema.ts";
import type { BuildRecord } from "../building/manifest.ts";

/** The health view of a built market. */
export function describeHealth(record: BuildRecord): MarketHealth {
  return { dark: null, sales: null, sources: { ...record.summary.sources } };
}

/** The unseen part of a built market in figures; null where the build has no estimate of it. */
export function describeDark(_record: BuildRecord): DarkFigures | null {
  return null;
}
