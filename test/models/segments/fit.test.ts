import { describe, expect, it } from "vitest";
import { adjustedRand } from "../../../core/adjustedRand.ts";
import type { Market } from "../../../data/market/market.ts";
import { axesAt } from "../../../models/segments/axes.ts";
import { fitSegments } from "../../../models/segments/fit.ts";
import type { Segments } from "../../../models/segments/types.ts";
import { truncateMarket } from "../../../proof/cut/truncate.ts";
import { NO_BEHAVIOUR } from "../../../twin/layout.ts";
import { smallMarket, WEEKS } from "../smallMarket.ts";
import { KIND_OF, KINDS, segmentMarket } from "./plantedMarket.ts";

const market = segmentMarket(3);
const planted = fitSegments(market, { seed: 1 });

function today({ path, dates }: Segments): number[] {
  const accounts = path.length / dates.length;
  return Array.from(path.subarray((dates.length - 1) * accounts));
}

/** Codes and ids of the segments that hold most accounts of each planted kind. */
function idOf(segments: Segments, kind: string): string {
  const members = today(segments).filter((_, i) => KINDS[KIND_OF[i]].name === kind);
  const counts = segments.list.map((_, code) => members.filter(c => c === code).length);
  return segments.list[counts.indexOf(Math.max(...counts))].id;
}

describe("segments of a planted market", () => {
  it("find the kinds of buyers that were planted", () => {
    const codes = today(planted);
    expect(adjustedRand(codes, KIND_OF)).toBeGreaterThan(0.8);
    const share = (kind: string, id: string) => {
      const members = codes.filter((_, i) => KINDS[KIND_OF[i]].name === kind);
      return members.filter(c => planted.list[c]?.id === id).length / members.length;
    };
    expect(share("lapsed", "lapsed")).toBe(1);
    expect(share("never", "prospects")).toBe(1);
    expect(share("large loyal", "lapsed")).toBe(0);
  });

  it("have names that say what marks them out, in both languages, and slugs that files can use", () => {
    const ids = planted.list.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, name } of planted.list) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(name.en).toMatch(/^[A-Z][a-z -]+/);
      expect(name.tr).toMatch(/^[A-ZÇĞİÖŞÜ]/);
    }
    expect(idOf(planted, "growing")).toMatch(/growing/);
    expect(idOf(planted, "large loyal")).toMatch(/^(largest|very-large|large)/);
    expect(idOf(planted, "small occasional")).toMatch(/^(tiny|small)/);
    expect(ids.slice(-2)).toEqual(["prospects", "lapsed"]);
  });

  it("are the same for the same seed, and nearly so for another one", () => {
    expect(fitSegments(market, { seed: 1 })).toEqual(planted);
    const other = today(fitSegments(market, { seed: 2 }));
    expect(adjustedRand(other, today(planted))).toBeGreaterThan(0.8);
  });

  it("are stable over bootstrap samples and tell next year's purchases better than ABC classes", () => {
    expect(planted.stability.samples).toBe(20);
    expect(planted.stability.ariMedian).toBeGreaterThan(0.8);
    expect(planted.prediction!.r2Segments).toBeGreaterThan(planted.prediction!.r2Abc);
    expect(planted.prediction!.accounts).toBe(market.accounts.count);
  });

  it("tell an account's path, quarter by quarter", () => {
    const { dates, path, list } = planted;
    const n = market.accounts.count;
    expect(Array.from(dates)).toEqual([52, 65, 78, 91, 104, 117, 130, 143, 156]);
    const account = KIND_OF.indexOf(KINDS.findIndex(({ name }) => name === "lapsed"));
    const ids = Array.from(dates, (_, d) => list[path[d * n + account]].id);
    expect(ids.at(-1)).toBe("lapsed");
    expect(ids[0]).not.toBe("lapsed");
    // Stopped at week 90: a year without a purchase is over at week 142.
    expect(ids.indexOf("lapsed")).toBe(7);
  });

  it("keep what the input does not say as missing, in the middle for distances", () => {
    const digital = planted.axes.indexOf("digital");
    expect(digital).toBeGreaterThanOrEqual(0);
    const told = market.accounts.digitalAffinity;
    told.forEach((v, i) => {
      expect(Number.isNaN(planted.values[i * planted.axes.length + digital])).toBe(Number.isNaN(v));
    });
    expect(planted.axes).not.toContain("channel");
    expect(planted.axes).not.toContain("influence");
    const all = planted.values.filter(v => !Number.isNaN(v));
    expect(all.every(v => v >= 0 && v <= 1)).toBe(true);
  });
});

