import type { CSSProperties } from "react";
import { useWords } from "../i18n/useWords.ts";
import type { LayerId } from "../state/address.ts";
import { changeView } from "../state/view.ts";
import { RAMPS, type Scheme } from "../theme/palette.ts";

interface Props {
  /** The layers that this market has. */
  layers: readonly LayerId[];
  shown: LayerId;
  scheme: Scheme;
}

/** The layers as one radio group: Tab enters it, arrow keys choose. */
export function LayerSwitch({ layers, shown, scheme }: Props) {
  const { t } = useWords();
  return (
    <fieldset className="layer-switch">
      <legend className="visually-hidden">{t("rail.layers")}</legend>
      {layers.map(id => (
        <label
          key={id}
          data-choice={id}
          data-shown={id === shown || undefined}
          style={{ "--swatch": swatch(id, scheme) } as CSSProperties}
        >
          <input
            type="radio"
            name="layer"
            className="visually-hidden"
            checked={id === shown}
            onChange={() => changeView({ layer: id }, "step")}
          />
          {t(`layer.${id}`)}
        </label>
      ))}
    </fieldset>
  );
}

/** The colour that stands for a layer. */
function swatch(layer: LayerId, scheme: Scheme): string {
  return RAMPS[scheme][layer][scheme === "dark" ? 5 : 4]!;
}
