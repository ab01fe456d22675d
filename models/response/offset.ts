import { type ChanceLaw, meanOf, meanOverAll } from "./goodwill.ts";

/**
 * Preferences are learned under today's visits, so that their effect is taken out again: by an offset of the own brand's
 * utility under which the expected own share at today's visits is the learned one.
 */

/** What a unit of goodwill does: β(1 − e^(−γg))/γ, as the simulator has it. */
export interface Effect {
  /** β. */
  readonly slope: number;
  /** γ. */
  readonly saturation: number;
}

export function utilityOf({ slope, saturation }: Effect, goodwill: number): number {
  return saturation === 0 ? slope * goodwill : (-slope * Math.expm1(-saturation * goodwill)) / saturation;
}

/** Goodwill that has a utility; see {@link utilityOf}. */
export function goodwillOf({ slope, saturation }: Effect, utility: number): number {
  return saturation === 0 ? utility / slope : -Math.log1p((-saturation * utility) / slope) / saturation;
}

/** Own share by the utility added. */
export type ShareCurve = (utility: number) => number;

/** Stationary own share of the weights α under inertia: see `known/choice`. */
export function ownShareCurve(preference: Float64Array, inertia: number): ShareCurve {
  const gain = Math.expm1(inertia);
  let rivals = 0;
  let squares = 0;
  for (let b = 1; b < preference.length; b++) {
    rivals += preference[b];
    squares += preference[b] ** 2;
  }
  return utility => {
    const own = preference[0] * Math.exp(utility);
    const ownPart = own * (own + rivals + own * gain);
    const all = ownPart + rivals * (own + rivals) + squares * gain;
    return all > 0 ? ownPart / all : 0;
  };
}

/** d log(own share) / d utility at no utility added: 1 − own share, and more where inertia passes a gain on. */
export function ownShareSlope(preference: Float64Array, inertia: number): number {
  const gain = Math.expm1(inertia);
  const [own] = preference;
  if (!(own > 0)) return 0;
  let rivals = 0;
  let squares = 0;
  for (let b = 1; b < preference.length; b++) {
    rivals += preference[b];
    squares += preference[b] ** 2;
  }
  // Of `ownShareCurve`: both parts of the share, and how they grow.
  const ownPart = own * (own + rivals + own * gain);
  const ownGrowth = ownPart + own ** 2 * (1 + gain);
  const all = ownPart + rivals * (own + rivals) + squares * gain;
  return ownGrowth / ownPart - (ownGrowth + rivals * own) / all;
}

/**
 * δ with E[s(δ + response)] = s(0) for entry i of a law of responses, 0 where nothing moves: four secant steps from
 * −log E[e^response].
 */
export function offsetUnder(response: ChanceLaw, i: number, share: () => ShareCurve): number {
  const first = -Math.log(meanOf(response, i, Math.exp));
  if (first === 0) return 0;
  const s = share();
  return secant(delta => meanOf(response, i, utility => s(delta + utility)) - s(0), 0, first);
}

/**
 * The offset of a kind of accounts, of which a part is visited as the average of the reps' lists and the rest by nobody:
 * δ with part·E[s(δ + response)] + (1 − part)·s(δ) = s(0). Nobody visits it, its own share is s(δ); visited as usual, it
 * buys as the visited ones of its kind do.
 * @param goodwill see `usualGoodwill`
 */
export function kindOffset(goodwill: ChanceLaw, effect: Effect, share: ShareCurve, part: number): number {
  const mean = (f: (utility: number) => number) =>
    part * meanOverAll(goodwill, g => f(utilityOf(effect, g))) + (1 - part) * f(0);
  if (effect.slope === 0 || part === 0) return 0;
  return secant(delta => mean(utility => share(delta + utility)) - share(0), 0, -Math.log(mean(Math.exp)));
}

function secant(f: (x: number) => number, from: number, to: number): number {
  let [a, b] = [from, to];
  let [fa, fb] = [f(a), f(b)];
  for (let step = 0; step < 4 && Math.abs(fb) > 1e-12 && fa !== fb; step++) {
    [a, b] = [b, b - (fb * (b - a)) / (fb - fa)];
    [fa, fb] = [fb, f(b)];
  }
  return b;
}
