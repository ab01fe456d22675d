import "./legend.css";
import type { MarketInfo } from "../../app/api/schema.ts";
import { percent } from "../../core/figures.ts";
import { useWords } from "../i18n/useWords.ts";
import type { LayerId } from "../state/address.ts";
import { changeView, useView } from "../state/view.ts";
import type { Scheme } from "../theme/palette.ts";
import { classColors } from "./cellColors.ts";
import { describeBreak, describeLayer, layerTitle } from "./describe.ts";
import { HeatSwitch } from "./HeatSwitch.tsx";
import type { WeekSignal } from "./heat.ts";
import { LayerSwitch } from "./LayerSwitch.tsx";
import type { LayerValues } from "./layerValues.ts";

interface Props {
  market: MarketInfo;
  /** The layers to choose from. */
  layers: readonly LayerId[];
  layer: LayerValues;
  marketShare: number | null;
  signal: WeekSignal;
  scheme: Scheme;
}

/** Which layer is shown, and what its colours mean: the classes with the breaks between them, and how they were cut. */
export function Legend({ market, layers, layer, marketShare, signal, scheme }: Props) {
  const { t, language } = useWords();
  const { hours } = useView();
  const still = hours !== null && signal.columns !== null && layer.layer !== signal.layer;
  const colors = classColors(layer, scheme);
  return (
    <section className="legend surface" aria-label={t("legend.title")}>
      <LayerSwitch layers={layers} shown={layer.layer} scheme={scheme} />
      <h2>{layerTitle(layer, t)}</h2>
      <p className="small">{describeLayer(layer, market, t, language)}</p>
      {layer.layer === "heat" && <HeatSwitch market={market} />}
      <div className="legend-ramp">
        {colors.map(color => (
          <span key={color} style={{ background: color }} />
        ))}
      </div>
      <div className="legend-breaks small figure">
        {layer.breaks.map((value, k) => (
          <span key={value} style={{ left: `${(100 * (k + 1)) / colors.length}%` }}>
            {describeBreak(layer.layer, value, language)}
          </span>
        ))}
      </div>
      <p className="small">
        {note()}
        {layer.certainty && ` ${t("legend.fading")}`}
      </p>
      {still && (
        <p className="small" data-testid="still">
          {t("legend.still")}{" "}
          <button type="button" className="link" onClick={() => changeView({ layer: signal.layer }, "step")}>
            {t("legend.moving", { layer: t(`layer.${signal.layer}.title`) })}
          </button>
        </p>
      )}
    </section>
  );

  function note(): string {
    if (layer.layer === "share") {
      return t("legend.share", { share: percent(marketShare ?? 0, language) });
    }
    if (layer.layer === "spread") return t("legend.spread");
    if (layer.layer === "heat") return t("legend.heat");
    if (layer.layer !== "activity") return t("legend.classes");
    return t(market.activity === "day" ? "legend.days" : "legend.hours");
  }
}
