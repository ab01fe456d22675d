import { Button, NativeSelect } from "@mantine/core";
import { type PlanSummary, TODAY } from "../../../app/api/plans.ts";
import { useWords } from "../../i18n/useWords.ts";
import { changeView, useView } from "../../state/view.ts";
import type { Draft } from "./draft.ts";

interface Props {
  plans: readonly PlanSummary[];
  plan: string;
  draft: Draft;
  onUndo: () => void;
  onRedo: () => void;
  onDiscard: () => void;
  onUnlock: () => void;
}

/** Which plan is in hand and which one beside it; what was changed, and the way back. */
export function DraftBar({ plans, plan, draft, onUndo, onRedo, onDiscard, onUnlock }: Props) {
  const { t } = useWords();
  const { against } = useView();
  const { moves, undone, locks } = draft;
  const option = ({ id, source, problem }: PlanSummary) => (
    <option key={id} value={id} disabled={problem !== null} translate={source === "today" ? undefined : "no"}>
      {source === "today" ? t("plans.today") : problem === null ? id : t("plans.faulty", { plan: id })}
    </option>
  );
  return (
    <div className="draft-bar">
      <h1>{t("screen.territories")}</h1>
      <div className="plan-choice">
        <NativeSelect
          size="xs"
          label={t("plans.plan")}
          data-testid="plan"
          value={plan}
          onChange={({ currentTarget: { value } }) =>
            changeView({ plan: value === TODAY ? null : value }, "step")
          }
        >
          {plans.map(option)}
        </NativeSelect>
        <NativeSelect
          size="xs"
          label={t("plans.against")}
          data-testid="against"
          value={against ?? ""}
          onChange={event => changeView({ against: event.currentTarget.value || null }, "step")}
        >
          <option value="">{t("plans.against.none")}</option>
          {plans.map(option)}
        </NativeSelect>
      </div>
      <p className="draft-state" role="status" data-testid="draft">
        {moves.length === 0 ? t("plans.moves_zero") : t("plans.moves", { count: moves.length })}
        {locks.length > 0 && ` · ${t("plans.locks", { count: locks.length })}`}
      </p>
      <div className="draft-actions">
        <Button size="compact-xs" variant="default" disabled={moves.length === 0} onClick={onUndo}>
          {t("plans.undo")}
        </Button>
        <Button size="compact-xs" variant="default" disabled={undone.length === 0} onClick={onRedo}>
          {t("plans.redo")}
        </Button>
        {moves.length > 0 && (
          <button type="button" className="link" onClick={onDiscard}>
            {t("plans.discard")}
          </button>
        )}
        {locks.length > 0 && (
          <button type="button" className="link" onClick={onUnlock}>
            {t("plans.unlock")}
          </button>
        )}
      </div>
    </div>
  );
}
