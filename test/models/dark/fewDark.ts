import { latLngToCell } from "h3-js";
import type { Market } from "../../../data/market/market.ts";
import type { DarkPosterior } from "../../../models/dark/draw/posterior.ts";
import { collectSlots, type DarkSlots } from "../../../models/dark/slots.ts";
import { gammaSample, poissonSample, stream } from "../sampling.ts";

export interface FewDark {
  readonly posterior: DarkPosterior;
  readonly slots: DarkSlots;
  /** Told to the collector: amounts of each draw and cell. */
  readonly amounts: readonly (readonly (readonly number[])[])[];
}

/** Mean number of dark accounts by cell: three of the small market, one next to them without known accounts, one rare. */
const MEANS = [12, 6, 3, 4, 0.02];
/** Mean amount of one that does not sleep, minor units. */
const AMOUNT = 500_000;
const SLEEPING = 0.2;
/** Part of them that knows the own brand, and the own brand's part of what all buy. */
const [AWARE, OWN_PART] = [0.6, 0.1];

/** A posterior made by hand for `smallMarket`, and its slots: three in five know the own brand. */
export function fewDark(market: Market, { draws = 64, seed = 1 } = {}): FewDark {
  const next = stream(seed);
  const others = [
    [41.2, 32.8],
    [41.6, 32.8],
  ].map(([lat, lon]) => BigInt(`0x${latLngToCell(lat, lon, 7)}`));
  const h3 = BigUint64Array.from([...market.cells.h3, ...others]);
  const territory = Int32Array.of(0, 1, 2, 0, -1);
  const none = new Int32Array(h3.length).fill(-1);
  const collector = collectSlots(market, Float64Array.of(OWN_PART / AWARE));
  const accounts = new Int32Array(draws * h3.length);
  const amount = new Float64Array(draws * h3.length);
  const unaware = new Int32Array(draws * h3.length);
  const amounts = Array.from({ length: draws }, (_, k) =>
    MEANS.map((mean, c) =>
      Array.from({ length: poissonSample(mean, next) }, () => {
        const value = next() < SLEEPING ? 0 : Math.round((AMOUNT * gammaSample(2, next)) / 2);
        const at = k * h3.length + c;
        accounts[at]++;
        amount[at] += value;
        if (next() >= AWARE) unaware[at]++;
        collector.onAccount(k, c, 0, value);
        return value;
      }),
    ),
  );
  const place = { lat: new Float64Array(h3.length), lon: new Float64Array(h3.length) };
  const posterior: DarkPosterior = {
    situation: "none",
    notes: [],
    cells: { count: h3.length, h3, ...place, known: Int32Array.of(0, 1, 2, -1, -1), area: none, territory },
    patches: {
      count: h3.length,
      cell: Int32Array.from(h3.keys()),
      area: none,
      territory,
      share: new Float64Array(h3.length).fill(1),
    },
    draws,
    accounts,
    amount,
    own: amount.map(v => OWN_PART * v),
    unaware,
    rivalOdds: null,
    awareFrom: "prior",
    ownFrom: "prior",
    rivalsFrom: "data",
    methodSpread: new Float64Array(h3.length),
    methods: [],
  };
  return { posterior, slots: collector.slots(posterior, seed), amounts };
}
