import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { PlanMove, PlanSummary, PlanUnitKind } from "../../../app/api/plans.ts";
import { ApiError } from "../../api/client.ts";
import { formatWhole } from "../../format/number.ts";
import { named, Sentence } from "../../i18n/Sentence.tsx";
import { useWords } from "../../i18n/useWords.ts";
import { Detail } from "../../parts/Detail.tsx";
import { useKept, useMeasured, useSave } from "./client.ts";
import type { Draft } from "./draft.ts";
import { differing } from "./paint.ts";

interface Props {
  market: string;
  plan: PlanSummary;
  draft: Draft;
  by: PlanUnitKind;
  /** After the plan was saved, under this name. */
  onSaved: (plan: string) => void;
  /** Takes the plan as it is saved now for the ground of the moves. */
  onRebase: () => void;
}

/** Saves what was made of a plan. Who comes second is told what has changed, and chooses: on top of it, or beside it. */
export function SaveForm({ market, plan, draft, by, onSaved, onRebase }: Props) {
  const { t } = useWords();
  const own = plan.source === "saved";
  const [name, setName] = useState(own ? plan.id : "");
  const [from, setFrom] = useState("");
  const save = useSave(market);
  const conflict = own && draft.moves.length > 0 && draft.base !== plan.version;
  const expected = draft.moves.length > 0 ? draft.base : plan.version;
  const raced = save.error instanceof ApiError && save.error.code === "plan_changed";
  return (
    <form
      className="save-form"
      onSubmit={event => {
        event.preventDefault();
        save.mutate(
          {
            name,
            plan: plan.id,
            moves: [...draft.moves],
            expected: own && name === plan.id ? expected : null,
            from: from || null,
          },
          { onSuccess: saved => onSaved(saved.id) },
        );
      }}
    >
      <TextInput
        size="xs"
        label={t("plans.save.name")}
        data-testid="plan-name"
        value={name}
        required
        withAsterisk={false}
        maxLength={80}
        translate="no"
        onChange={event => setName(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="date"
        label={t("plans.save.from")}
        value={from}
        onChange={event => setFrom(event.currentTarget.value)}
      />
      <Button
        size="xs"
        variant="default"
        type="submit"
        loading={save.isPending}
        disabled={name.trim() === "" || (conflict && name === plan.id)}
      >
        {t("plans.save.do")}
      </Button>
      {from !== "" && <p className="small">{t("plans.save.force")}</p>}
      {conflict && <Conflict market={market} plan={plan} draft={draft} by={by} onRebase={onRebase} />}
      {save.isError && !raced && (
        <p className="file-problem" role="alert">
          <Detail error={save.error} />
        </p>
      )}
    </form>
  );
}

const NO_MOVES: readonly PlanMove[] = [];

function Conflict({ market, plan, draft, by, onRebase }: Omit<Props, "onSaved">) {
  const { t, language } = useWords();
  const mine = useKept(market, { plan: plan.id, version: draft.base }, by);
  const theirs = useMeasured(market, { plan: plan.id, version: plan.version }, NO_MOVES, by).data;
  const units = mine && theirs?.version === plan.version ? differing(theirs, mine).length : null;
  return (
    <div className="conflict" role="alert">
      <p>
        <Sentence
          text={
            units === null
              ? t("plans.conflict", { plan: named(plan.id) })
              : t(`plans.conflict.${by}`, {
                  plan: named(plan.id),
                  count: units,
                  value: formatWhole(units, language),
                })
          }
        />
      </p>
      <p className="small">{t("plans.conflict.kept")}</p>
      <Button size="compact-xs" variant="default" onClick={onRebase}>
        {t("plans.conflict.rebase")}
      </Button>
    </div>
  );
}
