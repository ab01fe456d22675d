import { describe, expect, it } from "vitest";
import { accountHours, DAY_PARTS } from "../../../models/heat/accountHours.ts";
import { audibleWeek, learnHeat, weekProfiles } from "../../../models/heat/heat.ts";
import { heatPlaces } from "../../../models/heat/places.ts";
import { binSignals, scoreHeat } from "../../../proof/heatScore.ts";
import { plantedHeat, signalsOf, WEEK } from "./plantedHeat.ts";

const total = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0);

describe("the heat of a planted market", () => {
  const planted = plantedHeat(5, 40, 60);
  const heat = learnHeat(planted.market, planted.earlier);
  const orders = heat.metrics.orders!;
  const indexOf = new Map([...heat.cells].map((cell, c) => [cell, c]));
  const unitOf = (cell: bigint) => indexOf.get(cell) ?? -1;
  const units = heat.cells.length + 1;
  const earlier = binSignals(planted.earlier.orders!, units, 168, unitOf);

  it("keeps the weight of every place", () => {
    const raw = new Float64Array(units);
    planted.earlier.orders!.h3.forEach((cell, row) => {
      raw[unitOf(cell)] += planted.earlier.orders!.weight[row];
    });
    raw.forEach((weight, unit) => {
      expect(total(orders.cells.subarray(unit * WEEK, (unit + 1) * WEEK))).toBeCloseTo(weight, 10);
      const audible = audibleWeek(orders.cells, unit);
      expect(total(audible)).toBeCloseTo(weight, 10);
      expect(audible.filter(x => x > 0 && x < 0.99e-4 * weight)).toHaveLength(0);
    });
    expect(total(orders.territories)).toBeCloseTo(total(raw), 8);
    expect(heat.metrics.contacts).toBeNull();
  });

  it("is a proper density everywhere", () => {
    const { cells } = weekProfiles(planted.earlier.orders!, heatPlaces(planted.market, planted.earlier));
    for (let unit = 0; unit < units; unit++) {
      const week = cells.subarray(unit * WEEK, (unit + 1) * WEEK);
      expect(total(week)).toBeCloseTo(1, 10);
      expect(week.every(density => density > 0)).toBe(true);
    }
  });

  it("is nearer to the truth than raw counts and than the market's profile, cell by cell", () => {
    const market = new Float64Array(WEEK);
    const all = total(earlier);
    earlier.forEach((n, i) => {
      market[i % WEEK] += n / all;
    });
    let [smoothed, raw, flat] = [0, 0, 0];
    let wins = 0;
    for (const [cell, truth] of planted.truth) {
      const counts = earlier.subarray(unitOf(cell) * WEEK, (unitOf(cell) + 1) * WEEK);
      const n = total(counts);
      if (n === 0) continue;
      const own = orders.cells.subarray(unitOf(cell) * WEEK, (unitOf(cell) + 1) * WEEK);
      const weight = total(own);
      const kl = (density: (h: number) => number) =>
        truth.reduce((sum, p, h) => sum + (p > 0 ? p * Math.log(p / density(h)) : 0), 0);
      const [a, b, c] = [
        kl(h => own[h] / weight),
        kl(h => (counts[h] + 1 / WEEK) / (n + 1)),
        kl(h => market[h] + 1e-9),
      ];
      smoothed += a;
      raw += b;
      flat += c;
      if (a < Math.min(b, c)) wins++;
    }
    expect(smoothed).toBeLessThan(0.5 * raw);
    expect(smoothed).toBeLessThan(0.9 * flat);
    expect(wins).toBeGreaterThan(0.7 * planted.truth.size);
  });

  it("foretells later signals better than raw counts and than the market's profile", () => {
    for (const [seed, mean, concentration] of [
      [5, 40, 60],
      [6, 10, 200],
      [7, 400, 30],
    ] as const) {
      const one = plantedHeat(seed, mean, concentration);
      const learned = learnHeat(one.market, one.earlier);
      const at = new Map([...learned.cells].map((cell, c) => [cell, c]));
      const count = (signals: typeof one.later) =>
        binSignals(signals, learned.cells.length + 1, 168, cell => at.get(cell) ?? -1);
      const score = scoreHeat(
        learned.metrics.orders!.cells,
        count(one.earlier.orders!),
        count(one.later),
        168,
      );
      expect(score.smoothed).toBeLessThan(score.raw);
      expect(score.smoothed).toBeLessThan(score.market);
    }
  });

  it("leans on the own signals of cells less where cells are alike", () => {
    const alike = plantedHeat(8, 200, 5000);
    const unlike = plantedHeat(8, 200, 20);
    const strength = ({ market, earlier: signals }: typeof alike) =>
      learnHeat(market, signals).metrics.orders!.strengths.cell;
    expect(strength(alike)).toBeGreaterThan(4 * strength(unlike));
  });
});

