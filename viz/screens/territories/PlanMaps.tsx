import { useMemo, useState } from "react";
import type { PlanMeasured, PlanMove, PlanUnits } from "../../../app/api/plans.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { useBaseMap, useCells } from "../../api/client.ts";
import { useWords } from "../../i18n/useWords.ts";
import { Failure } from "../../parts/Failure.tsx";
import { useView } from "../../state/view.ts";
import { useScheme } from "../../theme/useScheme.ts";
import type { TableMeasure } from "./balance.ts";
import { type PlanAt, useMeasured } from "./client.ts";
import { PlanMap, type Tool, type UnitHover } from "./PlanMap.tsx";
import { differing, paintByBalance, paintByTerritory, territoryNames } from "./paint.ts";
import { UnitTip } from "./UnitTip.tsx";

interface Props {
  market: MarketInfo;
  units: PlanUnits;
  today: PlanMeasured;
  measured: PlanMeasured;
  measure: TableMeasure;
  tolerance: number;
  colors: ReadonlyMap<string, string>;
  locked: readonly number[];
  tool: Tool;
  /** The plan that stands beside it; null: none. */
  beside: PlanAt | null;
  onChoose: (unit: number) => void;
  onGive: (units: readonly number[], done: boolean) => void;
}

const hasWebgl = document.createElement("canvas").getContext("webgl2") !== null;
const NO_MOVES: readonly PlanMove[] = [];
const NOTHING = () => undefined;

/** The plan in hand on the map, and another one beside it where that is asked for. */
export function PlanMaps(props: Props) {
  const { market, units, today, measured, measure, tolerance, colors, locked, tool, beside } = props;
  const { onChoose, onGive } = props;
  const { t } = useWords();
  const view = useView();
  const scheme = useScheme();
  const cells = useCells(market.id);
  const base = useBaseMap(market.id);
  const [hover, setHover] = useState<UnitHover | null>(null);
  const other = useMeasured(market.id, beside, NO_MOVES, units.by).data;
  const against = beside !== null && other?.by === units.by ? other : null;
  const byMeasure = view.colors === "measure";
  const paintOf = (of: PlanMeasured) =>
    byMeasure ? paintByBalance(of, measure, tolerance, scheme) : paintByTerritory(of, colors);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what paintOf reads is named one by one
  const paint = useMemo(() => paintOf(measured), [measured, byMeasure, measure, tolerance, scheme, colors]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const paintBeside = useMemo(
    () => against && paintOf(against),
    [against, byMeasure, measure, tolerance, scheme, colors],
  );
  const names = useMemo(() => territoryNames(measured, units), [measured, units]);
  const namesBeside = useMemo(() => (against ? territoryNames(against, units) : []), [against, units]);
  const moved = useMemo(() => differing(measured, today), [measured, today]);
  const movedBeside = useMemo(() => (against ? differing(against, today) : []), [against, today]);
  if (!hasWebgl) return null;
  const failed = [cells, base].find(query => query.isError);
  if (failed?.error)
    return (
      <div className="plan-maps">
        <Failure error={failed.error} retry={() => failed.refetch()} />
      </div>
    );
  if (!cells.data || cells.data.count === 0 || !base.data) return null;
  const ground = { market, base: base.data, cells: cells.data, units, scheme };
  return (
    <div className={against ? "plan-maps two" : "plan-maps"}>
      <div className="plan-map">
        <PlanMap
          {...ground}
          label={t("plans.map")}
          paint={paint}
          names={names}
          moved={moved}
          locked={locked}
          tool={tool}
          onChoose={onChoose}
          onGive={onGive}
          onHover={setHover}
        />
        {hover && (
          <UnitTip
            market={market}
            units={units}
            measured={measured}
            today={today}
            locked={locked.includes(hover.unit)}
            measure={measure}
            hover={hover}
          />
        )}
      </div>
      {against && paintBeside && (
        <div className="plan-map">
          <PlanMap
            {...ground}
            label={t("plans.map.against")}
            paint={paintBeside}
            names={namesBeside}
            moved={movedBeside}
            locked={NO_UNITS}
            tool="look"
            onChoose={onChoose}
            onGive={NOTHING}
            onHover={NOTHING}
          />
        </div>
      )}
    </div>
  );
}

const NO_UNITS: readonly number[] = [];
