import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import type { PlanTerritory, PlanUnits } from "../../../app/api/plans.ts";
import { named, Sentence } from "../../i18n/Sentence.tsx";
import { useWords } from "../../i18n/useWords.ts";
import { changeView } from "../../state/view.ts";

interface Props {
  units: PlanUnits;
  territories: readonly PlanTerritory[];
  /** The territory that gets what is moved. */
  to: PlanTerritory;
  isLocked: (unit: number) => boolean;
  onGive: (units: readonly number[]) => void;
  /** Locks, or frees again. */
  onLock: (units: readonly number[]) => void;
}

/** Names that are offered at a time: more would be read by nobody. */
const OFFERED = 40;

/** Moving and locking without a pointer: a unit by its name, and who gets it. */
export function GiveForm({ units, territories, to, isLocked, onGive, onLock }: Props) {
  const { t, language } = useWords();
  const [text, setText] = useState("");
  const [said, setSaid] = useState<string | null>(null);
  const list = useId();
  const unit = unitNamed(units, text);
  const lower = (name: string) => name.toLocaleLowerCase(language);
  const offered = units.names
    .flatMap((name, u) => (lower(name).includes(lower(text)) ? [u] : []))
    .slice(0, OFFERED);
  const locked = unit >= 0 && isLocked(unit);
  const told = unit < 0 ? "" : named(units.names[unit]!);
  return (
    <form
      className="give-form"
      onSubmit={event => {
        event.preventDefault();
        if (unit < 0) return setSaid(t("plans.give.unknown", { unit: named(text) }));
        if (locked) return setSaid(t("plans.give.locked", { unit: told }));
        onGive([unit]);
        setSaid(t("plans.give.done", { unit: told, territory: named(to.name) }));
      }}
    >
      <NativeSelect
        size="xs"
        label={t("plans.to")}
        value={to.id}
        data-testid="to"
        onChange={event => changeView({ territory: event.currentTarget.value })}
      >
        {territories.map(({ id, name }) => (
          <option key={id} value={id} translate="no">
            {name}
          </option>
        ))}
      </NativeSelect>
      <TextInput
        size="xs"
        label={t(`plans.give.${units.by}`)}
        list={list}
        value={text}
        data-testid="unit"
        autoComplete="off"
        onChange={event => {
          setText(event.currentTarget.value);
          setSaid(null);
        }}
      />
      <datalist id={list}>
        {offered.map(u => (
          <option key={units.ids[u]} value={units.ids[u]} translate="no">
            {units.names[u]}
          </option>
        ))}
      </datalist>
      <div className="give-actions">
        <Button size="compact-xs" variant="default" type="submit" disabled={text === ""}>
          {t("plans.give.do")}
        </Button>
        <button type="button" className="link" disabled={unit < 0} onClick={() => onLock([unit])}>
          {t(locked ? "plans.give.free" : "plans.give.lock")}
        </button>
        <button
          type="button"
          className="link"
          data-testid="lock-largest"
          onClick={() => onLock(largest(units).filter(u => !isLocked(u)))}
        >
          {t("plans.give.largest", { count: LARGEST })}
        </button>
      </div>
      <p className="small" role="status">
        {said && <Sentence text={said} />}
      </p>
    </form>
  );
}

/** By its id, else by a name that only one has. */
function unitNamed({ ids, names }: PlanUnits, text: string): number {
  const byId = ids.indexOf(text.trim());
  if (byId >= 0) return byId;
  const byName = names.indexOf(text.trim());
  return byName >= 0 && names.indexOf(text.trim(), byName + 1) < 0 ? byName : -1;
}

/** Units that are locked at once: the customers that nobody wants to lose over a plan. */
const LARGEST = 10;

function largest({ ids, amount }: PlanUnits): number[] {
  return [...ids.keys()].sort((a, b) => amount[b]! - amount[a]!).slice(0, LARGEST);
}
