import type { Market } from "../../../data/market/market.ts";

/** An entry may be an account within so many km; further off it would be a guess. */
export const WINDOW_KM = 3;

/** Places in km, sorted from south to north, by type: accounts near a point are found without looking at all. */
export interface PlaceIndex {
  x(lon: number): number;
  y(lat: number): number;
  /** Accounts with coordinates, open or not, within the window; of the type, where one is given. */
  near(x: number, y: number, type: number): { account: number; km: number }[];
}

export function placeIndex({ accounts }: Market): PlaceIndex {
  const placed = Array.from({ length: accounts.count }, (_, i) => i).filter(i => accounts.cell[i] >= 0);
  const middle = placed.reduce((sum, i) => sum + accounts.lat[i], 0) / (placed.length || 1);
  const width = 111.195 * Math.cos((middle * Math.PI) / 180);
  const x = (lon: number): number => lon * width;
  const y = (lat: number): number => lat * 111.195;
  placed.sort((a, b) => accounts.lat[a] - accounts.lat[b]);
  const ys = placed.map(i => y(accounts.lat[i]));
  const xs = placed.map(i => x(accounts.lon[i]));
  return {
    x,
    y,
    near(px, py, type) {
      let low = 0;
      let high = ys.length;
      while (low < high) {
        const m = (low + high) >> 1;
        if (ys[m] < py - WINDOW_KM) low = m + 1;
        else high = m;
      }
      const found: { account: number; km: number }[] = [];
      for (let k = low; k < ys.length && ys[k] <= py + WINDOW_KM; k++) {
        const km = Math.hypot(xs[k] - px, ys[k] - py);
        if (km <= WINDOW_KM && (type < 0 || accounts.type[placed[k]] === type))
          found.push({ account: placed[k], km });
      }
      return found;
    },
  };
}
