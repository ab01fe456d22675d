/** An entry may be an account within so many km; further off it would be a guess. */
export const WINDOW_KM = 3;

/** Something at a place. */
export interface Placed {
  readonly lat: number;
  readonly lon: number;
  /** Index into the market's types; -1: unknown. */
  readonly type: number;
  readonly name: string | null;
}

/** Places in km, sorted from south to north: those near a point are found without looking at all. */
export interface PlaceIndex<P extends Placed> {
  x(lon: number): number;
  y(lat: number): number;
  /** Places of its type, or of an unknown one, within the window. */
  near(place: Placed): { place: P; km: number }[];
  /** Share of the places that have this very name. */
  named(name: string): number;
}

export function placeIndex<P extends Placed>(places: readonly P[]): PlaceIndex<P> {
  const middle = places.reduce((sum, p) => sum + p.lat, 0) / (places.length || 1);
  const width = 111.195 * Math.cos((middle * Math.PI) / 180);
  const x = (lon: number): number => lon * width;
  const y = (lat: number): number => lat * 111.195;
  const sorted = [...places].sort((a, b) => a.lat - b.lat);
  const times = new Map<string, number>();
  for (const { name } of places) if (name !== null) times.set(name, (times.get(name) ?? 0) + 1);
  const xs = Float64Array.from(sorted, p => x(p.lon));
  const ys = Float64Array.from(sorted, p => y(p.lat));
  return {
    x,
    y,
    named: name => (times.get(name) ?? 0) / (places.length || 1),
    near({ lat, lon, type }) {
      const [px, py] = [x(lon), y(lat)];
      let low = 0;
      let high = ys.length;
      while (low < high) {
        const m = (low + high) >> 1;
        if (ys[m] < py - WINDOW_KM) low = m + 1;
        else high = m;
      }
      const found: { place: P; km: number }[] = [];
      for (let k = low; k < ys.length && ys[k] <= py + WINDOW_KM; k++) {
        const km = Math.hypot(xs[k] - px, ys[k] - py);
        const place = sorted[k];
        if (km <= WINDOW_KM && (type < 0 || place.type < 0 || place.type === type)) found.push({ place, km });
      }
      return found;
    },
  };
}
