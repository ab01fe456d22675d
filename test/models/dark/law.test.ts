import { expect, it } from "vitest";
import { chance } from "../../../core/chance.ts";
import { gatherEvidence } from "../../../models/dark/evidence/evidence.ts";
import { fillType, typeTable } from "../../../models/dark/law/selection.ts";
import { samplePosterior, startState } from "../../../models/dark/sample/sampler.ts";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";

const { market } = plantedMarkets()
  .find(m => m.name === "many towns")!
  .make(7);
const { counted } = gatherEvidence(market, { places: [], territoryAt: () => -1 }, chance(1, 1));

it("has lists depend on each other by an odds ratio of their own, whatever the size", () => {
  const state = startState(counted);
  state.gamma[0] = 0.7;
  const table = typeTable(counted);
  fillType(counted, state, 0, table);
  for (let j = 0; j < counted.nodes; j++) {
    const [none, first, second, both] = table.listed.subarray(4 * j, 4 * j + 4);
    expect(none! + first! + second! + both!).toBeCloseTo(1, 12);
    expect(Math.log((none! * both!) / (first! * second!))).toBeCloseTo(0.7, 9);
  }
});

it("learns from known sites how lists depend on each other", () => {
  // As many more sites on both lists, and on none, as an odds ratio of e^1.5 asks for.
  const patterns = counted.patterns.map((n, at) => (at % 4 === 0 || at % 4 === 3 ? n * Math.exp(0.75) : n));
  const gamma = (data: typeof counted) => {
    const options = { warmUp: 200, settling: 0, sweeps: 100, keep: 50 };
    const states = samplePosterior([data], startState(data), chance(1, 2), options);
    return states.reduce((sum, s) => sum + s.gamma[0]!, 0) / states.length;
  };
  const [plain, tied] = [gamma(counted), gamma({ ...counted, patterns })];
  expect(Math.abs(plain)).toBeLessThan(0.4);
  // The prior N(0, 0.4²) and entries of dark accounts, which stand as before, draw it back.
  expect(tied - plain).toBeGreaterThan(0.6);
  expect(tied - plain).toBeLessThan(1.6);
});
