import type { MarketInfo } from "../../app/api/schema.ts";
import { useKpis, useTerritories } from "../api/client.ts";
import { useWords } from "../i18n/useWords.ts";
import { useHealth } from "../screens/health/client.ts";
import { RecordLine } from "../screens/health/RecordLine.tsx";
import { changeView } from "../state/view.ts";
import { FigureBars } from "./FigureBars.tsx";
import { marketFigures, territoryFigures } from "./litAndDark.ts";
import type { Territory } from "./MarketHeader.tsx";

interface Props {
  market: MarketInfo;
  territory: Territory | null;
}

/** What is known of the market or the chosen territory, and what is not: after the track record, never before it. */
export function LitAndDark({ market, territory }: Props) {
  const { t } = useWords();
  const kpis = useKpis(market.id).data;
  const territories = useTerritories(market.id, true).data;
  const health = useHealth(market.id, kpis?.dark !== null && kpis !== undefined).data;
  const row = territories?.features.find(
    ({ properties }) => properties.territory_id === territory?.id,
  )?.properties;
  const figures = territory ? row && territoryFigures(row) : kpis && marketFigures(kpis);
  if (!figures || !health?.dark) return null;
  return (
    <section className="lit-and-dark" data-testid="lit-and-dark">
      <h2>
        {t("dark.title")} <span className="small">{t("dark.interval")}</span>
      </h2>
      <p className="small">
        <RecordLine dark={health.dark} /> {t("tip.rests", { basis: t(`situation.${health.dark.situation}`) })}{" "}
        <button type="button" className="link" onClick={() => changeView({ screen: "health" }, "step")}>
          {t("record.more")}
        </button>
      </p>
      <FigureBars market={market} figures={figures} />
    </section>
  );
}
