import { NativeSelect } from "@mantine/core";
import type { MarketInfo } from "../../app/api/schema.ts";
import { formatDay } from "../format/date.ts";
import { formatCount } from "../format/number.ts";
import { useWords } from "../i18n/useWords.ts";
import { Icon } from "../rail/icons.tsx";
import { changeView } from "../state/view.ts";

export type Territory = MarketInfo["territories"][number];

interface Props {
  markets: readonly MarketInfo[];
  market: MarketInfo;
  territory: Territory | null;
}

/** Which market, what it rests on, and which part of it the figures below are for. */
export function MarketHeader({ markets, market, territory }: Props) {
  const { t, language } = useWords();
  const { history } = market;
  return (
    <header className="panel-head">
      {markets.length > 1 ? (
        <NativeSelect
          aria-label={t("market.choose")}
          value={market.id}
          data={markets.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={event => openMarket(event.currentTarget.value)}
          classNames={{ input: "market-select" }}
        />
      ) : (
        <h1>{market.name}</h1>
      )}
      <p className="small">
        {t(`market.history_${market.period}`, {
          periods: formatCount(history.periods, language),
          first: formatDay(history.first, language),
          last: formatDay(history.last, language),
        })}
      </p>
      {market.synthetic && (
        <p className="synthetic-note small">
          <span className="synthetic">{t("market.synthetic")}</span>
          {t("market.syntheticNote")}
        </p>
      )}
      <div className="scope">
        {territory ? (
          <>
            <span className="scope-name">{territory.name}</span>
            {territory.repId && <span className="small">{t("panel.rep", { rep: territory.repId })}</span>}
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

/** Another market: what was chosen in this one means nothing there. */
function openMarket(id: string): void {
  changeView(
    { market: id, territory: null, cell: null, brand: null, camera: null, hours: null, periods: null },
    "step",
  );
}
