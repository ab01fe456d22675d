import type { Market } from "../../data/market/market.ts";
import { openAccounts } from "../../data/market/openAccounts.ts";
import { ownAmounts } from "../../data/market/ownAmounts.ts";
import { type ColumnTable, tableColumn } from "../../data/tables/columnTable.ts";
import type { DarkSlots } from "../../models/dark/slots.ts";
import type { TravelSettings } from "../../territory/travel/minutes.ts";
import { callsOf } from "../../territory/units/calls.ts";
import { type DarkWeights, NOTHING_DARK, type Weights } from "../../territory/units/weights.ts";

/** What a state has learned of accounts and dark places, as territories weigh them. */
export interface Learned {
  /** By account, major units: see `app/stages/walletTables.ts`. */
  readonly wallets: ColumnTable;
  readonly slots: DarkSlots | null;
}

/** The weights of a market's accounts and dark places. */
export function groundWeights(market: Market, { wallets, slots }: Learned, travel?: TravelSettings): Weights {
  const amount = ownAmounts(market);
  const open = openAccounts(market);
  const { successor, site } = market.accounts;
  const goesOn = (i: number) => open[i] === 1 || successor[i]! >= 0;
  const headroom = headrooms(wallets, market.minorUnits);
  const counted = new Set<number>();
  return {
    accounts: {
      ...callsOf(market, travel),
      amount,
      customers: Float64Array.from(site, (place, i) => {
        if (open[i] !== 1 || counted.has(place)) return 0;
        counted.add(place);
        return 1;
      }),
      potential: amount.map((own, i) => (goesOn(i) ? Math.max(0, own) : 0) + headroom[i]!),
    },
    dark: slots ? darkWeights(slots) : NOTHING_DARK,
  };
}

/** Minor units by account: the mean, which can be summed, where rivals' sales tell it; else up to the wallet's quantile. */
function headrooms(wallets: ColumnTable, minorUnits: number): Float64Array {
  const [expected, ceiling] = ["headroom_expected", "headroom"].map(
    name => tableColumn(wallets, name).values as ArrayLike<number | null>,
  );
  return Float64Array.from({ length: wallets.rows }, (_, i) => {
    const known = [expected![i], ceiling![i]].find(value => Number.isFinite(value)) ?? 0;
    return Math.round(Math.max(0, known) * minorUnits);
  });
}

/** Slots summed by the part of a cell that lies in one area. */
function darkWeights({ cells, draws, active, count, area, amount }: DarkSlots): DarkWeights {
  const placeOf = new Int32Array(count);
  const places: { readonly cell: number; readonly area: number }[] = [];
  for (let c = 0; c < cells.count; c++) {
    const known = new Map<number, number>();
    for (let s = cells.start[c]!; s < cells.start[c + 1]!; s++) {
      const place = known.get(area[s]!) ?? places.length;
      if (place === places.length) places.push({ cell: c, area: area[s]! });
      known.set(area[s]!, place);
      placeOf[s] = place;
    }
  }
  const prospectDraws = new Int32Array(draws * places.length);
  const potentialDraws = new Float64Array(draws * places.length);
  for (let k = 0; k < draws; k++)
    for (let c = 0; c < cells.count; c++) {
      const first = cells.start[c]!;
      for (let s = first; s < first + active[k * cells.count + c]!; s++) {
        prospectDraws[k * places.length + placeOf[s]!]!++;
        potentialDraws[k * places.length + placeOf[s]!]! += amount[s]!;
      }
    }
  return {
    count: places.length,
    h3: BigUint64Array.from(places, ({ cell }) => cells.h3[cell]!),
    area: Int32Array.from(places, place => place.area),
    prospects: meanOverDraws(prospectDraws, draws),
    potential: meanOverDraws(potentialDraws, draws),
    draws,
    prospectDraws,
    potentialDraws,
  };
}

function meanOverDraws(column: Int32Array | Float64Array, draws: number): Float64Array {
  const places = draws > 0 ? column.length / draws : 0;
  const means = new Float64Array(places);
  column.forEach((value, at) => {
    means[at % places]! += value / draws;
  });
  return means;
}
