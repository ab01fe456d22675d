import type { MarketInfo } from "../../app/api/schema.ts";
import { named, Sentence } from "../i18n/Sentence.tsx";
import { useWords } from "../i18n/useWords.ts";
import { MarketTitle } from "../parts/MarketTitle.tsx";
import { changeView } from "../state/view.ts";
import { Icon } from "../theme/icons.tsx";

export type Territory = MarketInfo["territories"][number];

interface Props {
  markets: readonly MarketInfo[];
  market: MarketInfo;
  territory: Territory | null;
}

/** Which market, what it rests on, and which part of it the figures below are for. */
export function MarketHeader({ markets, market, territory }: Props) {
  const { t } = useWords();
  return (
    <header className="panel-head">
      <MarketTitle markets={markets} market={market} />
      <div className="scope">
        {territory ? (
          <>
            <span className="scope-name" translate="no">
              {territory.name}
            </span>
            {territory.repId && (
              <span className="small">
                <Sentence text={t("panel.rep", { rep: named(territory.repId) })} />
              </span>
            )}
            <button
              type="button"
              className="icon-button"
              aria-label={t("panel.back")}
              title={t("panel.back")}
              onClick={() => changeView({ territory: null }, "step")}
            >
              <Icon name="close" size={16} />
            </button>
          </>
        ) : (
          <span className="scope-name">{t("panel.wholeMarket")}</span>
        )}
      </div>
    </header>
  );
}
