import { useCallback, useMemo, useRef } from "react";
import type { RunQuestion, RunStatus, ScenarioSummary } from "../../../app/api/scenarios.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { useWords } from "../../i18n/useWords.ts";
import { Failure, Placeholder } from "../../parts/Failure.tsx";
import { lazyPart } from "../../parts/lazyPart.ts";
import { Part } from "../../parts/Part.tsx";
import { useCheck, useNames, useScenario, useSchema } from "./client.ts";
import type { EditorHandle } from "./editor/ScenarioEditor.tsx";
import type { Vocabulary } from "./editor/suggest.ts";
import { Faults } from "./Faults.tsx";
import { FileBar } from "./FileBar.tsx";
import { NEW } from "./names.ts";
import { ownText, RanText } from "./RanText.tsx";
import { RunBar } from "./RunBar.tsx";
import { useText } from "./useText.ts";

const ScenarioEditor = lazyPart(() => import("./editor/ScenarioEditor.tsx"));

interface Props {
  market: MarketInfo;
  id: string;
  scenarios: readonly ScenarioSummary[];
  /** Of the run under way that the page looks at. */
  status: RunStatus | null;
  /** What the run that the address names asks; undefined while that is on its way, null where it names none. */
  asked: RunQuestion | null | undefined;
  onStarted: (run: string) => void;
  /** From an answer to a text that is not the run's: what is beside it may never be another one. */
  onLeave: () => void;
  /** After the scenario has been given a file, or its file another name. */
  onNamed: (id: string) => void;
  onChoose: (id: string) => void;
}

/** One scenario: its text, what is wrong with it, its file, and its run. */
export function Workbench(props: Props) {
  const { market, id, scenarios, status, asked, onStarted, onLeave, onNamed, onChoose } = props;
  const { t } = useWords();
  const isNew = id === NEW;
  const file = useScenario(market.id, isNew ? null : id);
  const edited = useText(market.id, id, file.data, isNew ? t("scenario.template") : null);
  const name = isNew ? "draft" : id;
  const { check, faults } = useCheck(market.id, name, edited.text);
  const vocabulary = useVocabulary(market.id, id, scenarios);
  const editor = useRef<EditorHandle | null>(null);
  const run = useRef<() => void>(() => undefined);
  const save = useRef<() => void>(() => undefined);
  const onReady = useCallback((handle: EditorHandle | null) => {
    editor.current = handle;
  }, []);

  if (asked === undefined || (!isNew && file.isPending)) return <Placeholder height={280} />;
  if (asked && ownText(asked.b) !== edited.text)
    return (
      <RanText
        key={asked.id}
        market={market.id}
        asked={asked}
        status={status}
        onNamed={onNamed}
        onLeave={onLeave}
      />
    );
  if (file.isError)
    return <Failure error={file.error} title={t("scenario.failed")} retry={() => file.refetch()} />;
  if (edited.text === null) return <Placeholder height={280} />;
  const change = (edit: () => void) => {
    edit();
    if (asked) onLeave();
  };
  return (
    <div className="workbench">
      <FileBar
        market={market.id}
        id={id}
        file={file.data}
        edited={edited}
        save={save}
        onDiscard={() => change(edited.discard)}
        onNamed={onNamed}
        onChoose={onChoose}
      />
      <Part waiting={<div className="scenario-editor" />}>
        <ScenarioEditor
          text={edited.text}
          readOnly={false}
          faults={faults}
          vocabulary={vocabulary}
          onChange={text => (text === edited.text ? undefined : change(() => edited.write(text)))}
          onRun={() => run.current()}
          onSave={() => save.current()}
          onReady={onReady}
        />
      </Part>
      <Faults
        faults={faults}
        check={check}
        period={market.period}
        onGoTo={fault => editor.current?.goTo(fault.line, fault.column)}
        onReplace={(fault, text) => editor.current?.replace(fault, text)}
      />
      <RunBar
        market={market}
        id={name}
        text={edited.text}
        check={check}
        scenarios={scenarios}
        status={status}
        run={run}
        onStarted={onStarted}
      />
    </div>
  );
}

function useVocabulary(market: string, id: string, scenarios: readonly ScenarioSummary[]): Vocabulary | null {
  const { language } = useWords();
  const schema = useSchema(language).data;
  const names = useNames(market).data;
  return useMemo(
    () =>
      schema && names
        ? { schema, names, scenarios: scenarios.map(s => s.id).filter(other => other !== id) }
        : null,
    [schema, names, scenarios, id],
  );
}
