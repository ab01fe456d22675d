import type { MarketInfo } from "../../app/api/schema.ts";
import { useWords } from "../i18n/useWords.ts";
import { MAP_INK, type Scheme } from "../theme/palette.ts";
import { classColors } from "./cellColors.ts";
import { describeBreak, describeLayer, layerTitle } from "./describe.ts";
import type { LayerValues } from "./layerValues.ts";
import type { MapView } from "./MapView.ts";
import { saveImage } from "./saveImage.ts";

/** Saves the map with all that is needed to read it elsewhere; null until there is a map. */
export function useImage(
  map: MapView | null,
  market: MarketInfo,
  layer: LayerValues,
  scheme: Scheme,
): (() => void) | null {
  const { t, language } = useWords();
  if (!map) return null;
  return () => {
    const title = `${market.name} · ${layerTitle(layer, t)}`;
    const synthetic = market.synthetic ? [`${t("market.synthetic")}. ${t("market.syntheticNote")}`] : [];
    void saveImage(map, {
      fileName: `${market.id}-${layer.layer}.png`,
      lines: [title, describeLayer(layer, market, t, language), ...synthetic],
      colors: classColors(layer, scheme),
      breaks: layer.breaks.map(value => describeBreak(layer.layer, value, language)),
      ink: MAP_INK[scheme].label,
      ground: MAP_INK[scheme].sea,
    });
  };
}
