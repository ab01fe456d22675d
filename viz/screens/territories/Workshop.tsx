import { useMemo, useState } from "react";
import {
  type PlanMeasured,
  type PlanMove,
  type PlanSummary,
  type PlanUnits,
  TODAY,
} from "../../../app/api/plans.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { useWords } from "../../i18n/useWords.ts";
import { Failure, Placeholder } from "../../parts/Failure.tsx";
import { changeView, useView } from "../../state/view.ts";
import { useScheme } from "../../theme/useScheme.ts";
import { BalanceTable } from "./BalanceTable.tsx";
import { BALANCES, knownMeasures } from "./balance.ts";
import { handoverPath, useMeasured, useUnits } from "./client.ts";
import { DraftBar } from "./DraftBar.tsx";
import { redo, toggleLock, undo, withMove } from "./draft.ts";
import { GiveForm } from "./GiveForm.tsx";
import { searchLocks } from "./locks.ts";
import type { Tool } from "./PlanMap.tsx";
import { PlanMaps } from "./PlanMaps.tsx";
import { PlanTotals } from "./PlanTotals.tsx";
import { PricePanel } from "./PricePanel.tsx";
import { territoryColors } from "./paint.ts";
import { SaveForm } from "./SaveForm.tsx";
import { SearchPanel } from "./SearchPanel.tsx";
import { ToolBar } from "./ToolBar.tsx";
import { useDraft } from "./useDraft.ts";
import { useKeys } from "./useKeys.ts";

interface Props {
  market: MarketInfo;
  plans: readonly PlanSummary[];
  plan: string;
}

/** Share of the mean that a territory may be off; a default until somebody asks for another. */
const TOLERANCE = 0.1;
const NO_MOVES: readonly PlanMove[] = [];
const TODAYS = { plan: TODAY, version: null };

/** Loads what a plan is drawn from and weighed by, then opens it. */
export function Workshop({ market, plans, plan }: Props) {
  const { t } = useWords();
  const by = useView().by ?? "cell";
  const summary = plans.find(({ id }) => id === plan);
  const at = { plan, version: summary?.version ?? null };
  const units = useUnits(market.id, by);
  const today = useMeasured(market.id, TODAYS, NO_MOVES, by);
  const opened = useMeasured(market.id, at, NO_MOVES, by);
  const failed = [units, today, opened].find(query => query.isError);
  if (failed?.error)
    return <Failure error={failed.error} title={t("plans.failed")} retry={() => failed.refetch()} />;
  if (!units.data || !today.data || !opened.data) return <Placeholder height={320} />;
  // While another kind of units is on its way, that before stands.
  if ([units.data, today.data, opened.data].some(data => data.by !== by)) return <Placeholder height={320} />;
  return (
    <Opened
      market={market}
      plans={plans}
      plan={summary ?? { id: plan, source: "proposal", version: null, problem: null }}
      units={units.data}
      today={today.data}
      opened={opened.data}
    />
  );
}

interface OpenedProps {
  market: MarketInfo;
  plans: readonly PlanSummary[];
  plan: PlanSummary;
  units: PlanUnits;
  today: PlanMeasured;
  /** The plan before anything was moved. */
  opened: PlanMeasured;
}

