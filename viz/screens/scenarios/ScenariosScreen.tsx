import "./scenarios.css";
import { useState } from "react";
import type { RunQuestion, ScenarioSummary } from "../../../app/api/scenarios.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { ended } from "../../api/jobs.ts";
import { useWords } from "../../i18n/useWords.ts";
import { Failure, Placeholder } from "../../parts/Failure.tsx";
import { lazyPart } from "../../parts/lazyPart.ts";
import { Part } from "../../parts/Part.tsx";
import { changeView, useView } from "../../state/view.ts";
import { useScheme } from "../../theme/useScheme.ts";
import { Answer } from "./Answer.tsx";
import { useQuestion, useResult, useRun, useScenarios } from "./client.ts";
import { NEW } from "./names.ts";
import { ScenarioList } from "./ScenarioList.tsx";
import { Workbench } from "./Workbench.tsx";

const UpliftMap = lazyPart(() => import("./UpliftMap.tsx"));
const CourseDock = lazyPart(() => import("./CourseDock.tsx"));

/** The run that was looked at last, by market and scenario, while the page is open. */
const lastRun = new Map<string, string>();

/** Questions on the left, their answer on the right, where and when it comes from between them. */
export default function ScenariosScreen({ market }: { market: MarketInfo }) {
  const { t } = useWords();
  const view = useView();
  const scheme = useScheme();
  const scenarios = useScenarios(market.id);
  const question = useQuestion(market.id, view.run);
  /** A run that nobody knows any more has nothing to say of its text. */
  const asked = view.run === null || question.isError ? null : question.data;
  const id = view.scenario ?? scenarioOf(asked, scenarios.data) ?? scenarios.data?.[0]?.id ?? NEW;
  const status = useRun(market.id, view.run);
  const done = status.data?.state === "done";
  const result = useResult(market.id, view.run, done);
  /** The run that was left when its text was changed. */
  const [left, setLeft] = useState<{ readonly scenario: string; readonly run: string } | null>(null);

  const choose = (scenario: string) =>
    changeView({ scenario, run: lastRun.get(`${market.id}/${scenario}`) ?? null }, "step");
  const onStarted = (run: string) => {
    lastRun.set(`${market.id}/${id}`, run);
    changeView({ scenario: id, run }, "step");
  };
  const onLeave = () => {
    if (view.run !== null) setLeft({ scenario: id, run: view.run });
    lastRun.delete(`${market.id}/${id}`);
    changeView({ scenario: id, run: null }, "step");
  };
  /** The same text under another name: its answer stays. */
  const onNamed = (scenario: string) => {
    if (view.run !== null) lastRun.set(`${market.id}/${scenario}`, view.run);
    lastRun.delete(`${market.id}/${id}`);
    changeView({ scenario }, "step");
  };
  const answer = done ? (result.data ?? null) : null;

  return (
    <main
      className={answer ? "scenarios-screen has-answer" : "scenarios-screen"}
      aria-label={t("screen.scenarios.hint")}
    >
      <Part>
        <UpliftMap market={market} result={answer} scheme={scheme} />
      </Part>
      <section className="bench surface" aria-label={t("scenario.list")}>
        {scenarios.isError ? (
          <Failure
            error={scenarios.error}
            title={t("scenario.listFailed")}
            retry={() => scenarios.refetch()}
          />
        ) : scenarios.data ? (
          <>
            <ScenarioList scenarios={scenarios.data} market={market.id} chosen={id} onChoose={choose} />
            <Workbench
              key={id}
              market={market}
              id={id}
              scenarios={scenarios.data}
              status={status.data && !ended(status.data) ? status.data : null}
              asked={asked}
              onStarted={onStarted}
              onLeave={onLeave}
              onNamed={onNamed}
              onChoose={choose}
            />
          </>
        ) : (
          <Placeholder height={320} />
        )}
      </section>
      <Answer
        market={market}
        status={view.run === null ? null : (status.data ?? null)}
        error={status.error ?? result.error}
        result={answer}
        onReturn={left?.scenario === id ? () => changeView({ run: left.run }, "step") : null}
        scheme={scheme}
      />
      {answer && (
        <Part>
          <CourseDock market={market} result={answer} scheme={scheme} />
        </Part>
      )}
    </main>
  );
}

/** The scenario that a run is of, where the address names none; null while there is no telling. */
function scenarioOf(
  asked: RunQuestion | null | undefined,
  scenarios: readonly ScenarioSummary[] | undefined,
): string | null {
  if (!asked || !scenarios) return null;
  return scenarios.some(({ id }) => id === asked.b.id) ? asked.b.id : NEW;
}
