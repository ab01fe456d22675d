import { join } from "node:path";
import type { Market } from "../../data/market/market.ts";
import { DATABASE_FILE } from "../../data/store/state.ts";
import { result, type Setting } from "./result.ts";

/** Settings of a market from which nothing is learned. */
const APART = [
  "economics",
  "handover",
  "language",
  "max_rejects",
  "max_expanded",
] as const satisfies readonly Setting[];

/**
 * A market is read with these settings: a new key of `market.yaml` does not compile until it is here. Commands read those
 * that are false when they run, so that no build rests on them.
 */
const SETTINGS: Readonly<Record<Setting, boolean>> = {
  name: true,
  own_brand: true,
  currency: true,
  timezone: true,
  language: true,
  resolution: true,
  period: true,
  history: true,
  house_territory: true,
  plans: true,
  seed: true,
  max_rejects: true,
  max_expanded: true,
  synthetic: true,
  economics: true,
  handover: true,
  travel: false,
  sources: true,
};

/** The market in DuckDB, from the files of its folder. */
export const market = result({
  name: "market",
  title: { en: "market", tr: "pazar" },
  module: import.meta.url,
  needs: {},
  settings: (Object.keys(SETTINGS) as Setting[]).filter(key => SETTINGS[key]),
  apart: APART,
  readsSources: true,
  files: [DATABASE_FILE],
  async make(_, { dir, folder, settings: config, tell, onProgress, signal }) {
    const { ingest } = await import("../../data/ingest/ingest.ts");
    const { precedence } = await import("../../territory/plan/precedence.ts");
    const { refuseChanged, stampSources } = await import("../../data/store/fingerprint.ts");
    const before = await stampSources(dir, config);
    await ingest(dir, config, {
      precedence,
      tell,
      to: join(folder, DATABASE_FILE),
      ...(onProgress && { onProgress }),
      ...(signal && { signal }),
    });
    const { putPlansInForce } = await import("./plansInForce.ts");
    await putPlansInForce(dir, config.plans, join(folder, DATABASE_FILE));
    refuseChanged(before, await stampSources(dir, config));
  },
  async load({ path }): Promise<Market> {
    const { loadMarket } = await import("../../data/loadMarket.ts");
    return withoutApart(await loadMarket(join(path, DATABASE_FILE)));
  },
  // Of the same files another day's ingest may keep other rows: those of the future are left out.
  content: ({ hash }) => hash,
});

/** A result that read them nevertheless would not be made anew when they change. */
function withoutApart({ economics: _, handover: __, language: ___, ...learnedFrom }: Market): Market {
  const refuse = (name: "economics" | "handover" | "language"): PropertyDescriptor => ({
    get: () => {
      throw new Error(`a result reads ${name} of the market; expected among its settings`);
    },
  });
  return Object.defineProperties(learnedFrom, {
    economics: refuse("economics"),
    handover: refuse("handover"),
    language: refuse("language"),
  }) as Market;
}