/** One plan in hand: drawn on, weighed, taken back; searched for, priced and saved. */
function Opened({ market, plans, plan, units, today, opened }: OpenedProps) {
  const { t, language } = useWords();
  const view = useView();
  const scheme = useScheme();
  const [tool, setTool] = useState<Tool>("look");
  /** What brush or lasso have hold of now. */
  const [held, setHeld] = useState<PlanMove | null>(null);
  const { draft, change, discard } = useDraft(market.id, plan.id);
  const moves = useMemo(() => (held ? [...draft.moves, held] : draft.moves), [draft.moves, held]);
  const settled = useOwn(market.id, plan, draft.moves, opened);
  const measured = useOwn(market.id, plan, moves, opened);
  useKeys({ undo: () => change(undo), redo: () => change(redo) });
  const colors = useMemo(() => territoryColors(today, opened, units, scheme), [today, opened, units, scheme]);

  const { by, ids } = units;
  const { territories } = settled;
  const chosen = territories.find(({ id }) => id === view.territory) ?? territories[0]!;
  const locked = (kind: string) =>
    new Set(draft.locks.flatMap(({ what, id }) => (what === kind ? [id] : [])));
  const [lockedUnits, lockedTerritories] = [locked(by), locked("territory")];
  const ownerOf = (unit: number) => territories[settled.territory[unit]!]?.id ?? "";
  const isLocked = (unit: number) =>
    lockedUnits.has(ids[unit]!) || [ownerOf(unit), chosen.id].some(id => lockedTerritories.has(id));
  const give = (list: readonly number[], done: boolean) => {
    const free = list.filter(unit => !isLocked(unit) && ownerOf(unit) !== chosen.id);
    const move = free.length > 0 ? { to: chosen.id, by, units: free.map(unit => ids[unit]!) } : null;
    setHeld(done ? null : move);
    if (done && move) change(before => withMove(before, move, plan.version));
  };
  const lock = (list: readonly number[]) =>
    change(before => list.reduce((so, unit) => toggleLock(so, { what: by, id: ids[unit]! }), before));
  const choose = (unit: number) => {
    if (tool === "lock") lock([unit]);
    else changeView({ territory: ownerOf(unit) || null });
  };
  const measures = knownMeasures(measured);
  const measure = measures.find(id => id === view.measure) ?? measures[0]!;
  const beside = plans.find(({ id }) => id === view.against);
  return (
    <>
      <section className="plan-bench surface" aria-label={t("plans.bench")}>
        <DraftBar
          plans={plans}
          plan={plan.id}
          draft={draft}
          onUndo={() => change(undo)}
          onRedo={() => change(redo)}
          onDiscard={discard}
          onUnlock={() => change(before => ({ ...before, locks: [] }))}
        />
        {(draft.moves.length > 0 || plan.source !== "today") && (
          <SaveForm
            market={market.id}
            plan={plan}
            draft={draft}
            by={by}
            onSaved={name => {
              discard();
              changeView({ plan: name }, "step");
            }}
            onRebase={() => change(before => ({ ...before, base: plan.version }))}
          />
        )}
        <details open>
          <summary>{t("plans.draw")}</summary>
          <ToolBar market={market} by={by} tool={tool} to={chosen} onTool={setTool} />
          <GiveForm
            units={units}
            territories={territories}
            to={chosen}
            isLocked={isLocked}
            onGive={list => give(list, true)}
            onLock={lock}
          />
        </details>
        <details open={view.search !== null}>
          <summary>{t("plans.search")}</summary>
          <SearchPanel
            market={market}
            by={by}
            territories={today.territories.length}
            balances={BALANCES.filter(name => measures.includes(name))}
            tolerance={TOLERANCE}
            locks={searchLocks(draft, settled, units)}
            plan={plan.id}
          />
        </details>
        <details open={view.price !== null}>
          <summary>{t("plans.price")}</summary>
          <PricePanel
            market={market}
            plan={draft.moves.length > 0 || plan.source === "today" ? null : plan.id}
          />
        </details>
        <PlanTotals market={market} measured={measured} today={today} />
        {plan.source !== "today" && (
          <a className="link" href={handoverPath(market.id, plan.id, language)} download>
            {t("plans.handover")}
          </a>
        )}
      </section>
      <PlanMaps
        market={market}
        units={units}
        today={today}
        measured={measured}
        measure={measure}
        tolerance={TOLERANCE}
        colors={colors}
        locked={ids.flatMap((id, unit) => (lockedUnits.has(id) ? [unit] : []))}
        tool={tool}
        beside={beside ? { plan: beside.id, version: beside.version } : null}
        onChoose={choose}
        onGive={give}
      />
      <BalanceTable
        market={market}
        measured={measured}
        today={today}
        plan={plan.source === "today" ? null : opened}
        measure={measure}
        tolerance={TOLERANCE}
        chosen={chosen.id}
        locked={lockedTerritories}
        colors={colors}
        onLock={id => change(before => toggleLock(before, { what: "territory", id }))}
      />
    </>
  );
}

/** The plan after some moves; as it was opened until that is known. */
function useOwn(
  market: string,
  { id, version }: PlanSummary,
  moves: readonly PlanMove[],
  opened: PlanMeasured,
): PlanMeasured {
  const { data } = useMeasured(market, { plan: id, version }, moves, opened.by);
  return data?.by === opened.by ? data : opened;
}
