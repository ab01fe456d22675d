import type { Market } from "../../data/market/market.ts";
import { gammaSample, poissonSample, stream } from "./sampling.ts";
import { smallMarket } from "./smallMarket.ts";

/** Weeks of history: six years. */
export const FADING_WEEKS = 312;
/** Weekly chance that a site stops for good. */
const STOP = 0.004;

/**
 * A market in which sites stop: 600 of them, half of the purchases are of the own brand at sites that know it. One site in
 * ten never buys the own brand; one in five stops it alone and goes on with the rival. The first ten sites are closed at
 * the end of week 300, and the next ten go on under the number of the ten after them from week 280 on.
 */
export function fadingMarket(seed: number): Market {
  const next = stream(seed);
  const base = smallMarket(1);
  const n = 600;
  const rows: { account: number; period: number; brand: number; amount: number }[] = [];
  for (let i = 0; i < n; i++) {
    const rate = 0.02 + gammaSample(0.8, next) * 0.25;
    const [stops, leaves] = [lifetime(next), i % 5 === 1 ? lifetime(next) : Number.POSITIVE_INFINITY];
    for (let t = 0; t < Math.min(stops, i < 10 ? 300 : FADING_WEEKS); t++) {
      const own = i % 10 === 9 || t > leaves ? 0 : 0.5;
      const amount = [0, 0];
      for (let k = poissonSample(rate, next); k > 0; k--)
        amount[next() < own ? 0 : 1]! += Math.round(5000 * (gammaSample(3, next) + 0.1));
      const account = i >= 10 && i < 20 && t >= 280 ? i + 10 : i;
      amount.forEach((a, brand) => {
        if (a > 0 && !(i >= 20 && i < 30)) rows.push({ account, period: t, brand, amount: a });
      });
    }
  }
  rows.sort((a, b) => a.account - b.account || a.period - b.period || a.brand - b.brand);
  const day = (week: number) => base.periodStart[0]! + 7 * week;
  const ids = Array.from({ length: n }, (_, i) => `F${i}`);
  const fill = (value: number) => new Float64Array(n).fill(value);
  return {
    ...base,
    name: "fading",
    hash: `fading-${seed}`,
    periodStart: Int32Array.from({ length: FADING_WEEKS }, (_, t) => day(t)),
    brands: ["own", "rival"],
    accounts: {
      ...base.accounts,
      count: n,
      ids,
      names: ids.map(() => null),
      site: Int32Array.from(ids, (_, i) => (i >= 20 && i < 30 ? i - 10 : i)),
      siteIds: ids,
      successor: Int32Array.from(ids, (_, i) => (i >= 10 && i < 20 ? i + 10 : -1)),
      cell: Int32Array.from(ids, (_, i) => i % 3),
      type: new Int32Array(n),
      area: new Int32Array(n).fill(-1),
      territory: Int32Array.from(ids, (_, i) => i % 3),
      ownTerritory: Int32Array.from(ids, (_, i) => i % 3),
      namedTerritory: new Int32Array(n).fill(-1),
      lat: fill(Number.NaN),
      lon: fill(Number.NaN),
      opened: fill(Number.NaN),
      closed: Float64Array.from(ids, (_, i) => (i < 10 ? day(300) : Number.NaN)),
      influence: fill(1),
      digitalAffinity: fill(Number.NaN),
    },
    sales: {
      count: rows.length,
      account: Int32Array.from(rows, r => r.account),
      period: Int32Array.from(rows, r => r.period),
      brand: Uint8Array.from(rows, r => r.brand),
      amount: Float64Array.from(rows, r => r.amount),
    },
    visits: {
      ...base.visits,
      count: 0,
      account: new Int32Array(0),
      period: new Int32Array(0),
      rep: new Int32Array(0),
    },
  };
}

function lifetime(next: () => number): number {
  return -Math.log(next()) / STOP;
}
