import { exp } from "../../core/math.ts";
import type { Kernel } from "../kernel.ts";
import type { RunState } from "../state.ts";

/**
 * The period's factors of the run's draw: volume and own-brand factor by group, and
 * exp(rival utility + promotion) by segment and brand. Throws where the draw's path is not finite.
 */
export function setIndices(k: Kernel, state: RunState, draw: number, t: number): void {
  for (let g = 0; g < k.groups; g++) {
    const at = (draw * k.groups + g) * k.periods + t;
    const volume = k.volumeIndex[at]!;
    const own = exp(k.ownUtility[at]!);
    if (!(volume >= 0 && volume < Infinity && own < Infinity))
      throw new Error(
        `index path of draw ${draw}, group ${g}, period ${t}: volume ${volume}, own utility ` +
          `${k.ownUtility[at]}; expected finite numbers and volume ≥ 0`,
      );
    state.volume[g] = volume;
    state.ownFactor[g] = own;
  }
  const rival = (draw * k.periods + t) * k.brands;
  const promotion = t * k.segments * k.brands;
  for (let s = 0; s < k.segments; s++)
    for (let b = 0; b < k.brands; b++) {
      const at = s * k.brands + b;
      const factor = exp(k.rivalUtility[rival + b]! + k.promotion[promotion + at]!);
      if (!(factor < Infinity))
        throw new Error(`utility of brand ${b} in draw ${draw}, period ${t} is not finite`);
      state.brandFactor[at] = factor;
    }
}
