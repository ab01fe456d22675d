import type { Market } from "../../../data/market/market.ts";
import { gammaSample, stream } from "../sampling.ts";
import { smallMarket, WEEKS } from "../smallMarket.ts";

/** How the accounts of a planted kind buy. Amounts of a purchase in minor units. */
interface Kind {
  readonly name: string;
  readonly accounts: number;
  /** Chance of an own purchase in week t, and of one from a rival. */
  readonly own: (t: number) => number;
  readonly rival: number;
  readonly amount: number;
}

/** Kinds of buyers that a person would tell apart. */
export const KINDS: readonly Kind[] = [
  { name: "large loyal", accounts: 40, own: () => 0.9, rival: 0.1, amount: 90_000 },
  { name: "large, rivals'", accounts: 60, own: () => 0.25, rival: 0.95, amount: 60_000 },
  { name: "small loyal", accounts: 100, own: () => 0.5, rival: 0.1, amount: 9000 },
  { name: "small occasional", accounts: 120, own: () => 0.08, rival: 0.5, amount: 9000 },
  { name: "growing", accounts: 60, own: t => (t > WEEKS - 30 ? 0.9 : 0.18), rival: 0.4, amount: 20_000 },
  { name: "lapsed", accounts: 50, own: t => (t < 90 ? 0.5 : 0), rival: 0.3, amount: 20_000 },
  { name: "never", accounts: 30, own: () => 0, rival: 0.6, amount: 20_000 },
];

/** The kind of each account of {@link segmentMarket}. */
export const KIND_OF: readonly number[] = KINDS.flatMap((kind, k) => Array(kind.accounts).fill(k));

/** A market of planted kinds of buyers over three years. */
export function segmentMarket(seed: number): Market {
  const next = stream(seed);
  const plain = smallMarket(1);
  const rows = KIND_OF.flatMap((k, account) => purchases(KINDS[k], account, next));
  const n = KIND_OF.length;
  const index = Int32Array.from({ length: n }, (_, i) => i);
  const nothing = new Float64Array(n).fill(Number.NaN);
  return {
    ...plain,
    brands: ["own", "rival"],
    accounts: {
      ...plain.accounts,
      count: n,
      ids: Array.from(index, i => `A${i}`),
      names: Array.from(index, () => null),
      site: index,
      siteIds: Array.from(index, i => `A${i}`),
      successor: new Int32Array(n).fill(-1),
      cell: index.map(i => i % 3),
      type: new Int32Array(n),
      area: new Int32Array(n).fill(-1),
      territory: index.map(i => i % 3),
      ownTerritory: index.map(i => i % 3),
      namedTerritory: new Int32Array(n).fill(-1),
      lat: nothing,
      lon: nothing,
      opened: nothing,
      closed: nothing,
      influence: new Float64Array(n).fill(1),
      // Known of every other account.
      digitalAffinity: Float64Array.from(index, i => (i % 2 === 0 ? Number.NaN : next())),
      attributes: {},
    },
    sales: {
      count: rows.length,
      account: Int32Array.from(rows, r => r.account),
      period: Int32Array.from(rows, r => r.period),
      brand: Uint8Array.from(rows, r => r.brand),
      amount: Float64Array.from(rows, r => r.amount),
    },
    visits: { ...plain.visits, count: 0, account: new Int32Array(0), period: new Int32Array(0) },
  };
}

function purchases(kind: Kind, account: number, next: () => number) {
  const size = kind.amount * (0.75 + 0.5 * next());
  const rows: { account: number; period: number; brand: number; amount: number }[] = [];
  for (let period = 0; period < WEEKS; period++) {
    for (const [brand, chance] of [kind.own(period), kind.rival].entries()) {
      if (next() >= chance) continue;
      rows.push({ account, period, brand, amount: Math.round((size * gammaSample(5, next)) / 5) });
    }
  }
  return rows;
}
