import type { MarketInfo } from "../../app/api/schema.ts";
import { decimal, percent } from "../../core/figures.ts";
import { useTerritories } from "../api/client.ts";
import { formatCount } from "../format/number.ts";
import { useWords } from "../i18n/useWords.ts";

interface Props {
  market: MarketInfo;
  territory: string;
}

/** What sales operations weighs the chosen territory by, each figure with its unit and what it is held against. */
export function TerritoryCard({ market, territory }: Props) {
  const { t, language } = useWords();
  const territories = useTerritories(market.id, true).data;
  const row = territories?.features.find(
    ({ properties }) => properties.territory_id === territory,
  )?.properties;
  if (!row) return null;
  const { workload_hours: hours, call_capacity: capacity, balance, compactness } = row;
  return (
    <dl className="measures" aria-label={t("territories.measures")}>
      <div>
        <dt className="small">{t("territories.workload")}</dt>
        <dd>
          {hours === null ? "–" : t("territories.hours", { hours: decimal(hours, 1, language) })}
          <span className="small">
            {hours === null
              ? t("territories.noContacts")
              : capacity === null
                ? t("territories.hours.note", { span: t(`span.${market.period}`) })
                : t("territories.capacity", { calls: formatCount(capacity, language) })}
          </span>
        </dd>
      </div>
      <div>
        <dt className="small">{t("territories.balance")}</dt>
        <dd>
          {balance === null ? "–" : percent(balance, language, 0)}
          <span className="small">
            {t(hours === null ? "territories.bySales" : "territories.byWorkload")}
          </span>
        </dd>
      </div>
      <div>
        <dt className="small">{t("territories.compactness")}</dt>
        <dd>
          {compactness === null ? "–" : decimal(compactness, 2, language)}
          <span className="small">{t("territories.circle")}</span>
        </dd>
      </div>
    </dl>
  );
}