describe("signals without hours", () => {
  const { market } = plantedHeat(5, 5, 60);
  const cell = market.cells.h3[0];
  const row = (hour: number, timed: number, late = 0) => ({ account: 0, cell, hour, timed, late });

  it("feed days alone, and hours within a day stay even", () => {
    const dated = [
      ...Array.from({ length: 30 }, () => row(24, 0)),
      ...Array.from({ length: 10 }, () => row(72, 0, 1)),
    ];
    const { orders } = learnHeat(market, {
      contacts: null,
      orders: signalsOf(dated),
      activity: null,
    }).metrics;
    expect(orders!.resolution).toBe("day");
    const week = orders!.cells.subarray(0, WEEK);
    for (let day = 0; day < 7; day++)
      expect(new Set(Array.from(week.subarray(24 * day, 24 * day + 24), x => x.toPrecision(9))).size).toBe(1);
    expect(week[30]).toBeGreaterThan(week[80]);
  });

  it("move days and not the hours within them where others have hours", () => {
    const timed = Array.from({ length: 60 }, (_, k) =>
      row((k % 5) * 24 + 9 + (k % 3), 1, k % 4 === 0 ? 1 : 0),
    );
    const dated = Array.from({ length: 60 }, (_, k) => row(24, 0, k % 4 === 0 ? 1 : 0));
    const learn = (rows: typeof timed) =>
      learnHeat(market, { contacts: null, orders: signalsOf(rows), activity: null }).metrics.orders!;
    const [without, both] = [learn(timed), learn([...timed, ...dated])];
    expect(both.resolution).toBe("hour");
    const day = (heat: Float64Array, d: number) => heat.slice(24 * d, 24 * d + 24);
    const tuesday = (heat: Float64Array) => total(day(heat, 1)) / total(heat.subarray(0, WEEK));
    expect(tuesday(both.cells)).toBeGreaterThan(tuesday(without.cells) + 0.2);
    const [a, b] = [day(without.cells, 1), day(both.cells, 1)];
    a.forEach((x, h) => {
      expect(b[h] / total(b)).toBeCloseTo(x / total(a), 10);
    });
  });
});

describe("the hours of each account", () => {
  const { market, earlier } = plantedHeat(9, 120, 300);
  const hours = accountHours(market, earlier)!;

  it("are densities, with parts of the day that sum to 1", () => {
    for (let i = 0; i < market.accounts.count; i++) {
      expect(total(hours.profile.subarray(i * WEEK, (i + 1) * WEEK))).toBeCloseTo(1, 10);
      const parts = Object.keys(DAY_PARTS).map(part => hours.parts![part as keyof typeof DAY_PARTS][i]);
      expect(parts.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 10);
    }
  });

  it("are those of its type where the account has shown nothing", () => {
    const silent = [...hours.evidence.keys()].filter(i => hours.evidence[i] === 0);
    expect(silent.length).toBeGreaterThan(3);
    const morning = (type: number) =>
      hours.parts!.morning[silent.find(i => market.accounts.type[i] === type)!];
    expect(morning(0)).toBeGreaterThan(0.5);
    expect(morning(1)).toBeLessThan(0.15);
  });

  it("are null where no signal names an account", () => {
    expect(accountHours(market, { contacts: null, orders: null, activity: null })).toBeNull();
  });
});
