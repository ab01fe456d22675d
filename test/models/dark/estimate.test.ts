import { describe, expect, it } from "vitest";
import { sumDraws } from "../../../models/dark/draw/posterior.ts";
import { estimateDark } from "../../../models/dark/estimate.ts";
import { scoreDark } from "../../../proof/darkScores.ts";
import { withEvidence } from "../../../proof/evidence.ts";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";

const planted = plantedMarkets()
  .find(m => m.name === "heavy tail")!
  .make(11);
const QUICK = { seed: 1, draws: 64, effort: 0.25 } as const;

describe("the dark estimate on a planted market", () => {
  it("recognises what evidence there is, and says when there is next to none", () => {
    for (const situation of ["panel", "list", "panel+list", "none"] as const) {
      const posterior = estimateDark(withEvidence(planted.market, situation), {
        ...QUICK,
        draws: 16,
        effort: 0.05,
      });
      expect(posterior.situation).toBe(situation);
      expect(posterior.notes[0]!.key).toBe(`dark.${situation}`);
      const told = (key: string) => posterior.notes.some(note => note.key === key);
      expect(told("dark.level_prior")).toBe(situation === "none");
      expect(told("dark.number_open")).toBe(situation === "panel");
    }
  });

  it("with totals: known and dark add up to them, and places beat the simple maps' worse one", () => {
    const market = withEvidence(planted.market, "panel");
    const score = scoreDark(estimateDark(market, QUICK), planted.truth, { market });
    expect(Math.abs(score.totals_error)).toBeLessThan(0.01);
    const maps = [score.benchmarks.population!, score.benchmarks.known].map(b => b.deviance);
    expect(score.deviance).toBeLessThan(Math.max(...maps));
  });

  it("with lists: counts accounts within a third and puts them where they are", () => {
    const market = withEvidence(planted.market, "list");
    const score = scoreDark(estimateDark(market, QUICK), planted.truth, { market });
    expect(Math.abs(score.accounts.error)).toBeLessThan(1 / 3);
    const maps = [score.benchmarks.population!, score.benchmarks.known].map(b => b.deviance);
    expect(score.deviance).toBeLessThan(0.8 * Math.min(...maps));
  });

  it("gives the same draws for the same seed, whole counts, and an unaware part of them", () => {
    const market = withEvidence(planted.market, "list");
    const [a, b, c] = [1, 1, 2].map(seed =>
      estimateDark(market, { ...QUICK, seed, draws: 16, effort: 0.05 }),
    );
    expect(a.accounts).toEqual(b.accounts);
    expect(a.amount).toEqual(b.amount);
    expect(a.accounts).not.toEqual(c.accounts);
    a.unaware.forEach((n, i) => {
      expect(n).toBeLessThanOrEqual(a.accounts[i]);
    });
  });

  it("sums draws to areas as the patches lie", () => {
    const posterior = estimateDark(withEvidence(planted.market, "list"), {
      ...QUICK,
      draws: 16,
      effort: 0.05,
    });
    const areas = planted.market.areas.length;
    const byArea = sumDraws(posterior.accounts, posterior.draws, posterior.patches.area, areas);
    const everywhere = sumDraws(
      posterior.accounts,
      posterior.draws,
      posterior.patches.area.map(a => (a < 0 ? -1 : 0)),
      1,
    );
    for (let k = 0; k < posterior.draws; k++) {
      let sum = 0;
      for (let a = 0; a < areas; a++) sum += byArea[k * areas + a];
      expect(sum).toBe(everywhere[k]);
    }
  });
});
