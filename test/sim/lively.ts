import { f64, i32, u8 } from "../../core/columns.ts";
import { threefry, uniform } from "../../core/rng.ts";
import type { KernelModel } from "../../sim/spec/model.ts";
import { LIFECYCLE, wholeInfluence } from "../../twin/layout.ts";
import { smallModel } from "./smallModel.ts";

/**
 * A small market in which everything moves: unequal accounts, draws, reps, imitation, gamma amounts, promotions, openings,
 * leaving and coming back.
 */
export function livelyModel(withLife = true): KernelModel {
  const cellSizes = [12, 0, 30, 7, 21, 5];
  const block = new Int32Array(2);
  let n = 0;
  const next = () => {
    threefry(99, 1, n++, 0, block);
    return uniform(block[0]!);
  };
  return smallModel({
    cellSizes,
    brands: 4,
    groups: 3,
    draws: 32,
    segments: 2,
    reps: 1,
    inertia: 0.7,
    goodwillEffect: 0.3,
    carryOver: 0.8,
    innovation: 0.01,
    imitation: 0.3,
    amountShape: 1.4,
    withLife,
    set: columns => {
      const each = (name: string, value: () => number) => {
        const column = f64(columns, name);
        for (let i = 0; i < column.length; i++) column[i] = value();
      };
      each("rate", () => 2 * next());
      each("rateShape", () => (next() < 0.2 ? 0 : 0.5 + 4 * next()));
      each("preference", next);
      each("ownOffset", () => next() - 0.5);
      each("amountMean", () => 5000 * next());
      i32(columns, "influence").forEach((_, i, influence) => {
        influence[i] = wholeInfluence(0.5 + next());
      });
      each("volumeIndex", () => 0.5 + next());
      each("ownUtility", () => 0.4 * (next() - 0.5));
      each("rivalUtility", () => 0.4 * (next() - 0.5));
      each("promotion", () => (next() < 0.1 ? 0.6 : 0));
      f64(columns, "repCalls").fill(6.4);
      const aware = u8(columns, "aware");
      const lifecycle = u8(columns, "lifecycle");
      for (let i = 0; i < aware.length; i++) {
        aware[i] = next() < 0.4 ? 1 : 0;
        const stage = next();
        lifecycle[i] =
          aware[i] === 0
            ? LIFECYCLE.unaware
            : stage < 0.5
              ? LIFECYCLE.customer
              : stage < 0.7
                ? LIFECYCLE.lapsed
                : LIFECYCLE.aware;
        i32(columns, "group")[i] = Math.floor(3 * next());
        u8(columns, "segment")[i] = Math.floor(2 * next());
        u8(columns, "lastBrand")[i] = Math.floor(4 * next());
      }
      if (!withLife) return;
      each("opensWithin", () => (next() < 0.1 ? 40 : 0));
      each("aliveAtStart", () => (next() < 0.5 ? 1 : 0.2 + 0.8 * next()));
      each("dropout", () => 0.05 * next());
      each("comeback", () => 0.02 * next());
    },
  });
}
