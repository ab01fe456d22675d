import { SegmentedControl } from "@mantine/core";
import { PLAN_UNITS, type PlanTerritory, type PlanUnitKind } from "../../../app/api/plans.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { named, Sentence } from "../../i18n/Sentence.tsx";
import { useWords } from "../../i18n/useWords.ts";
import { changeView, useView } from "../../state/view.ts";
import { TOOLS, type Tool } from "./PlanMap.tsx";

interface Props {
  market: MarketInfo;
  by: PlanUnitKind;
  tool: Tool;
  /** Who gets what is moved. */
  to: PlanTerritory;
  onTool: (tool: Tool) => void;
}

/** What is drawn with, and what the map's colours tell. */
export function ToolBar({ market, by, tool, to, onTool }: Props) {
  const { t } = useWords();
  const { colors } = useView();
  const { areas, cells } = market.counts;
  const there = { area: areas > 0, cell: cells > 0, account: true };
  const kinds = PLAN_UNITS.filter(kind => there[kind]);
  return (
    <div className="tool-bar">
      <span className="small" aria-hidden="true">
        {t("plans.colors")}
      </span>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t("plans.colors")}
        value={colors}
        data={(["territory", "measure"] as const).map(value => ({
          value,
          label: t(`plans.colors.${value}`),
        }))}
        onChange={value => changeView({ colors: value === "measure" ? "measure" : "territory" })}
      />
      <span className="small" aria-hidden="true">
        {t("plans.by")}
      </span>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t("plans.by")}
        value={by}
        data={kinds.map(value => ({ value, label: t(`plans.by.${value}`) }))}
        onChange={value => changeView({ by: kinds.find(kind => kind === value) ?? null })}
      />
      <span className="small" aria-hidden="true">
        {t("plans.tool")}
      </span>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t("plans.tool")}
        value={tool}
        data={TOOLS.map(value => ({ value, label: t(`plans.tool.${value}`) }))}
        onChange={value => onTool(TOOLS.find(known => known === value) ?? "look")}
      />
      <p className="small">
        <Sentence text={t(`plans.hint.${tool}`, { territory: named(to.name) })} />
      </p>
    </div>
  );
}
