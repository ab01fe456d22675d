import { describe, expect, it } from "vitest";
import { CUMULANTS, cumulantsOf, gaussRule, NODES } from "../../core/quadrature.ts";

function rule(kappa: ArrayLike<number>): { nodes: Float64Array; weights: Float64Array } {
  const nodes = new Float64Array(NODES);
  const weights = new Float64Array(NODES);
  gaussRule(kappa, nodes, weights, 0);
  return { nodes, weights };
}

function mean({ nodes, weights }: ReturnType<typeof rule>, f: (x: number) => number): number {
  return nodes.reduce((sum, x, q) => sum + weights[q] * f(x), 0);
}

describe("cumulants", () => {
  it("of a Poisson law are all its mean, of a normal law its mean and variance", () => {
    // Raw moments of Poisson(2): Touchard polynomials; of N(1, 4): Hermite.
    expect([...cumulantsOf([2, 6, 22, 94, 454])]).toEqual([2, 2, 2, 2, 2]);
    expect([...cumulantsOf([1, 5, 13, 73])]).toEqual([1, 4, 0, 0]);
  });
});

describe("Gauss rule", () => {
  it("of the standard normal is that of Gauss and Hermite", () => {
    const { nodes, weights } = rule([0, 1, 0, 0, 0, 0, 0]);
    // Abramowitz and Stegun, table 25.10, n = 4, in standard units.
    const expected = [
      [-2.334414218338977, 0.0458758547680684],
      [-0.7419637843027258, 0.4541241452319316],
      [0.7419637843027258, 0.4541241452319316],
      [2.334414218338977, 0.0458758547680684],
    ];
    expected.forEach(([x, w], q) => {
      expect(nodes[q]).toBeCloseTo(x, 10);
      expect(weights[q]).toBeCloseTo(w, 10);
    });
  });

  it("of a gamma law is that of Gauss and Laguerre", () => {
    // Exponential law: κₖ = (k − 1)!; A&S table 25.9, n = 4.
    const { nodes, weights } = rule([1, 1, 2, 6, 24, 120, 720]);
    const expected = [
      [0.322547689619, 0.603154104342],
      [1.745761101158, 0.357418692438],
      [4.536620296921, 0.038887908515],
      [9.395070912301, 0.000539294705561],
    ];
    expected.forEach(([x, w], q) => {
      expect(nodes[q]).toBeCloseTo(x, 8);
      expect(weights[q]).toBeCloseTo(w, 8);
    });
  });

  it("of a law on few points is that law, of a certain value that value", () => {
    // 0 or 3 with probability 1/4 for 3.
    const two = rule(cumulantsOf(Array.from({ length: CUMULANTS }, (_, k) => 3 ** (k + 1) / 4)));
    expect(mean(two, x => Math.exp(x))).toBeCloseTo(0.75 + Math.exp(3) / 4, 8);
    const sure = rule([1.5, 0, 0, 0, 0, 0, 0]);
    expect([...sure.weights]).toEqual([1, 0, 0, 0]);
    expect(sure.nodes[0]).toBe(1.5);
  });

  it("gives E[e^(βg)] of decaying Poisson goodwill as its closed form has it", () => {
    // g = Σ cʲXⱼ, X Poisson(r): log E e^(βg) = r Σ (e^(βcʲ) − 1); κₖ = r / (1 − cᵏ).
    for (const [rate, effect] of [
      [0.05, 0.5],
      [0.4, 0.5],
      [2, 0.3],
    ]) {
      const kappa = Array.from({ length: CUMULANTS }, (_, k) => rate / (1 - 0.8 ** (k + 1)));
      let closed = 0;
      for (let left = effect; left > 1e-12; left *= 0.8) closed += rate * Math.expm1(left);
      const law = rule(kappa);
      expect(Math.log(mean(law, g => Math.exp(effect * g))) / closed).toBeCloseTo(1, 4);
      expect(law.weights.every(w => w > 0)).toBe(true);
      expect(law.nodes.every(g => g > -1e-9)).toBe(true);
    }
  });
});
