import type { MarketHealth } from "../api/health.ts";
import type { BuildRecord } from "../building/manifest.ts";

/** The health view of a built market. */
export function describeHealth(record: BuildRecord): MarketHealth {
  return { dark: null, sales: null, sources: { ...record.summary.sources } };
}
