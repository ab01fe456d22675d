import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bgBb } from "../../../models/lifecycle/bgBb.ts";
import { bgNbd, mbgNbd } from "../../../models/lifecycle/bgNbd.ts";
import { gauss2F1, logGamma } from "../../../models/lifecycle/functions.ts";
import {
  type BuyingLaw,
  buysWithin,
  type Counted,
  countHistories,
  fitLaw,
  type History,
} from "../../../models/lifecycle/law.ts";
import { paretoNbd } from "../../../models/lifecycle/paretoNbd.ts";
import { root } from "../../imports.ts";
import { gammaSample, stream } from "../sampling.ts";
import { nbd } from "./nbd.ts";

const CDNOW = join(root, "..", "shared", "data", "cdnow", "cdnow_customers_summary.csv");

/** As exactly as the digits that are printed need. */
const EXACT = 1e-14;
/** `digits` decimals, as they are printed. */
const printed = (value: number, digits: number) => Number(value.toFixed(digits));

describe("special functions", () => {
  it("ln Γ of whole and half numbers", () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      expect(logGamma(n) - Math.log(factorial)).toBeCloseTo(0, 12);
      factorial *= n;
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
    expect(logGamma(1e-3)).toBeCloseTo(6.907178885383854, 11);
    // Stirling's series with three terms is exact to 1e-20 here.
    const x = 1e4;
    const stirling = (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + 1 / (12 * x);
    expect(logGamma(x) / stirling).toBeCloseTo(1, 12);
  });

  it("₂F₁ where it is elementary", () => {
    expect(gauss2F1(1, 1, 2, 0.9)).toBeCloseTo(-Math.log(0.1) / 0.9, 12);
    expect(gauss2F1(2.5, 0.7, 0.7, 0.6)).toBeCloseTo(0.4 ** -2.5, 10);
  });
});

describe.skipIf(!existsSync(CDNOW))("on the customers of CDNOW, as published", () => {
  const histories = existsSync(CDNOW) ? cdnow() : [];
  const fitted = fitLaw(bgNbd, histories, EXACT);
  /** x = 2, tₓ = 30.43, T = 38.86, and 39 weeks ahead. */
  const customer = { repeats: 2, recency: 30.43, age: 38.86 };

  it("the data are the published ones", () => {
    const sum = (of: (h: Counted) => number) => histories.reduce((total, h) => total + h.buyers * of(h), 0);
    expect([sum(() => 1), sum(h => h.repeats), sum(h => Number(h.repeats > 0))]).toEqual([2357, 2457, 946]);
  });

  it("BG/NBD (Fader, Hardie and Lee 2005)", () => {
    const { parameters, law, logLikelihood } = fitted;
    expect(parameters.map(v => printed(v, 4))).toEqual([0.2426, 4.4135, 0.7929, 2.4258]);
    expect(printed(logLikelihood, 2)).toBe(-9582.43);
    expect([0.1429, 1, 3, 31.8571, 32].map(t => printed(law.expected(t), 4))).toEqual([
      0.0078, 0.0532, 0.1506, 1.0405, 1.0437,
    ]);
    expect(printed(law.expectedAfter(customer, 39), 3)).toBe(1.226);
  });

  it("E[X(78)]: the printed 1.8576 is the series cut after 150 terms, the whole one gives 1.8580", () => {
    const { parameters, law } = fitted;
    const [r, alpha, a, b] = parameters;
    const z = 78 / (alpha + 78);
    let [term, cut] = [1, 1];
    for (let k = 0; k < 150; k++) {
      term *= (((r + k) * (b + k)) / ((a + b - 1 + k) * (1 + k))) * z;
      cut += term;
    }
    const spreadsheet = ((a + b - 1) / (a - 1)) * (1 - (alpha / (alpha + 78)) ** r * cut);
    expect(printed(spreadsheet, 4)).toBe(1.8576);
    expect(printed(law.expected(78), 4)).toBe(1.858);
    // Without a series: E over p ~ beta(a, b) of (1 − (α/(α + 78p))^r)/p, by the midpoint rule in p = u⁴.
    let [sum, mass] = [0, 0];
    for (let u = 5e-6; u < 1; u += 1e-5) {
      const p = u ** 4;
      const weight = p ** (a - 1) * (1 - p) ** (b - 1) * u ** 3;
      sum += (weight * (1 - (alpha / (alpha + 78 * p)) ** r)) / p;
      mass += weight;
    }
    expect(sum / mass).toBeCloseTo(law.expected(78), 4);
  });

  it("NBD alone", () => {
    const { parameters } = fitLaw(nbd, histories, EXACT);
    expect([printed(parameters[0], 4), printed(parameters[1], 3)]).toEqual([0.3848, 12.072]);
  });

  it("Pareto/NBD (Fader, Hardie and Lee 2005, table 2): r, α, s, β and the likelihood", () => {
    const { parameters, logLikelihood } = fitLaw(paretoNbd, histories, 1e-9);
    expect(parameters.map(v => printed(v, 3))).toEqual([0.553, 10.578, 0.606, 11.668]);
    expect(printed(logLikelihood, 1)).toBe(-9595);
  });

  it("MBG/NBD as the package lifetimes has it", () => {
    const { parameters } = fitLaw(mbgNbd, histories, EXACT);
    expect(parameters.map(v => printed(v, 3))).toEqual([0.525, 6.183, 0.891, 1.614]);
  });
});

