import { Button, NativeSelect } from "@mantine/core";
import { useCallback, useRef, useState } from "react";
import type { PriceResult } from "../../../app/api/planJobs.ts";
import type { RunResult } from "../../../app/api/scenarios.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { ended } from "../../api/jobs.ts";
import { usePlot } from "../../charts/usePlot.ts";
import { formatChance, formatSignedAmount, formatUplift, formatWhole } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { Detail } from "../../parts/Detail.tsx";
import { JobProgress } from "../../parts/JobProgress.tsx";
import { changeView, useView } from "../../state/view.ts";
import { CHART_INK } from "../../theme/palette.ts";
import { useScheme } from "../../theme/useScheme.ts";
import { drawDifference } from "../scenarios/coursePlot.ts";
import { useCancel, usePlanJob, usePrice, usePriceResult } from "./client.ts";

interface Props {
  market: MarketInfo;
  /** The plan that is shown, as it is saved; null: it has no file, or has moves that are not saved. */
  plan: string | null;
}

const RUNS = [64, 200, 1000];

/** What the plan would change in sales: asked for, followed, told. */
export function PricePanel({ market, plan }: Props) {
  const { t, language } = useWords();
  const { price: job } = useView();
  const [runs, setRuns] = useState(200);
  const start = usePrice(market.id, id => changeView({ price: id }, "step"));
  const cancel = useCancel(market.id);
  const status = usePlanJob(market.id, job).data ?? null;
  const result = usePriceResult(market.id, job, status?.state === "done").data;
  const running = status !== null && !ended(status);
  if (plan === null) return <p className="small">{t("plans.price.saveFirst")}</p>;
  return (
    <div className="price-panel">
      {running ? (
        <JobProgress
          status={status}
          label={t("plans.price.label")}
          words={t("run.progress", {
            done: formatWhole(status.done, language),
            total: formatWhole(status.total, language),
          })}
          cancelling={cancel.isPending}
          onCancel={() => cancel.mutate(status.id)}
        />
      ) : (
        <div className="plan-choice">
          <NativeSelect
            size="xs"
            aria-label={t("plans.price.runs")}
            value={String(runs)}
            data={RUNS.map(value => ({
              value: String(value),
              label: t("plans.price.paired", { runs: formatWhole(value, language) }),
            }))}
            onChange={event => setRuns(Number(event.currentTarget.value))}
          />
          <Button
            size="xs"
            variant="default"
            loading={start.isPending}
            onClick={() => start.mutate({ plans: [plan], runs })}
          >
            {t("plans.price.do")}
          </Button>
        </div>
      )}
      {start.isError && (
        <p className="file-problem" role="alert">
          <Detail error={start.error} />
        </p>
      )}
      {status?.state === "failed" && status.problem && (
        <p className="file-problem" role="alert">
          <Detail error={status.problem} />
        </p>
      )}
      {status?.state === "cancelled" && <p className="small">{t("plans.search.cancelled")}</p>}
      {result?.chosen === plan && <Price market={market} result={result} />}
    </div>
  );
}

function Price({ market, result }: { market: MarketInfo; result: PriceResult }) {
  const { t, language } = useWords();
  const { currency, horizon, period, runs, plans } = result;
  const { played, parts } = plans[0]!;
  const own = played?.uplift.own_amount;
  if (!played || !own) return <p className="small">{t("answer.same.text")}</p>;
  return (
    <section className="hero" data-testid="price">
      <p className="small">{t(`answer.own_${period}`, { horizon })}</p>
      <p className={own.mean < 0 ? "hero-figure less" : "hero-figure"}>
        <output>
          {own.measurable ? formatUplift(own, currency, language) : t("answer.unmeasurable.title")}
        </output>
      </p>
      <p className="small">
        {own.measurable ? t("answer.interval") : formatUplift(own, currency, language)}
        {` · ${t("answer.positiveOf", { share: formatChance(own.p_positive, language) })}`}
        {` · ${t("plans.price.paired", { runs: formatWhole(runs, language) })}`}
        {market.synthetic && <span className="synthetic">{t("market.synthetic")}</span>}
      </p>
      <Fan result={played} />
      {parts && (
        <table className="plan-totals">
          <tbody>
            {PARTS.filter(part => parts[part]).map(part => (
              <tr key={part}>
                <th scope="row">{t(`plans.price.part.${part}`)}</th>
                <td className="figure">{formatSignedAmount(parts[part]!.mean, currency, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <button
        type="button"
        className="link"
        onClick={() => changeView({ screen: "scenarios", run: played.id, scenario: null }, "step")}
      >
        {t("plans.price.whole")}
      </button>
    </section>
  );
}

const PARTS = ["capacity", "travel", "handover", "relations"] as const;

/** The difference period by period, with its fan. */
function Fan({ result }: { result: RunResult }) {
  const { t, language } = useWords();
  const scheme = useScheme();
  const box = useRef<HTMLDivElement>(null);
  const draw = useCallback(
    (width: number) =>
      drawDifference(result, {
        width,
        ink: CHART_INK[scheme],
        currency: result.currency,
        language,
        label: t("plans.price.fan"),
        words: { a: t("plans.today"), b: t("plans.plan"), difference: t("plans.price.difference") },
      }),
    [result, scheme, language, t],
  );
  usePlot(box, draw);
  return <div ref={box} className="price-fan" />;
}
