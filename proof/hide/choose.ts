import { kilometres } from "../../core/greatCircle.ts";
import type { Market } from "../../data/market/market.ts";
import { normals, STREAM, shuffled } from "./chance.ts";
import type { Site } from "./sites.ts";

/** How accounts are hidden: any; the small and far first, as unknown ones are; whole areas. */
export type HideBy = "random" | "small-far" | "area";
export const HIDE_BY: readonly HideBy[] = ["random", "small-far", "area"];

/** Spread of the chance beside size and distance (each a rank from 0 to 1), so that no line parts known from hidden. */
const SMALL_FAR_NOISE = 0.15;
/** How far whole areas may miss the share that was asked for. */
const AREA_SLACK = 0.1;

/** Indices of the sites to hide, ascending; about `share` of them. */
export function chooseHidden(
  market: Market,
  sites: readonly Site[],
  by: HideBy,
  share: number,
  seed: number,
): number[] {
  const wanted = Math.max(1, Math.round(share * sites.length));
  const chosen =
    by === "area"
      ? wholeAreas(market, sites, wanted, seed)
      : firstOf(orderOf(market, sites, by, seed), wanted);
  return chosen.sort((a, b) => a - b);
}

function firstOf(order: readonly number[], wanted: number): number[] {
  return order.slice(0, wanted);
}

function orderOf(market: Market, sites: readonly Site[], by: "random" | "small-far", seed: number): number[] {
  if (by === "random") return shuffled(sites.length, seed, STREAM.random);
  const small = ranks(sites.map(site => -site.yearly));
  const far = ranks(distances(market, sites));
  const noise = normals(seed, STREAM.smallFar);
  const score = sites.map((_, s) => (small[s] + far[s]) / 2 + SMALL_FAR_NOISE * noise(s));
  return score.map((_, s) => s).sort((a, b) => score[b] - score[a] || a - b);
}

/** Ranks from 0 to 1; equal values in the order given. */
function ranks(values: readonly number[]): Float64Array {
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b] || a - b);
  const rank = new Float64Array(values.length);
  order.forEach((i, place) => {
    rank[i] = place / Math.max(1, values.length - 1);
  });
  return rank;
}

/** Kilometres from each site to its rep's home; where that is not known, to the middle of its territory's sales. */
function distances({ accounts, territories, reps }: Market, sites: readonly Site[]): number[] {
  const centres = weightedCentres(accounts, sites, territories.length);
  const home = new Map(reps.map(rep => [rep.id, rep]));
  return sites.map(({ account }) => {
    const territory = accounts.territory[account];
    const rep = territory < 0 ? undefined : home.get(territories[territory].repId ?? "");
    const known = rep && rep.lat !== null && rep.lon !== null;
    const [lat, lon] = known ? [rep.lat, rep.lon] : centres[territory < 0 ? territories.length : territory];
    return kilometres(accounts.lat[account], accounts.lon[account], lat ?? Number.NaN, lon ?? Number.NaN);
  });
}

/** [territory + 1] the centre of each territory's sales, and last that of the market. */
function weightedCentres(
  { lat, lon, territory }: Market["accounts"],
  sites: readonly Site[],
  territories: number,
): (readonly [number, number])[] {
  const sums = new Float64Array(3 * (territories + 1));
  for (const { account, yearly } of sites) {
    // A site without sales still pulls a little, so that no territory is without a centre.
    const weight = Math.max(yearly, 1);
    for (const g of [territory[account], territories]) {
      if (g < 0) continue;
      sums[3 * g] += weight;
      sums[3 * g + 1] += weight * lat[account];
      sums[3 * g + 2] += weight * lon[account];
    }
  }
  return Array.from({ length: territories + 1 }, (_, g) => [
    sums[3 * g + 1] / sums[3 * g],
    sums[3 * g + 2] / sums[3 * g],
  ]);
}

/** Whole areas (without areas: territories; without both: cells) by lot, up to about the number wanted. */
function wholeAreas({ accounts }: Market, sites: readonly Site[], wanted: number, seed: number): number[] {
  const columns = [accounts.area, accounts.territory, accounts.cell];
  const column = columns.find(c => new Set(sites.map(s => c[s.account])).size > 2) ?? accounts.cell;
  const members = new Map<number, number[]>();
  sites.forEach(({ account }, s) => {
    if (column[account] < 0) return;
    const list = members.get(column[account]);
    if (list) list.push(s);
    else members.set(column[account], [s]);
  });
  const groups = [...members].sort((a, b) => a[0] - b[0]).map(([, list]) => list);
  const chosen: number[] = [];
  for (const g of shuffled(groups.length, seed, STREAM.area)) {
    if (chosen.length >= (1 - AREA_SLACK) * wanted) break;
    if (chosen.length + groups[g].length <= (1 + AREA_SLACK) * wanted) chosen.push(...groups[g]);
  }
  return chosen;
}
