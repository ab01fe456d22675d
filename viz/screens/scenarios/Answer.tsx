import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { RunResult, RunStatus } from "../../../app/api/scenarios.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { inLanguage } from "../../../core/figures.ts";
import { ApiError } from "../../api/client.ts";
import { formatWhole } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { Detail } from "../../parts/Detail.tsx";
import { Failure } from "../../parts/Failure.tsx";
import { changeView } from "../../state/view.ts";
import type { Scheme } from "../../theme/palette.ts";
import { AgainstLastYear } from "./AgainstLastYear.tsx";
import { ChanceCurve } from "./ChanceCurve.tsx";
import { CostAndReturn } from "./CostAndReturn.tsx";
import { Figures } from "./Figures.tsx";
import { Hero } from "./Hero.tsx";
import { Parts } from "./Parts.tsx";
import { RestsOn } from "./RestsOn.tsx";

interface Props {
  market: MarketInfo;
  /** Of the run that the address names; null where it names none. */
  status: RunStatus | null;
  error: Error | null;
  result: RunResult | null;
  /** Back to the answer that was left when its text was changed; null where none was. */
  onReturn: (() => void) | null;
  scheme: Scheme;
}

/** The answer: how much more or less, how sure, where, at what cost, and what it rests on. */
export function Answer({ market, status, error, result, onReturn, scheme }: Props) {
  const { t } = useWords();
  return (
    <aside className="answer surface" aria-label={t("answer.label")} aria-busy={status?.state === "running"}>
      {result ? (
        <Found market={market} result={result} scheme={scheme} />
      ) : (
        <Waiting status={status} error={error} onReturn={onReturn} />
      )}
    </aside>
  );
}

/** What there is to say before there is an answer. */
function Waiting({ status, error, onReturn }: Pick<Props, "status" | "error" | "onReturn">) {
  const { t } = useWords();
  if (error instanceof ApiError && error.status === 404)
    return <Calm title={t("answer.forgotten.title")} text={t("answer.forgotten.text")} />;
  if (error)
    return (
      <Failure error={error} title={t("answer.failed")} retry={() => changeView({ run: null }, "step")} />
    );
  if (status === null && onReturn)
    return (
      <Calm title={t("answer.left.title")} text={t("answer.left.text")}>
        <Button variant="default" size="compact-xs" onClick={onReturn}>
          {t("answer.left.return")}
        </Button>
      </Calm>
    );
  if (status === null) return <Calm title={t("answer.none.title")} text={t("answer.none.text")} />;
  if (status.state === "cancelled")
    return <Calm title={t("answer.cancelled.title")} text={t("answer.cancelled.text")} />;
  if (status.state === "failed")
    return <Calm title={t("answer.failed")} text={status.problem ? <Detail error={status.problem} /> : ""} />;
  return <Calm title={t("answer.running.title")} text={t("answer.running.text")} />;
}

function Calm({ title, text, children }: { title: string; text: ReactNode; children?: ReactNode }) {
  return (
    <div className="answer-calm" role="status">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}

function Found({ market, result, scheme }: { market: MarketInfo; result: RunResult; scheme: Scheme }) {
  const { t, language } = useWords();
  const { a, b, runs, horizon, seed, period, currency, uplift, exceedance } = result;
  const own = uplift.own_amount;
  const curve = exceedance.own_amount;
  return (
    <>
      <header className="answer-head">
        <h2>{inLanguage(b.name, language)}</h2>
        <p className="small">
          {t("answer.against", { name: inLanguage(a.name, language) })}
          {" · "}
          {t(`answer.runs_${period}`, { runs: formatWhole(runs, language), horizon, seed })}
        </p>
        {market.synthetic && <span className="synthetic">{t("market.synthetic")}</span>}
      </header>
      {own && <Hero market={market} result={result} own={own} />}
      {own && curve && curve.length > 2 && (
        <ChanceCurve
          key={result.id}
          curve={curve}
          currency={currency}
          scheme={scheme}
          conditional={result.rests_on.fixed.length > 0}
        />
      )}
      <Figures result={result} />
      <Parts market={market} result={result} />
      <AgainstLastYear market={market} result={result} />
      <CostAndReturn economics={result.economics} currency={currency} />
      <RestsOn restsOn={result.rests_on} remarks={result.remarks} />
    </>
  );
}
