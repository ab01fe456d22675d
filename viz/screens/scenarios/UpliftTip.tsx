import type { RunResult } from "../../../app/api/scenarios.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { formatChance, formatChange, formatUplift, formatWhole } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { isSame } from "./metrics.ts";

/** A territory under the pointer and where that is, in pixels of the map. */
export interface TerritoryHover {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

interface Props {
  market: MarketInfo;
  result: RunResult;
  hover: TerritoryHover;
}

/** The card beside the pointer: a territory's uplift, how sure it is, and what it rests on. */
export function UpliftTip({ market, result, hover: { id, x, y } }: Props) {
  const { t, language } = useWords();
  const uplift = result.by_territory[id]?.own_amount;
  if (!uplift) return null;
  const name = market.territories.find(territory => territory.id === id)?.name ?? id;
  return (
    <div className="tip surface" style={{ left: x + 14, top: y + 14, width: 236 }}>
      <div className="tip-place" translate="no">
        {name}
      </div>
      {isSame(uplift) ? (
        <div>{t("answer.same.short")}</div>
      ) : (
        <div className="tip-value figure">{formatUplift(uplift, result.currency, language)}</div>
      )}
      {!isSame(uplift) && (
        <div className="small">
          {t("answer.positiveOf", { share: formatChance(uplift.p_positive, language) })}
          {uplift.relative !== null && ` · ${formatChange(uplift.relative, language)}`}
        </div>
      )}
      <div className="small tip-source">
        {t("answer.paired", { runs: formatWhole(result.runs, language) })}
        {market.synthetic && <span className="synthetic">{t("market.synthetic")}</span>}
      </div>
    </div>
  );
}
