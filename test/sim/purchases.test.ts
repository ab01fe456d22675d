import gammaCdf from "@stdlib/stats-base-dists-gamma-cdf";
import { describe, expect, test } from "vitest";
import { f64, u8 } from "../../core/columns.ts";
import { METRICS } from "../../twin/metrics.ts";
import { amountOf, mean, simulate, smallModel, variance } from "./smallModel.ts";

describe("occasions", () => {
  test("are Poisson with mean and variance rate·index in every period", () => {
    const model = smallModel({
      periods: 4,
      set: columns => {
        f64(columns, "rate").fill(1.5);
        f64(columns, "volumeIndex").set([1, 0, 2, 0.5]);
      },
    });
    const runs = simulate(model, 8000);
    [1.5, 0, 3, 0.75].forEach((mu, t) => {
      const orders = runs.map(r => r.at(0, t, METRICS.orders.place));
      // Standard errors: √(μ/n) and √((2μ² + μ)/n).
      expect(Math.abs(mean(orders) - mu)).toBeLessThanOrEqual(4 * Math.sqrt(mu / 8000));
      expect(Math.abs(variance(orders) - mu)).toBeLessThanOrEqual(4 * Math.sqrt((2 * mu ** 2 + mu) / 8000));
    });
    const [a, c] = [0, 2].map(t => runs.map(r => r.at(0, t, METRICS.orders.place)));
    const covariance = mean(a!.map((x, i) => (x - mean(a!)) * (c![i]! - mean(c!))));
    expect(Math.abs(covariance)).toBeLessThan(4 * Math.sqrt((1.5 * 3) / 8000));
  });

  test("a rate known up to a gamma posterior makes them negative binomial over draws", () => {
    const model = smallModel({
      draws: 4096,
      periods: 1,
      set: columns => {
        f64(columns, "rate").fill(3);
        f64(columns, "rateShape").fill(2);
      },
    });
    const orders = simulate(model, 12_000).map(r => r.sum(METRICS.orders.place));
    // Mean 3 and variance 3 + 9/2; the draws repeat, so the tolerance is that of 4096 rates.
    expect(Math.abs(mean(orders) - 3)).toBeLessThan(4 * Math.sqrt(4.5 / 4096 + 3 / 12_000));
    expect(Math.abs(variance(orders) - 7.5)).toBeLessThan(0.9);
  });
});

