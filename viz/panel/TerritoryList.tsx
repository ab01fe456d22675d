import type { MarketInfo } from "../../app/api/schema.ts";
import { percent, shortMoney } from "../../core/figures.ts";
import { useTerritories } from "../api/client.ts";
import { useWords } from "../i18n/useWords.ts";
import { Failure, Placeholder } from "../parts/Failure.tsx";
import { changeView } from "../state/view.ts";

interface Props {
  market: MarketInfo;
  chosen: string | null;
}

/** All territories by own sales; a bar is a button that filters map and panel to its territory. */
export function TerritoryList({ market, chosen }: Props) {
  const { t, language } = useWords();
  const territories = useTerritories(market.id, true);
  if (market.territories.length === 0) return <p className="small">{t("territories.empty")}</p>;
  if (territories.isError) {
    return (
      <Failure
        error={territories.error}
        title={t("territories.failed")}
        retry={() => territories.refetch()}
      />
    );
  }
  if (!territories.data) return <Placeholder height={240} />;
  const rows = territories.data.features
    .map(feature => feature.properties)
    .sort((a, b) => b.own_amount - a.own_amount);
  const largest = Math.max(...rows.map(row => row.own_amount), 1);
  return (
    <section className="territories">
      <h2>{t("territories.title")}</h2>
      <p className="small">{t("territories.hint", { span: t(`span.${market.period}`) })}</p>
      <ul>
        {rows.map(row => (
          <li key={row.territory_id}>
            <button
              type="button"
              aria-pressed={row.territory_id === chosen}
              onClick={() => toggle(row.territory_id, chosen)}
            >
              <span className="territory-name" translate="no">
                {row.name}
              </span>
              <span className="figure">{shortMoney(row.own_amount, market.currency, language)}</span>
              <span className="territory-share figure">
                {row.own_share === null ? "–" : percent(row.own_share, language)}
              </span>
              <span
                className="territory-bar"
                style={{ width: `calc((100% - 16px) * ${Math.max(row.own_amount, 0) / largest})` }}
              />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function toggle(id: string, chosen: string | null): void {
  changeView({ territory: id === chosen ? null : id, cell: null }, "step");
}
