/** Years of history that make the index. */
const YEARS = 4;

/**
 * The plain index rule: level of the last half year × index of the period of the year. The index of a place in the year is
 * its mean share of the year's mean over the last four years (or those that are known), in weeks with those of one week
 * before and after; the level is the sum of the last half year over the sum of its indices.
 * @param series amounts by period, of which the first `origin` are known
 * @param year periods of a year; `origin` is at least as many
 * @returns the forecast by periods ahead, counted from 0
 */
export function plainIndex(
  series: ArrayLike<number>,
  origin: number,
  year: number,
): (ahead: number) => number {
  const reach = year >= 52 ? 1 : 0;
  const years = Math.min(YEARS, Math.floor(origin / year));
  const sum = (from: number, to: number): number => {
    let total = 0;
    for (let t = from; t < to; t++) total += series[t];
    return total;
  };
  const indexOf = (place: number): number => {
    let [shares, count] = [0, 0];
    for (let k = 1; k <= years; k++) {
      const start = origin - k * year;
      const mean = sum(start, start + year) / year;
      if (mean === 0) continue;
      for (let t = start + place - reach; t <= start + place + reach; t++) {
        if (t < 0 || t >= origin) continue;
        shares += series[t] / mean;
        count++;
      }
    }
    return count > 0 ? shares / count : 0;
  };
  const index = Float64Array.from({ length: year }, (_, place) => indexOf(place));
  const half = year / 2;
  const expected = index.subarray(half).reduce((total, share) => total + share, 0);
  const level = expected > 0 ? sum(origin - half, origin) / expected : 0;
  return ahead => level * index[ahead % year];
}