describe("brand choice", () => {
  const shares = [0.5, 0.3, 0.2];
  const choice = (inertia: number) =>
    smallModel({
      brands: 3,
      inertia,
      cellSizes: [50],
      set: columns => f64(columns, "preference").set(Array.from({ length: 150 }, (_, k) => shares[k % 3]!)),
    });
  const sharesOf = (model: ReturnType<typeof choice>, runs: number) => {
    const all = simulate(model, runs);
    const units = shares.map((_, b) => all.reduce((sum, r) => sum + r.sum(amountOf(b)) / 100, 0));
    return units.map(u => u / units.reduce((a, b) => a + b, 0));
  };

  test("without inertia shares are the preferences", () => {
    const got = sharesOf(choice(0), 20);
    // 52,000 occasions.
    shares.forEach((p, b) => {
      expect(Math.abs(got[b]! - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 52_000));
    });
  });

  test("with inertia κ shares go to αᵦ(1 + αᵦ(e^κ − 1)), normalised", () => {
    // The chain is reversible with weights αᵦ·(1 + αᵦ(e^κ − 1)); its start is forgotten within a few occasions.
    const kappa = 0.8;
    const weights = shares.map(a => a * (1 + a * (Math.exp(kappa) - 1)));
    const got = sharesOf(choice(kappa), 40);
    weights.forEach((w, b) => {
      const p = w / weights.reduce((a, c) => a + c, 0);
      // Four standard errors of about 0.002, and the start without a last brand, 1 of 52 occasions.
      expect(Math.abs(got[b]! - p)).toBeLessThan(0.01);
    });
  });

  test("utilities act as exponents: goodwill, offset, group path, rivals and promotion", () => {
    const model = smallModel({
      periods: 2,
      cellSizes: [400],
      goodwillEffect: 0.5,
      carryOver: 0.5,
      set: columns => {
        f64(columns, "rate").fill(5);
        f64(columns, "goodwill").fill(2);
        f64(columns, "ownOffset").fill(0.2);
        f64(columns, "ownUtility").set([0.1, -0.3]);
        f64(columns, "rivalUtility").set([0, 0.4, 0, 0]);
        f64(columns, "promotion").set([0, 0, 0, 0.7]);
      },
    });
    const runs = simulate(model, 20);
    [
      // Goodwill 2 halves to 1, then to ½.
      [0.5 * 1 + 0.2 + 0.1, 0.4],
      [0.5 * 0.5 + 0.2 - 0.3, 0.7],
    ].forEach(([own, rival], t) => {
      const n = mean(runs.map(r => r.at(0, t, METRICS.orders.place))) * 20;
      const share = (mean(runs.map(r => r.at(0, t, METRICS.own_orders.place))) * 20) / n;
      const p = 1 / (1 + Math.exp(rival! - own!));
      expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n));
    });
  });

  test("an unaware account never buys the own brand, and with no other brand buys nothing", () => {
    const unaware = (preference: number[]) =>
      smallModel({
        set: columns => {
          u8(columns, "aware").fill(0);
          f64(columns, "preference").set(preference);
        },
      });
    const [run] = simulate(unaware([0.9, 0.1]), 1);
    expect(run!.sum(METRICS.own_orders.place)).toBe(0);
    expect(run!.sum(METRICS.orders.place)).toBeGreaterThan(20);
    expect(simulate(unaware([1, 0]), 1)[0]!.sum(METRICS.orders.place)).toBe(0);
  });

  test("a brand of weight zero is never bought, whichever its place", () => {
    for (const zero of [0, 1, 2]) {
      const model = smallModel({
        brands: 3,
        inertia: 1,
        cellSizes: [20],
        set: columns => {
          const preference = f64(columns, "preference");
          for (let i = 0; i < 20; i++) preference[3 * i + zero] = 0;
        },
      });
      const [run] = simulate(model, 1);
      expect([0, 1, 2].map(b => run!.sum(amountOf(b)) > 0)).toEqual([0, 1, 2].map(b => b !== zero));
    }
  });
});

describe("amounts", () => {
  test("of shape zero are their mean by brand, rounded, and at least 1", () => {
    const model = smallModel({
      set: columns => {
        f64(columns, "brandAmount").set([1.126, 0.001]);
      },
    });
    const [run] = simulate(model, 1);
    const own = run!.sum(METRICS.own_orders.place);
    expect(run!.sum(amountOf(0))).toBe(113 * own);
    expect(run!.sum(amountOf(1))).toBe(run!.sum(METRICS.orders.place) - own);
  });

  test("are gamma around the mean, in whole minor units", () => {
    const model = smallModel({
      amountShape: 1.7,
      periods: 1,
      set: columns => {
        f64(columns, "rate").fill(1e-3);
        f64(columns, "amountMean").fill(250_000);
        f64(columns, "volumeIndex").fill(300);
      },
    });
    const amounts = simulate(model, 12_000)
      .filter(r => r.sum(METRICS.orders.place) === 1)
      .map(r => r.sum(amountOf(0)) + r.sum(amountOf(1)))
      .sort((a, b) => a - b);
    expect(amounts.length).toBeGreaterThan(2000);
    expect(amounts.every(Number.isInteger)).toBe(true);
    const n = amounts.length;
    expect(Math.abs(mean(amounts) / 250_000 - 1)).toBeLessThan(4 / Math.sqrt(1.7 * n));
    const distance = Math.max(
      ...amounts.map((x, i) => Math.abs(gammaCdf(x, 1.7, 1.7 / 250_000) - (i + 0.5) / n)),
    );
    // Kolmogorov's 99.99% point.
    expect(Math.sqrt(n) * distance).toBeLessThan(2.23);
  });
});
