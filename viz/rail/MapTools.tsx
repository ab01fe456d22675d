import { createPortal } from "react-dom";
import { useWords } from "../i18n/useWords.ts";
import { changeView, useView } from "../state/view.ts";
import { RailButton } from "./RailButton.tsx";

interface Props {
  /** Where the rail keeps room for tools. */
  place: HTMLElement | null;
  hasTerritories: boolean;
  onSaveImage: (() => void) | null;
}

/** The map's tools in the rail: its outlines, and saving what is seen. */
export function MapTools({ place, hasTerritories, onSaveImage }: Props) {
  const { t } = useWords();
  const { outlines } = useView();
  if (!place) return null;
  return createPortal(
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
    </div>,
    place,
  );
}
