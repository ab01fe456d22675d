import type { DarkSituation } from "../../app/api/health.ts";
import type { MarketInfo } from "../../app/api/schema.ts";
import { decimal, percent } from "../../core/figures.ts";
import { type Areas, useTerritories } from "../api/client.ts";
import type { Cells } from "../api/columns.ts";
import { formatDay } from "../format/date.ts";
import { formatCount } from "../format/number.ts";
import { named, Sentence } from "../i18n/Sentence.tsx";
import { useWords } from "../i18n/useWords.ts";
import { describeCell, describeLayer } from "./describe.ts";
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
  /** What estimates of the dark side rest on; null: there are none, or it is not loaded yet. */
  situation: DarkSituation | null;
}

const WIDTH = 288;
/** About: the text decides. */
const HEIGHT = 140;

/** The card beside the pointer: the figure, and what it rests on. */
export function CellTip({ market, cells, layer, areas, hover, situation }: Props) {
  const { t, language } = useWords();
  const territories = useTerritories(market.id, true).data;
  const { row, x, y } = hover;
  const work = workload();
  const value = layer.values[row]!;
  const shown = hasValue(layer.layer, value);
  // To the left of the pointer where the panel would cover it, above it where the dock would.
  const frame = mapFrame();
  const left = x + WIDTH + 14 > window.innerWidth - frame.right ? x - WIDTH - 14 : x + 14;
  const above = y + HEIGHT + 14 > window.innerHeight - frame.bottom;
  return (
    <div
      className="tip surface"
      style={{ left, width: WIDTH, ...(above ? { bottom: window.innerHeight - y + 14 } : { top: y + 14 }) }}
    >
      <div className="tip-place">
        <Sentence text={placeOf(market, cells, areas, row, t("tip.noTerritory"))} />
      </div>
      <div className="tip-value figure">
        {shown ? describeCell(layer, row, market.currency, language) : "–"}
      </div>
      <div className="small">
        {shown ? describeLayer(layer, market, t, language) : nothing()}
        {shown && layer.certainty && `, ${t("tip.interval")}`}
      </div>
      <div className="small tip-source">
        {work && (
          <div>
            <Sentence text={work} />
          </div>
        )}
        {basis()}
        {market.synthetic && <span className="synthetic">{t("market.synthetic")}</span>}
      </div>
    </div>
  );

  /** Of the territory that the cell is in; null where nobody's contacts are known. */
  function workload(): string | null {
    const id = market.territories[cells.territory[row]!]?.id;
    const of = territories?.features.find(({ properties }) => properties.territory_id === id)?.properties;
    if (!of || of.workload_hours === null || of.balance === null) return null;
    const hours = decimal(of.workload_hours, 1, language);
    const balance = percent(of.balance, language, 0);
    return t("territories.tip", { territory: named(of.name), hours, balance });
  }

  function nothing(): string {
    if (layer.layer === "known" || layer.layer === "wallet") return t("tip.noAccount");
    return t(layer.layer === "dark" || layer.layer === "spread" ? "tip.noValue" : "tip.none");
  }

  /** What the figure rests on: accounts and days that were counted, and the evidence of what was not. */
  function basis(): string {
    const known = cells.knownAccounts[row]!;
    const accounts = known > 0 ? t("accounts", { count: known, value: formatCount(known, language) }) : null;
    const last = formatDay(market.history.last, language);
    const estimated = (layer.certainty || layer.layer === "spread") && situation;
    if (estimated) {
      const rests = t("tip.rests", { basis: t(`situation.${situation}`) });
      return accounts ? `${accounts}. ${rests}` : rests;
    }
    if (!accounts) return t("tip.noAccount");
    if (layer.layer === "known") return t("tip.restsOnAccounts", { accounts });
    if (layer.layer === "heat") return t("tip.restsOnHeat", { accounts });
    return layer.layer === "activity" ? accounts : t("tip.restsOn", { accounts, last });
  }
}

/** Names of the area and the territory that a cell lies in, to be shown by {@link Sentence}. */
export function placeOf(
  market: MarketInfo,
  cells: Cells,
  areas: Areas | undefined,
  row: number,
  noTerritory: string,
): string {
  const id = cells.areas[row];
  const area = areas?.features.find(feature => feature.properties.area_id === id)?.properties.name ?? id;
  const territory = market.territories[cells.territory[row]!];
  const told = territory ? named(territory.name) : noTerritory;
  return area ? `${named(area)} · ${told}` : told;
}
