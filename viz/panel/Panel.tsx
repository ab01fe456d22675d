import "./panel.css";
import type { MarketInfo } from "../../app/api/schema.ts";
import type { Cells } from "../api/columns.ts";
import { useWords } from "../i18n/useWords.ts";
import { lazyPart } from "../parts/lazyPart.ts";
import { Part } from "../parts/Part.tsx";
import { useView } from "../state/view.ts";
import type { Scheme } from "../theme/palette.ts";
import { CellCard } from "./CellCard.tsx";
import { KpiStrip } from "./KpiStrip.tsx";
import { LitAndDark } from "./LitAndDark.tsx";
import { MarketHeader } from "./MarketHeader.tsx";
import { TerritoryCard } from "./TerritoryCard.tsx";
import { TerritoryList } from "./TerritoryList.tsx";

const ForecastFan = lazyPart(() => import("./ForecastFan.tsx"));

interface Props {
  markets: readonly MarketInfo[];
  market: MarketInfo;
  /** Null while they are not known; the figures do not wait for them. */
  cells: Cells | null;
  scheme: Scheme;
}

/** The one panel of context: the market or the chosen territory, and the chosen cell. */
export default function Panel({ markets, market, cells, scheme }: Props) {
  const { t } = useWords();
  const view = useView();
  const territory = market.territories.find(({ id }) => id === view.territory) ?? null;
  const row = view.cell === null ? undefined : cells?.rowOf.get(view.cell);
  return (
    <aside className="panel surface" aria-label={t("panel.label")}>
      <MarketHeader markets={markets} market={market} territory={territory} />
      {cells && row !== undefined && <CellCard market={market} cells={cells} row={row} />}
      <KpiStrip market={market} territory={territory} />
      {territory && <TerritoryCard market={market} territory={territory.id} />}
      <LitAndDark market={market} territory={territory} />
      <Part waiting={<div className="fan-space" />}>
        <ForecastFan market={market} territory={territory} scheme={scheme} />
      </Part>
      <TerritoryList market={market} chosen={territory?.id ?? null} />
    </aside>
  );
}
