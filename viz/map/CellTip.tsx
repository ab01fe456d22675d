import type { MarketInfo } from "../../app/api/schema.ts";
import type { Areas } from "../api/client.ts";
import type { Cells } from "../api/columns.ts";
import { formatDay } from "../format/date.ts";
import { formatCount } from "../format/number.ts";
import { useWords } from "../i18n/useWords.ts";
import { useView } from "../state/view.ts";
import { describeLayer, describeValue } from "./describe.ts";
import { mapFrame } from "./frame.ts";
import { hasValue, type LayerValues } from "./layerValues.ts";

/** A cell under the pointer and where that is, in pixels of the map. */
export interface Hover {
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

interface Props {
  market: MarketInfo;
  cells: Cells;
  layer: LayerValues;
  areas: Areas | undefined;
  hover: Hover;
}

const WIDTH = 264;
/** About: the text decides. */
const HEIGHT = 140;

const RESTS_ON = {
  known: "tip.restsOnAccounts",
  own: "tip.restsOn",
  market: "tip.restsOn",
  share: "tip.restsOn",
  activity: "tip.restsOnActivity",
  heat: "tip.restsOnHeat",
} as const;

/** The card beside the pointer: the figure, and what it rests on. */
export function CellTip({ market, cells, layer, areas, hover }: Props) {
  const { t, language } = useWords();
  const { hours } = useView();
  const { row, x, y } = hover;
  const value = layer.values[row]!;
  const shown = hasValue(layer.layer, value);
  // To the left of the pointer where the panel would cover it, above it where the dock would.
  const frame = mapFrame();
  const left = x + WIDTH + 14 > window.innerWidth - frame.right ? x - WIDTH - 14 : x + 14;
  const above = y + HEIGHT + 14 > window.innerHeight - frame.bottom;
  const accounts = cells.knownAccounts[row]!;
  return (
    <div
      className="tip surface"
      style={{ left, width: WIDTH, ...(above ? { bottom: window.innerHeight - y + 14 } : { top: y + 14 }) }}
    >
      <div className="tip-place">{placeOf(market, cells, areas, row, t("tip.noTerritory"))}</div>
      <div className="tip-value figure">
        {shown ? describeValue(layer.layer, value, market.currency, language) : "–"}
      </div>
      <div className="small">
        {shown ? describeLayer(layer.layer, market, hours, t, language) : t("tip.none")}
      </div>
      <div className="small tip-source">
        {t(RESTS_ON[layer.layer], {
          accounts: t("accounts", { count: accounts, value: formatCount(accounts, language) }),
          last: formatDay(market.history.last, language),
        })}
        {market.synthetic && <span className="synthetic">{t("market.synthetic")}</span>}
      </div>
    </div>
  );
}

/** Names of the area and the territory that a cell lies in. */
export function placeOf(
  market: MarketInfo,
  cells: Cells,
  areas: Areas | undefined,
  row: number,
  noTerritory: string,
): string {
  const id = cells.areas[row];
  const area = areas?.features.find(feature => feature.properties.area_id === id)?.properties.name ?? id;
  const territory = market.territories[cells.territory[row]!]?.name ?? noTerritory;
  return area ? `${area} · ${territory}` : territory;
}
