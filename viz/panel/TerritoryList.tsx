import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { MarketInfo } from "../../app/api/schema.ts";
import { useTerritories } from "../api/client.ts";
import { useWords } from "../i18n/useWords.ts";
import { Failure, Placeholder } from "../parts/Failure.tsx";
import { changeView } from "../state/view.ts";
import { TERRITORY_VIEWS, type TerritoryView, territoryRow } from "./territoryMeasures.ts";

interface Props {
  market: MarketInfo;
  chosen: string | null;
}

/** All territories by sales, workload or shape; a bar is a button that filters map and panel to its territory. */
export function TerritoryList({ market, chosen }: Props) {
  const { t, language } = useWords();
  const territories = useTerritories(market.id, true);
  const [view, setView] = useState<TerritoryView>("sales");
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
    .map(({ properties }) => ({
      ...properties,
      ...territoryRow(view, properties, market.currency, language),
    }))
    .sort((a, b) => (b.size ?? -1) - (a.size ?? -1));
  // Compactness has an end of its own, the circle.
  const full = view === "shape" ? 1 : Math.max(...rows.map(row => row.size ?? 0)) || 1;
  const visited = rows.some(row => row.workload_hours !== null);
  const hint = view === "workload" && !visited ? "bySales" : view;
  return (
    <section className="territories">
      <h2>{t("territories.title")}</h2>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t("territories.show")}
        value={view}
        data={TERRITORY_VIEWS.map(value => ({ value, label: t(`territories.show.${value}`) }))}
        onChange={value => setView(value as TerritoryView)}
      />
      <p className="small">{t(`territories.hint.${hint}`, { span: t(`span.${market.period}`) })}</p>
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
              <span className="figure">
                {view === "workload" && row.workload_hours !== null
                  ? t("territories.hours.short", { hours: row.figure })
                  : row.figure}
              </span>
              <span className="territory-share figure">{row.beside}</span>
              <span
                className="territory-bar"
                style={{ width: `calc((100% - 16px) * ${(row.size ?? 0) / full})` }}
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
