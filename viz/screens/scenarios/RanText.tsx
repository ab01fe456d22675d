import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { RanSide, RunQuestion, RunStatus } from "../../../app/api/scenarios.ts";
import { inLanguage } from "../../../core/figures.ts";
import { useWords } from "../../i18n/useWords.ts";
import { Detail } from "../../parts/Detail.tsx";
import { lazyPart } from "../../parts/lazyPart.ts";
import { Part } from "../../parts/Part.tsx";
import { useShelf } from "./client.ts";
import { RunProgress } from "./RunProgress.tsx";

const ScenarioEditor = lazyPart(() => import("./editor/ScenarioEditor.tsx"));

interface Props {
  market: string;
  asked: RunQuestion;
  /** Of the run while it is under way. */
  status: RunStatus | null;
  onNamed: (id: string) => void;
  onLeave: () => void;
}

/** A side's own text, without what it extends; null for today's course, which has none. */
export function ownText(side: RanSide): string | null {
  return side.texts.at(-1)?.text ?? null;
}

/** What a run was started with, read-only: it stays when files and drafts say something else. */
export function RanText({ market, asked, status, onNamed, onLeave }: Props) {
  const { t, language } = useWords();
  const { save } = useShelf(market);
  const [chosen, setChosen] = useState(0);
  const { a, b } = asked;
  // Its own text first, then what it extends, then what it was compared with.
  const texts = [
    ...b.texts.toReversed().map(({ file, text }, k) => ({
      name: k === 0 ? file : t("ran.extended", { file }),
      text,
    })),
    ...a.texts.toReversed().map(({ file, text }) => ({ name: t("ran.against", { file }), text })),
  ];
  const own = ownText(b);
  return (
    <div className="workbench" data-testid="ran-text">
      <div className="file-bar">
        <span className="file-name">
          {inLanguage(b.name, language)}
          <span className="small scenario-tag">{t("ran.readOnly")}</span>
        </span>
        <span className="file-actions">
          <button type="button" className="link" onClick={onLeave}>
            {t("ran.leave")}
          </button>
          {own !== null && (
            <Button
              variant="default"
              size="compact-xs"
              loading={save.isPending}
              onClick={() =>
                save.mutate({ id: null, text: own, version: null }, { onSuccess: ({ id }) => onNamed(id) })
              }
            >
              {t("scenario.saveCopy")}
            </Button>
          )}
        </span>
        {save.isError && (
          <p className="file-problem" role="alert">
            <Detail error={save.error} />
          </p>
        )}
      </div>
      {b.question && <p>{inLanguage(b.question, language)}</p>}
      {texts.length > 1 && (
        <NativeSelect
          size="xs"
          aria-label={t("ran.texts")}
          value={chosen}
          data={texts.map(({ name }, k) => ({ value: String(k), label: name }))}
          onChange={event => setChosen(Number(event.currentTarget.value))}
        />
      )}
      <Part waiting={<div className="scenario-editor" />}>
        <ScenarioEditor
          text={texts[chosen]?.text ?? ""}
          readOnly
          faults={[]}
          vocabulary={null}
          onChange={() => undefined}
          onRun={() => undefined}
          onSave={() => undefined}
          onReady={() => undefined}
        />
      </Part>
      <p className="small">{t("ran.note")}</p>
      {status && <RunProgress market={market} status={status} />}
    </div>
  );
}
