import { describe, expect, it } from "vitest";
import { type Chance, chance } from "../../../core/chance.ts";
import { lincolnPetersen } from "../../../models/dark/capture.ts";
import { blindJoins } from "../../../models/dark/lists/blind.ts";
import { correctedCounts } from "../../../models/dark/lists/counts.ts";
import type { ListEntry } from "../../../models/dark/lists/entry.ts";
import {
  drawErrors,
  expectedErrors,
  type LinkageErrors,
  type SeenLists,
} from "../../../models/dark/lists/errors.ts";
import { joinLists, type ListPart, strayJoins } from "../../../models/dark/lists/join.ts";
import { linkSightings } from "../../../models/dark/lists/linkage.ts";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";

const EXACTNESS = { pointKm: 0.03, misplaced: 0.1, sameName: { match: 0.8, chance: 0.02 } };

/** Entries of `sites` places in a square of 30 km, each misplaced in it with chance 0.1; all of one type, without names. */
function list(luck: Chance, sites: readonly { x: number; y: number }[], from: number, bit: number): ListPart {
  const entries = sites.map(({ x, y }, k): ListEntry => {
    const off = luck.uniform() < 0.1;
    const [at, up] = off ? [30 * luck.uniform(), 30 * luck.uniform()] : [x, y];
    const [lat, lon] = [(up + 0.03 * luck.normal()) / 111.195, (at + 0.03 * luck.normal()) / 111.195];
    return { rows: [from + k], lat, lon, type: 0, name: null, pattern: bit, weight: 1 };
  });
  return { entries, exactness: EXACTNESS };
}

describe("joins tried on known accounts", () => {
  it("show the chance of a right join, which is that both entries are well placed", () => {
    const luck = chance(3, 1);
    const sites = Array.from({ length: 1500 }, () => ({ x: 30 * luck.uniform(), y: 30 * luck.uniform() }));
    const [first, second] = [list(luck, sites.slice(0, 1000), 0, 1), list(luck, sites.slice(500), 2000, 2)];
    const { joined, dead } = blindJoins(
      first,
      second,
      row => (row < 2000 ? row : row - 1500),
      site => site % 10 === 0,
    );
    expect(joined.of).toBe(500);
    expect(dead).toEqual({ hits: 50, of: 500 });
    // Three standard errors of a share of 0.81 among 500.
    expect(Math.abs(joined.hits / joined.of - 0.9 ** 2)).toBeLessThan(0.053);
  });

  it("show how often strangers are joined", () => {
    const luck = chance(3, 2);
    const places = (count: number) =>
      Array.from({ length: count }, () => ({ x: 10 * luck.uniform(), y: 10 * luck.uniform() }));
    const sites = places(800);
    const first = list(luck, sites, 0, 1);
    const known = list(luck, places(4000), 1000, 2);
    const second = list(luck, [...sites.slice(400), ...places(600)], 5000, 2);
    const { hits, of } = strayJoins(first, second, { all: known.entries, missed: [], missedShare: 0 });
    expect(of).toBe(4000);
    const pairs = joinLists([first, second]).filter(e => e.rows.length === 2);
    const wrong = pairs.filter(({ rows: [a, b] }) => b! - 5000 !== a! - 400).length;
    expect(wrong).toBeGreaterThan(5);
    expect(Math.abs((600 * hits) / of - wrong)).toBeLessThan(3 * Math.sqrt(wrong));
  });
});

const LISTS: LinkageErrors["lists"] = [
  { found: 0.92, strays: 0.03, dead: 0.04, ghosts: 60 },
  { found: 0.95, strays: 0.01, dead: 0.03, ghosts: 30 },
  { found: 0.88, strays: 0.02, dead: 0.05, ghosts: 20 },
];
/** Chance that an entry is well placed, by list: two are joined if both are. */
const PLACED = [0.92, 0.9, 0.95];
const COVERAGE = [0.6, 0.45, 0.3];
const STRAY_JOINS = 0.02;
/** Chance that both entries of a pair are left to be joined, for the first two lists. */
const LEFT = (1 - 0.03) * (1 - 0.01);

function binomial(luck: Chance, n: number, p: number): number {
  let hits = 0;
  for (let i = 0; i < n; i++) if (luck.uniform() < p) hits++;
  return hits;
}

/** Dark and known accounts, listed, closed, haunted and linked with errors: what is seen, and what is true. */
function world(luck: Chance, lists: 2 | 3) {
  const size = 1 << lists;
  const truth = new Float64Array(size);
  const entries = new Float64Array(size);
  const held = new Float64Array(lists);
  for (let i = 0; i < 1500; i++) {
    const bits = Array.from({ length: lists }, (_, l) => luck.uniform() < COVERAGE[l]!);
    const pattern = bits.reduce((w, on, l) => (on ? w | (1 << l) : w), 0);
    truth[pattern]++;
    bits.forEach((on, l) => {
      if (on) held[l]++;
    });
    // Matched to an account that it is not: the entry is lost.
    const left = bits.map((on, l) => on && luck.uniform() >= LISTS[l]!.strays);
    const placed = left.map((on, l) => on && luck.uniform() < PLACED[l]!);
    const together = placed.reduce((w, on, l) => (on ? w | (1 << l) : w), 0);
    if (together > 0) entries[together]++;
    left.forEach((on, l) => {
      if (on && !placed[l]) entries[1 << l]++;
    });
  }
  const seen = LISTS.slice(0, lists).map(({ found, strays, dead, ghosts }, l) => {
    const closed = Math.round((held[l]! * dead) / (1 - dead));
    const known = 800;
    const matched = binomial(luck, known, found) + binomial(luck, held[l]! + closed + ghosts, strays);
    const unnamed = known + held[l]! + closed + ghosts;
    return { known, matched, unnamed, once: unnamed - matched };
  });
  return { truth, entries, seen };
}

