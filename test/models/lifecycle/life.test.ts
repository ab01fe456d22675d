import { describe, expect, it } from "vitest";
import { f64, i32 } from "../../../core/columns.ts";
import { fitTwin } from "../../../models/fit.ts";
import { type BuyingPeriods, buyingPeriods } from "../../../models/lifecycle/buyingPeriods.ts";
import { dropoutHazard } from "../../../models/lifecycle/dropout.ts";
import { customerCourse, type LifeCourse, STAYS, visitorCourse } from "../../../models/lifecycle/life.ts";
import { createKernel } from "../../../sim/js/kernel.ts";
import { withView } from "../../../sim/js/openView.ts";
import { recordLength } from "../../../sim/js/record.ts";
import { createState } from "../../../sim/js/state.ts";
import { simulateRun } from "../../../sim/run.ts";
import { unitView } from "../../../sim/spec/unitView.ts";
import { kernelModel } from "../../../sim/twinModel.ts";
import { METRICS, recordWidth } from "../../../twin/metrics.ts";
import { FADING_WEEKS, fadingMarket } from "../fadingMarket.ts";
import { gammaSample, stream } from "../sampling.ts";

const YEAR = 52;
/** Of an account that knows the brand. */
const KNOWING = { leaving: 2 / YEAR, hearing: Number.POSITIVE_INFINITY };

/**
 * Share of simulated accounts that buy within a year, at the rate that brings `purchases` on average to those that know the
 * brand, which they hear of at a hazard.
 */
function shareThatBuys(course: LifeCourse, purchases: number, shape: number, hearing?: number): number {
  const next = stream(8);
  const wait = (hazard: number) => (hazard > 0 ? -Math.log(next()) / hazard : Number.POSITIVE_INFINITY);
  let buyers = 0;
  const accounts = 40_000;
  for (let k = 0; k < accounts; k++) {
    const rate = ((purchases / YEAR / course.alive) * gammaSample(shape, next)) / shape;
    let alive = next() < course.alive;
    const heard = hearing === undefined ? 0 : wait(hearing);
    for (let t = 0; t < YEAR; ) {
      const changes = t + wait(alive ? course.dropout : course.comeback);
      if (alive && Math.max(t, heard) + wait(rate) < Math.min(changes, YEAR)) {
        buyers++;
        break;
      }
      alive = !alive;
      t = changes;
    }
  }
  return buyers / accounts;
}

describe("the course of an account", () => {
  it.each([
    [0.9, 40],
    [0.5, 6],
    [0.15, 3],
  ])("a customer that is told to buy with probability %f, and to buy %f times, does", (chance, purchases) => {
    const course = customerCourse({ chance, purchases, shape: 5 }, 0);
    expect(Math.abs(shareThatBuys(course, purchases, 5) - chance)).toBeLessThan(0.01);
  });

  it.each([
    [0.3, 2],
    [0.05, 0.4],
    [0.01, 0.03],
  ])(
    "a lapsed account or a prospect that is told to buy with probability %f, %f times, does",
    (chance, purchases) => {
      const course = visitorCourse({ chance, purchases, shape: 0 }, KNOWING, YEAR);
      // Shape 0 is an exact rate; a large shape is as good.
      expect(Math.abs(shareThatBuys(course, purchases, 1e6) / chance - 1)).toBeLessThan(0.1);
      // As many leave as come: at any time the same share are buyers.
      expect(course.dropout * course.alive).toBeCloseTo(course.comeback * (1 - course.alive), 12);
    },
  );

  it.each([
    [0.04, 4, 0.06],
    [0.01, 0.2, 0.2],
    [0.05, 1, 2],
  ])(
    "a prospect that does not know the brand is told to buy with probability %f, %f times, and does: it hears of it at %f a year",
    (chance, purchases, hearing) => {
      const hazards = { ...KNOWING, hearing: hearing / YEAR };
      const course = visitorCourse({ chance, purchases, shape: 0 }, hazards, YEAR);
      expect(course.alive).toBeLessThan(1);
      expect(Math.abs(shareThatBuys(course, purchases, 1e6, hearing / YEAR) / chance - 1)).toBeLessThan(0.1);
    },
  );

  it("where even who surely stays would buy less often than told, it stays", () => {
    expect(customerCourse({ chance: 0.99, purchases: 1, shape: 2 }, 0.01).alive).toBe(1);
    expect(visitorCourse({ chance: 0.99, purchases: 1, shape: 2 }, KNOWING, YEAR)).toEqual(STAYS);
    const seldom = { ...KNOWING, hearing: 0.03 / YEAR };
    expect(visitorCourse({ chance: 0.05, purchases: 1, shape: 2 }, seldom, YEAR)).toEqual(STAYS);
  });
});

