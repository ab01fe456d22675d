import { Tooltip } from "@mantine/core";
import { type KeyboardEvent, useRef } from "react";
import { createPortal } from "react-dom";
import { useWords } from "../i18n/useWords.ts";
import { LAYERS, type LayerId } from "../state/address.ts";
import { changeView, useView } from "../state/view.ts";
import { Icon } from "./icons.tsx";
import { RailButton } from "./RailButton.tsx";

interface Props {
  /** Where the rail keeps room for tools. */
  place: HTMLElement | null;
  /** Why a layer cannot be shown; layers without an entry can. */
  missing: Partial<Record<LayerId, string>>;
  hasTerritories: boolean;
  onSaveImage: (() => void) | null;
}

/** The map's tools in the rail: what it shows, and saving what is seen. */
export function MapTools({ place, missing, hasTerritories, onSaveImage }: Props) {
  const { t } = useWords();
  const { outlines } = useView();
  if (!place) return null;
  return createPortal(
    <>
      <LayerChoice missing={missing} />
      <div className="rail-rest">
        {hasTerritories && (
          <RailButton
            icon="outlines"
            hint={t("rail.outlinesHint")}
            label={t("rail.outlines")}
            pressed={outlines}
            onClick={() => changeView({ outlines: !outlines })}
          />
        )}
        {onSaveImage && (
          <RailButton icon="image" hint={t("rail.pngHint")} label={t("rail.png")} onClick={onSaveImage} />
        )}
      </div>
    </>,
    place,
  );
}

/** The layers as one radio group: Tab enters it, arrow keys choose. */
function LayerChoice({ missing }: Pick<Props, "missing">) {
  const { t } = useWords();
  const { layer } = useView();
  const group = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const open = LAYERS.filter(id => !missing[id]);
    const next = open[(open.indexOf(layer) + step + open.length) % open.length]!;
    changeView({ layer: next }, "step");
    group.current?.querySelector<HTMLElement>(`[data-choice="${next}"]`)?.focus();
  };
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={t("rail.layers")}
      className="rail-layers"
      onKeyDown={onKeyDown}
    >
      {LAYERS.map(id => {
        const reason = missing[id];
        return (
          <Tooltip key={id} label={reason ?? t(`layer.${id}.title`)} position="right" multiline maw={260}>
            {/* biome-ignore lint/a11y/useSemanticElements: a radio input cannot hold icon, name and reason */}
            <button
              type="button"
              role="radio"
              aria-checked={layer === id}
              aria-disabled={reason !== undefined}
              aria-label={reason ? `${t(`layer.${id}.title`)}. ${reason}` : t(`layer.${id}.title`)}
              tabIndex={layer === id ? 0 : -1}
              data-choice={id}
              className="rail-button"
              onClick={() => !reason && changeView({ layer: id }, "step")}
            >
              <Icon name={id} />
              <span>{t(`layer.${id}`)}</span>
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}