it("BG/BB on the donors of Fader, Hardie and Shang 2010 (table 1): α, β, γ, δ and the likelihood", () => {
  const { parameters, logLikelihood } = fitLaw(bgBb, donors(), EXACT);
  expect(parameters.map(v => printed(v, 2))).toEqual([1.2, 0.75, 0.66, 2.78]);
  expect(printed(logLikelihood, 1)).toBe(-33225.6);
});

describe("what the laws tell", () => {
  const history: History = { repeats: 3, recency: 20, age: 39 };
  const laws: readonly (readonly [name: string, law: BuyingLaw])[] = [
    ["BG/NBD", bgNbd.law([0.6, 6, 0.8, 2.4])],
    ["MBG/NBD", mbgNbd.law([0.6, 6, 0.8, 2.4])],
    ["Pareto/NBD, α < β", paretoNbd.law([0.6, 6, 0.7, 11])],
    ["Pareto/NBD, α > β", paretoNbd.law([0.6, 16, 0.7, 5])],
  ];

  it.each(laws)("%s: in a short time, P(alive) times the rate of the posterior buy", (name, law) => {
    const alpha = name.includes(">") ? 16 : 6;
    const rate = 3.6 / (alpha + 39);
    const time = 1e-4;
    expect(law.expectedAfter(history, time) / time / (law.alive(history) * rate)).toBeCloseTo(1, 3);
    expect(buysWithin(law, history, time) / time / (law.alive(history) * rate)).toBeCloseTo(1, 3);
  });

  it("Pareto/NBD and BG/NBD without dropout are the NBD", () => {
    const plain = nbd.law([0.6, 6]);
    for (const law of [bgNbd.law([0.6, 6, 1e-4, 1e4]), paretoNbd.law([0.6, 6, 1e-4, 1e4])]) {
      expect(law.expectedAfter(history, 39) / plain.expectedAfter(history, 39)).toBeCloseTo(1, 3);
      expect(law.logLikelihood(history)).toBeCloseTo(plain.logLikelihood(history), 3);
    }
  });

  it("MBG/NBD is BG/NBD but for the chance to leave at the first purchase", () => {
    const [modified, plain] = [mbgNbd.law([0.6, 6, 1e-3, 1]), bgNbd.law([0.6, 6, 1e-3, 1])];
    expect(modified.expected(39) / plain.expected(39)).toBeCloseTo(1, 2);
    const never = { repeats: 0, recency: 0, age: 39 };
    expect(plain.alive(never)).toBe(1);
    expect(modified.alive(never)).toBeLessThan(1);
  });

  it("Pareto/NBD foretells what simulated buyers with the same history do", () => {
    const law = paretoNbd.law([0.9, 8, 0.8, 20]);
    const next = stream(4);
    let [buyers, alive, bought, purchases] = [0, 0, 0, 0];
    for (let k = 0; k < 100_000; k++) {
      const rate = gammaSample(0.9, next) / 8;
      const gap = () => -Math.log(next()) / rate;
      const life = -Math.log(next()) / (gammaSample(0.8, next) / 20);
      const times: number[] = [];
      for (let t = gap(); t < Math.min(life, 60); t += gap()) times.push(t);
      const before = times.filter(t => t <= 30);
      if (before.length !== 2 || before[1]! < 12 || before[1]! > 14) continue;
      buyers++;
      alive += +(life > 30);
      bought += +(times.length > 2);
      purchases += times.length - 2;
    }
    const told = { repeats: 2, recency: 13, age: 30 };
    // Some 600 such buyers: three standard errors.
    expect(buyers).toBeGreaterThan(400);
    expect(Math.abs(alive / buyers - law.alive(told))).toBeLessThan(3 * Math.sqrt(0.25 / buyers));
    expect(Math.abs(bought / buyers - buysWithin(law, told, 30))).toBeLessThan(3 * Math.sqrt(0.25 / buyers));
    expect(Math.abs(purchases / buyers / law.expectedAfter(told, 30) - 1)).toBeLessThan(0.15);
  });
});

function cdnow(): Counted[] {
  const [, ...rows] = readFileSync(CDNOW, "utf8").trim().split(/\r?\n/);
  return countHistories(
    rows.map(row => {
      const [, repeats, recency, age] = row.split(",").map(Number);
      return { repeats: repeats!, recency: recency!, age: age! };
    }),
  );
}

/** Gifts in six years after the first, the year of the last one, donors. */
function donors(): Counted[] {
  const rows = [
    [6, 6, 1203, 5, 6, 728, 4, 6, 512, 3, 6, 357, 2, 6, 234, 1, 6, 129, 5, 5, 335],
    [4, 5, 284, 3, 5, 225, 2, 5, 173, 1, 5, 119, 4, 4, 240, 3, 4, 181, 2, 4, 155],
    [1, 4, 78, 3, 3, 322, 2, 3, 255, 1, 3, 129, 2, 2, 613, 1, 2, 277, 1, 1, 1091, 0, 0, 3464],
  ].flat();
  return Array.from({ length: rows.length / 3 }, (_, k) => {
    const [repeats, recency, buyers] = rows.slice(3 * k, 3 * k + 3) as [number, number, number];
    return { repeats, recency, age: 6, buyers };
  });
}