function seenLists({ entries, seen }: ReturnType<typeof world>, lists: 2 | 3): SeenLists {
  const pairs =
    lists === 2
      ? [[0, 1]]
      : [
          [0, 1],
          [0, 2],
          [1, 2],
        ];
  return {
    entries,
    lists: seen.map((list, l) => {
      const tally = (share: number) => ({ hits: 1e6 * share, of: 1e6 });
      const { found, strays, dead } = LISTS[l]!;
      return {
        ...list,
        ...{ found: tally(found), strays: tally(strays), dead: tally(dead), named: true },
        careless: LISTS[l]!.ghosts / 0.4,
      };
    }),
    pairs: pairs.map(([i, j]) => ({
      pattern: (1 << i!) | (1 << j!),
      tried: 1 << j!,
      joined: { hits: 1e6 * PLACED[i!]! * PLACED[j!]!, of: 1e6 },
      strays: { hits: 0, of: 1e6 },
      dead: { hits: 0, of: 1e6 },
    })),
  };
}

describe("counts by list, errors of linkage taken off", () => {
  it.each([2, 3] as const)("are right on average, of %d lists", lists => {
    const runs = 80;
    const sum = new Float64Array(1 << lists);
    const naive = new Float64Array(1 << lists);
    const truth = new Float64Array(1 << lists);
    for (let run = 0; run < runs; run++) {
      const made = world(chance(17, lists, run), lists);
      const seen = seenLists(made, lists);
      const { dark, overlooked } = correctedCounts(seen, expectedErrors(seen));
      dark.forEach((n, w) => {
        sum[w] += n / runs;
        naive[w] += made.entries[w]! / runs;
        truth[w] += made.truth[w]! / runs;
      });
      overlooked.forEach((rate, l) => {
        const matched = made.seen[l]!.matched;
        expect(Math.abs((1 + rate) * 800 + matched - 800 - 800)).toBeLessThan(60);
      });
    }
    for (let w = 1; w < 1 << lists; w++)
      expect(Math.abs(sum[w]! / truth[w]! - 1)).toBeLessThan(lists === 2 ? 0.01 : 0.03);
    const unseen = (n: Float64Array) => lincolnPetersen(n[1]!, n[2]!, n[3]!);
    expect(Math.abs(unseen(sum) / unseen(truth) - 1)).toBeLessThan(0.02);
    expect(unseen(naive) / unseen(truth)).toBeGreaterThan(1.3);
  });

  it("take off strangers that were joined", () => {
    const made = world(chance(17, 9), 2);
    const seen = seenLists(made, 2);
    const pairs = seen.pairs.map(pair => ({ ...pair, strays: { hits: STRAY_JOINS * 1e6, of: 1e6 } }));
    const count = (errors: SeenLists) => correctedCounts(errors, expectedErrors(errors)).dark[3]!;
    const n = made.entries[2]! + made.entries[3]!;
    const rho = PLACED[0]! * PLACED[1]! * LEFT;
    const expected = (made.entries[3]! - STRAY_JOINS * n) / (rho - STRAY_JOINS);
    expect(count({ ...seen, pairs }) / expected).toBeCloseTo(1, 3);
  });

  it("draw chances as widely as their trials leave them", () => {
    const luck = chance(23, 1);
    let inside = 0;
    for (let run = 0; run < 200; run++) {
      const rho = 0.75 + 0.2 * luck.uniform();
      const tally = { hits: binomial(luck, 80, rho), of: 80 };
      const seen = seenLists(world(chance(17, 2), 2), 2);
      const tried = { ...seen, pairs: seen.pairs.map(pair => ({ ...pair, joined: tally })) };
      const draws = Array.from({ length: 100 }, () => drawErrors(tried, luck).pairs[0]!.joined);
      const below = draws.filter(draw => draw < rho * LEFT).length;
      if (below >= 5 && below <= 95) inside++;
    }
    // 90% of 200 within three standard errors.
    expect(inside).toBeGreaterThanOrEqual(167);
    expect(inside).toBeLessThanOrEqual(193);
  });
});

describe("lists of a planted market", () => {
  it("hold as many dark accounts, on one and on both, as they do in truth", () => {
    const { market, entryOf } = plantedMarkets()
      .find(m => m.name === "many towns")!
      .make(31);
    const linkage = linkSightings(market, a => !Number.isNaN(market.accounts.closed[a]));
    const truth = new Map<number, number>();
    entryOf.forEach((account, row) => {
      const bit = 1 << linkage.lists.indexOf(market.sightings.source[row]!);
      if (account >= 0) truth.set(account, (truth.get(account) ?? 0) | bit);
    });
    const held = (bits: number) => [...truth.values()].filter(w => (w & bits) === bits).length;
    const luck = chance(5, 5);
    const draws = Array.from({ length: 400 }, () => linkage.draw(luck).factor);
    for (const bits of [1, 2, 3]) {
      const sums = draws
        .map(factor =>
          linkage.entries.reduce(
            (sum, { pattern, weight }) => ((pattern & bits) === bits ? sum + weight * factor[pattern]! : sum),
            0,
          ),
        )
        .sort((a, b) => a - b);
      expect(sums[4]).toBeLessThan(held(bits));
      expect(sums[395]).toBeGreaterThan(held(bits));
    }
  });
});
