import "../panel/marketTitle.css";
import { NativeSelect } from "@mantine/core";
import type { MarketInfo } from "../../app/api/schema.ts";
import { formatDay } from "../format/date.ts";
import { formatCount } from "../format/number.ts";
import { useWords } from "../i18n/useWords.ts";
import { changeView } from "../state/view.ts";

interface Props {
  markets: readonly MarketInfo[];
  market: MarketInfo;
}

/** The market's name, the choice of another one where there are several, and what it rests on. */
export function MarketTitle({ markets, market }: Props) {
  const { t, language } = useWords();
  const { history } = market;
  return (
    <div className="market-title">
      {markets.length > 1 ? (
        <NativeSelect
          aria-label={t("market.choose")}
          value={market.id}
          onChange={event => openMarket(event.currentTarget.value)}
          classNames={{ input: "market-select" }}
        >
          {markets.map(({ id, name }) => (
            <option key={id} value={id} translate="no">
              {name}
            </option>
          ))}
        </NativeSelect>
      ) : (
        <h1 translate="no">{market.name}</h1>
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
    </div>
  );
}

/** Another market: what was chosen in this one means nothing there. */
function openMarket(id: string): void {
  changeView(
    {
      market: id,
      territory: null,
      cell: null,
      brand: null,
      account: null,
      segment: null,
      camera: null,
      hours: null,
      periods: null,
      scenario: null,
      run: null,
      plan: null,
      against: null,
      measure: null,
      search: null,
      price: null,
    },
    "step",
  );
}