describe("axes at a date", () => {
  it("look at nothing that came later", () => {
    const cut = truncateMarket(market, 104);
    const then = axesAt(market, 104);
    const known = axesAt(cut, 104);
    const place = new Map(market.accounts.ids.map((id, i) => [id, i]));
    for (const [axis, values] of Object.entries(known.raw)) {
      const full = then.raw[axis as keyof typeof then.raw];
      cut.accounts.ids.forEach((id, k) => {
        expect(full[place.get(id)!], `${axis} of ${id}`).toEqual(values[k]);
      });
    }
  });

  it("take what other models know where it is given", () => {
    const wallet = new Float64Array(market.accounts.count).map((_, i) => 1000 + i);
    const lateShare = new Float64Array(market.accounts.count).map((_, i) => i / market.accounts.count);
    const { raw } = axesAt(market, WEEKS, { wallet, lateShare });
    expect(raw.power).toBe(wallet);
    expect(raw.hour).toBe(lateShare);
    const { axes } = fitSegments(market, { seed: 1, samples: 4, inputs: { wallet, lateShare } });
    expect(axes).toContain("hour");
  });
});

describe("segments of a market that has little", () => {
  const own = (of: Market): Market => {
    const rows = Array.from(of.sales.brand.keys()).filter(i => of.sales.brand[i] === 0);
    const pick = <A extends Int32Array | Uint8Array | Float64Array>(column: A) =>
      column.filter((_, i) => of.sales.brand[i] === 0) as A;
    const { account, period, brand, amount } = of.sales;
    const sales = {
      count: rows.length,
      account: pick(account),
      period: pick(period),
      brand: pick(brand),
      amount: pick(amount),
    };
    return { ...of, brands: ["own"], sales };
  };

  it("leave rivals out where there are no rivals' sales", () => {
    const segments = fitSegments(own(market), { seed: 1, samples: 4 });
    expect(segments.market).toBeNull();
    expect(segments.axes).not.toContain("power");
    expect(segments.axes).not.toContain("loyalty");
    expect(segments.list.length).toBeGreaterThanOrEqual(6);
  });

  it("are few where accounts are few, and told without moves where history is short", () => {
    const short = truncateMarket(smallMarket(1), 60);
    const { dates, transitions, prediction, list } = fitSegments(short, { seed: 1, samples: 4 });
    expect(dates.length).toBe(1);
    expect(transitions).toBeNull();
    expect(prediction).toBeNull();
    expect(list.length).toBeGreaterThan(2);
  });

  it("are prospects where nobody has bought", () => {
    const empty = smallMarket(1);
    const none = { count: 0, account: new Int32Array(0), period: new Int32Array(0) };
    const sales = { ...none, brand: new Uint8Array(0), amount: new Float64Array(0) };
    const segments = fitSegments({ ...empty, sales }, { seed: 1 });
    expect(segments.list.map(({ id }) => id)).toEqual(["prospects", "lapsed"]);
    expect(today(segments).every(code => code === 0)).toBe(true);
  });

  it("put nobody who was followed by another number into one", () => {
    const base = segmentMarket(3);
    const successor = base.accounts.successor.slice();
    successor[0] = 1;
    const followed = { ...base, accounts: { ...base.accounts, successor } };
    const codes = today(fitSegments(followed, { seed: 1, samples: 4 }));
    expect(codes[0]).toBe(NO_BEHAVIOUR);
    expect(codes[1]).not.toBe(NO_BEHAVIOUR);
  });
});
