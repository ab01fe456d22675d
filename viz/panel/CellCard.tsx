import type { MarketInfo } from "../../app/api/schema.ts";
import { percent, shortMoney } from "../../core/figures.ts";
import { useAreas } from "../api/client.ts";
import type { Cells } from "../api/columns.ts";
import { formatCount } from "../format/number.ts";
import { Sentence } from "../i18n/Sentence.tsx";
import { useWords } from "../i18n/useWords.ts";
import { placeOf } from "../map/CellTip.tsx";
import { changeView, useView } from "../state/view.ts";
import { Icon } from "../theme/icons.tsx";
import { CellAccounts } from "./CellAccounts.tsx";
import { FigureBars } from "./FigureBars.tsx";
import { cellFigures } from "./litAndDark.ts";

interface Props {
  market: MarketInfo;
  cells: Cells;
  row: number;
}

/** The chosen cell: all its figures, its accounts, and the way to its territory. */
export function CellCard({ market, cells, row }: Props) {
  const { t } = useWords();
  const { territory: chosen } = useView();
  const areas = useAreas(market.id, true).data;
  const territory = market.territories[cells.territory[row]!];
  const figures = cellFigures(cells, row);
  return (
    <section className="cell-card" aria-label={t("tip.cell")}>
      <div className="cell-head">
        <span className="scope-name">
          <Sentence text={placeOf(market, cells, areas, row, t("tip.noTerritory"))} />
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={t("panel.closeCell")}
          title={t("panel.closeCell")}
          onClick={() => changeView({ cell: null }, "step")}
        >
          <Icon name="close" size={16} />
        </button>
      </div>
      {figures ? (
        <FigureBars market={market} figures={figures} />
      ) : (
        <KnownFigures market={market} cells={cells} row={row} />
      )}
      <p className="small">
        {t("tip.cell")} <span translate="no">{cells.ids[row]}</span>
        {territory && territory.id !== chosen && (
          <button
            type="button"
            className="link"
            translate="no"
            onClick={() => changeView({ territory: territory.id }, "step")}
          >
            {territory.name}
          </button>
        )}
      </p>
      {cells.knownAccounts[row]! > 0 && <CellAccounts market={market} cell={cells.ids[row]!} />}
    </section>
  );
}

/** The cell's figures where nothing is estimated of the dark side. */
function KnownFigures({ market, cells, row }: Props) {
  const { t, language } = useWords();
  const amount = (column: Float64Array | undefined) =>
    column && column[row]! >= 0 ? shortMoney(column[row]!, market.currency, language) : "–";
  const share = cells.ownShare?.[row];
  const figures = [
    [t("layer.known.title"), formatCount(cells.knownAccounts[row]!, language)],
    [t("kpi.own", { span: t(`span.${market.period}`) }), amount(cells.ownAmount)],
    [t("kpi.market"), amount(cells.market?.mean)],
    [t("kpi.share"), share !== undefined && share >= 0 ? percent(share, language) : "–"],
  ] as const;
  return (
    <dl className="cell-figures">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt className="small">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
