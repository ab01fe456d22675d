import { exp } from "../../../core/math.ts";
import type { Kernel } from "../kernel.ts";
import type { RunState } from "../state.ts";

/**
 * The period's factors of the run's draw, by account class: volume and own-brand factor by group,
 * exp(rival utility + promotion) and the factor on amounts by segment and brand. A class whose season is shifted
 * by n periods meets the index paths of period t − n (the first and the last one hold beyond the ends); promotions
 * keep their dates. Throws where the draw's path is not finite.
 */
export function setIndices(k: Kernel, state: RunState, draw: number, t: number): void {
  const groups = k.groups;
  for (let c = 0; c < k.classes; c++) {
    const at = Math.min(k.periods - 1, Math.max(0, t - state.shift[c]));
    if (c === 0 || at !== t) setGroups(k, state, draw, at, c * groups);
    else {
      state.volume.copyWithin(c * groups, 0, groups);
      state.ownFactor.copyWithin(c * groups, 0, groups);
    }
    const demand = state.demand[c];
    if (demand !== 1) for (let g = c * groups; g < (c + 1) * groups; g++) state.volume[g] *= demand;
    setBrands(k, state, draw, t, at, c);
  }
}

function setGroups(k: Kernel, state: RunState, draw: number, t: number, to: number): void {
  for (let g = 0; g < k.groups; g++) {
    const at = (draw * k.groups + g) * k.periods + t;
    const volume = k.volumeIndex[at];
    const own = exp(k.ownUtility[at]);
    if (!(volume >= 0 && volume < Infinity && own < Infinity))
      throw new Error(
        `index path of draw ${draw}, group ${g}, period ${t}: volume ${volume}, own utility ` +
          `${k.ownUtility[at]}; expected finite numbers and volume ≥ 0`,
      );
    state.volume[to + g] = volume;
    state.ownFactor[to + g] = own;
  }
}

/** Factors of the brands for class c: index paths of period `path`, promotions of period t. */
function setBrands(k: Kernel, state: RunState, draw: number, t: number, path: number, c: number): void {
  const rival = (draw * k.periods + path) * k.brands;
  const promotion = t * k.segments * k.brands;
  for (let s = 0; s < k.segments; s++)
    for (let b = 0; b < k.brands; b++) {
      const at = s * k.brands + b;
      const utility = state.utility[c * k.brands + b];
      const plain = exp(k.rivalUtility[rival + b] + k.promotion[promotion + at]);
      const factor = utility === 0 ? plain : plain * exp(utility);
      if (!(factor < Infinity))
        throw new Error(`utility of brand ${b} in draw ${draw}, period ${t} is not finite`);
      const to = c * k.segments * k.brands + at;
      state.brandFactor[to] = factor;
      state.amountFactor[to] = b === 0 ? k.brandAmount[b] * state.ownAmountFactor[c] : k.brandAmount[b];
    }
}
