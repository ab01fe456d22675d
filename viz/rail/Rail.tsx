import "./rail.css";
import { Tooltip } from "@mantine/core";
import type { MouseEvent } from "react";
import type { Language } from "../format/number.ts";
import { useWords } from "../i18n/useWords.ts";
import { SCREENS, type ScreenId, writeView } from "../state/address.ts";
import { changeView, useView } from "../state/view.ts";
import { Icon, Mark } from "../theme/icons.tsx";
import type { Scheme } from "../theme/palette.ts";
import { RailButton } from "./RailButton.tsx";

interface Props {
  scheme: Scheme;
  /** Takes the place where a view puts its own tools. */
  onTools: (place: HTMLElement | null) => void;
}

/** The slim rail: the views, the tools of the one that is open, and how the page looks. */
export function Rail({ scheme, onTools }: Props) {
  const { t, language } = useWords();
  const other = language === "tr" ? "en" : "tr";
  return (
    <nav className="rail" aria-label="Penumbra">
      <div className="rail-mark">
        <Mark />
      </div>
      <Screens />
      <div className="rail-tools" ref={onTools} />
      <div className="rail-rest">
        <RailButton
          icon={scheme === "dark" ? "sun" : "moon"}
          hint={t("rail.theme")}
          onClick={() => changeView({ theme: scheme === "dark" ? "light" : "dark" })}
        />
        <Tooltip label={<OtherLanguage language={other} />} position="right">
          <button
            type="button"
            className="rail-button rail-language"
            lang={other}
            translate="no"
            aria-label={t("rail.language")}
            onClick={() => changeView({ language: other })}
          >
            {other.toUpperCase()}
          </button>
        </Tooltip>
      </div>
    </nav>
  );
}

/** The way to the other language, in that language. */
function OtherLanguage({ language }: { language: Language }) {
  const { t } = useWords();
  return (
    <span lang={language} translate="no">
      {t("rail.language")}
    </span>
  );
}

/** The views as links, so that one can be opened in another tab too. */
function Screens() {
  const { t } = useWords();
  const view = useView();
  const open = view.lost === null ? view.screen : null;
  const choose = (event: MouseEvent, screen: ScreenId) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (screen !== open) changeView({ screen }, "step");
  };
  return (
    <ul className="rail-screens" aria-label={t("rail.screens")}>
      {SCREENS.map(screen => (
        <li key={screen}>
          <Tooltip label={t(`screen.${screen}.hint`)} position="right">
            <a
              className="rail-button"
              href={`/${writeView({ ...view, screen, lost: null })}`}
              data-screen={screen}
              aria-current={screen === open ? "page" : undefined}
              onClick={event => choose(event, screen)}
            >
              <Icon name={screen} />
              <span>{t(`screen.${screen}`)}</span>
            </a>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}