describe("the hazard at which customers leave", () => {
  it("is that of planted buyers, rare ones among them", () => {
    const next = stream(12);
    const lists = Array.from({ length: 4000 }, (_, i) => {
      const stops = 60 + -Math.log(next()) / 0.004;
      const rate = i % 2 === 0 ? 0.4 : 0.03;
      return Array.from({ length: 208 }, (_, t) => t).filter(t => t < Math.max(60, stops) && next() < rate);
    });
    const start = new Int32Array(lists.length + 1);
    lists.forEach((list, i) => {
      start[i + 1] = start[i]! + list.length;
    });
    const bought: BuyingPeriods = { start, period: Int32Array.from(lists.flat()) };
    const hazard = dropoutHazard(bought, Int32Array.from(lists.keys()), 104, YEAR);
    expect(hazard! / 0.004).toBeGreaterThan(0.75);
    expect(hazard! / 0.004).toBeLessThan(1.25);
    expect(dropoutHazard(bought, Int32Array.of(1, 2, 3), 104, YEAR)).toBeNull();
  });
});

describe("a simulated year of a market whose sites stop", () => {
  const market = fadingMarket(4);
  const twin = fitTwin(market, { seed: 1, draws: 16, horizon: YEAR });
  const model = kernelModel(twin);
  const { accounts } = model.scalars;
  const kernel = withView(createKernel(model), unitView([...Array(accounts).keys()], accounts));
  const silence = i32(twin.columns, "silence");

  it("brings as many lapsed accounts as the last year did, and as few won back", () => {
    const state = createState(kernel);
    const values = new Float64Array(recordLength(kernel, YEAR));
    const width = recordWidth(kernel.brands);
    const runs = 8;
    let [lapsed, back] = [0, 0];
    for (let run = 0; run < runs; run++) {
      simulateRun(kernel, state, { seed: 1, run, horizon: YEAR }, values);
      for (let i = 0; i < accounts; i++) {
        const bought = (t: number) => values[(i * YEAR + t) * width + METRICS.own_orders.place]! > 0;
        const buys = Array.from({ length: YEAR }, (_, t) => t).some(bought);
        if (silence[i]! < YEAR && !buys) lapsed += 1 / runs;
        if (silence[i]! >= YEAR && silence[i]! < FADING_WEEKS && buys) back += 1 / runs;
      }
    }
    const own = buyingPeriods(market, "own");
    const buysIn = (i: number, from: number, to: number) =>
      own.period.subarray(own.start[i], own.start[i + 1]).some(t => t >= from && t < to);
    const years = (i: number) =>
      [3, 2, 1].map(k => buysIn(i, FADING_WEEKS - k * YEAR, FADING_WEEKS - (k - 1) * YEAR));
    const all = [...Array(accounts).keys()];
    const lapsedBefore = all.filter(i => years(i)[1] && !years(i)[2]).length;
    const backBefore = all.filter(
      i => buysIn(i, 0, FADING_WEEKS - 2 * YEAR) && !years(i)[1] && years(i)[2],
    ).length;
    expect(lapsedBefore).toBeGreaterThan(30);
    expect(lapsed / lapsedBefore).toBeGreaterThan(0.7);
    expect(lapsed / lapsedBefore).toBeLessThan(1.3);
    // A handful: within four standard deviations of a Poisson count.
    expect(Math.abs(back - backBefore)).toBeLessThan(4 * Math.sqrt(backBefore + 1));
  });

  it("takes sites that fell silent long ago for gone, and those that bought last for buyers", () => {
    const alive = f64(twin.columns, "aliveAtStart");
    const rate = f64(twin.columns, "rate");
    const mean = (from: number, to: number) => {
      const those = alive.filter((_, i) => rate[i]! > 0 && silence[i]! >= from && silence[i]! < to);
      return those.reduce((a, b) => a + b, 0) / those.length;
    };
    // Of whom hardly any purchase is expected, so that luck alone explains what is told, stays at one.
    expect(mean(YEAR, FADING_WEEKS)).toBeLessThan(0.3);
    expect(mean(0, 4)).toBeGreaterThan(0.9);
  });
});
