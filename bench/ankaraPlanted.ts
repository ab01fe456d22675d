import { populatedPlaces } from "../app/geography/populatedPlaces.ts";
import { openMarket } from "../app/state/database.ts";
import { cellAt } from "../core/hexgrid.ts";
import type { Market } from "../data/market/market.ts";
import { readTruth, type TruthAccount } from "../data/synthetic/truth.ts";
import type { Planted } from "../proof/planted/plantedMarkets.ts";

/** The embedded example, built, with what was planted in it and no file of the market tells. */
export async function ankaraPlanted(dir: string): Promise<Omit<Planted, "entryOf" | "expectedOwn">> {
  const market = await openMarket(dir);
  const truth = await readTruth(dir);
  const known = new Set(truth.accounts.filter(a => a.known).map(a => a.siteId));
  const sites = new Map<string, TruthAccount>();
  for (const account of truth.accounts) {
    if (!account.known && account.closed === null && !known.has(account.siteId))
      sites.set(account.siteId, account);
  }
  return { market, truth: columns(market, [...sites.values()]), places: await populatedPlaces(market) };
}

function columns(market: Market, dark: readonly TruthAccount[]): Planted["truth"] {
  const areas = new Map(market.areas.map((area, i) => [area.id, i]));
  const territories = new Map(market.territories.map((territory, i) => [territory.id, i]));
  return {
    count: dark.length,
    h3: BigUint64Array.from(dark, a => cellAt(a.lat, a.lon, market.resolution)),
    lat: Float64Array.from(dark, a => a.lat),
    lon: Float64Array.from(dark, a => a.lon),
    area: Int32Array.from(dark, a => areas.get(a.areaId) ?? -1),
    territory: Int32Array.from(dark, a => territories.get(a.territoryId) ?? -1),
    type: Int32Array.from(dark, a => market.types.indexOf(a.type)),
    amount52: Float64Array.from(dark, a => a.amount52.reduce((sum, value) => sum + value, 0)),
    own52: Float64Array.from(dark, a => a.amount52[0]!),
    aware: null,
  };
}
