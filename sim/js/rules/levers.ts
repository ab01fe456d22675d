import { normalQuantile } from "../../../core/distributions.ts";
import { threefry, uniform52 } from "../../../core/rng.ts";
import type { LeverCurve, LeverEffect } from "../../spec/levers.ts";
import type { Kernel } from "../kernel.ts";
import type { RunState } from "../state.ts";

const block = new Int32Array(2);

/** Draws the value of each effect for the run: keyed by the lever's stream, so that every scenario meets the same. */
export function drawLeverValues(k: Kernel, state: RunState, key: Int32Array): void {
  k.levers?.effects.forEach(({ value, curve, stream }, e) => {
    threefry(key[0], key[1], stream, 0, block);
    const u = uniform52(block[0], block[1]);
    const drawn =
      value.law === "range"
        ? value.low + (value.high - value.low) * u
        : value.mean + value.sd * normalQuantile(u);
    state.leverValue[e] = curve ? onCurve(curve, drawn) : drawn;
  });
}

/** The curve at x: linear between its points, constant beyond its ends. */
function onCurve({ from, step, values }: LeverCurve, x: number): number {
  const last = values.length - 1;
  const place = Math.min(last, Math.max(0, (x - from) / step));
  const below = Math.min(Math.floor(place), Math.max(0, last - 1));
  const low = values[below];
  return last === 0 ? low : low + (place - below) * (values[below + 1] - low);
}

/**
 * What the levers do in the period: the value of each effect (0 where it is not at work), and by class the factor
 * on rates, the factor on own amounts, the utility of each brand (−∞: cannot be bought) and the shift of the season.
 * Factors of several levers multiply, utilities and shifts add up; no factor falls below 0.
 */
export function setLevers(k: Kernel, state: RunState, t: number): void {
  if (k.levers === null) return;
  state.demand.fill(1);
  state.ownAmountFactor.fill(1);
  state.utility.fill(0);
  state.shift.fill(0);
  k.levers.effects.forEach((effect, e) => {
    const active = t >= effect.from && t < effect.to;
    const value = active ? state.leverValue[e] * (effect.profile?.[t - effect.from] ?? 1) : 0;
    state.leverNow[e] = value;
    if (!active) return;
    for (let c = 0; c < k.classes; c++)
      if (effect.mask[c] === 1) applyToClass(state, effect, c, c * k.brands + effect.brand, value);
  });
}

/** Adds an effect to those of its class; `at` is the place of class and brand. */
function applyToClass(state: RunState, { kind }: LeverEffect, c: number, at: number, value: number): void {
  if (kind === "demand") state.demand[c] *= Math.max(0, 1 + value);
  else if (kind === "ownAmount") state.ownAmountFactor[c] *= Math.max(0, 1 + value);
  else if (kind === "utility") state.utility[at] += value;
  else if (kind === "unavailable") state.utility[at] = -Infinity;
  else if (kind === "seasonShift") state.shift[c] += Math.round(value);
}
