import type { ComparedName } from "../../../app/api/metrics.ts";
import type { RunResult } from "../../../app/api/scenarios.ts";
import { formatChance, formatChange } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { scopeOf } from "./AgainstLastYear.tsx";
import { formatMean, formatRange, splitMetrics } from "./metrics.ts";

/** What else moves, metric by metric. */
export function Figures({ result }: { result: RunResult }) {
  const { t } = useWords();
  const { moved, still } = splitMetrics(result);
  if (moved.length === 0) return null;
  return (
    <section>
      <h3>{t("answer.figures")}</h3>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t("answer.figure")}</span>
            </th>
            <th scope="col" className="figure">
              {t("answer.change")}
            </th>
            <th scope="col" className="figure">
              {t("answer.nineOfTen")}
            </th>
          </tr>
        </thead>
        <tbody>
          {moved.map(metric => (
            <Row key={metric} metric={metric} result={result} />
          ))}
        </tbody>
      </table>
      {still.length > 0 && (
        <p className="small">
          {t("answer.still", { names: still.map(metric => t(`metric.${metric}`)).join(", ") })}
        </p>
      )}
    </section>
  );
}

function Row({ metric, result }: { metric: ComparedName; result: RunResult }) {
  const { t, language } = useWords();
  const { currency } = result;
  const uplift = result.uplift[metric]!;
  const relative = metric === "own_share" || uplift.relative === null ? null : uplift.relative;
  return (
    <tr title={t("answer.positiveOf", { share: formatChance(uplift.p_positive, language) })}>
      <th scope="row">
        {t(`metric.${metric}`)} <span className="small">{scopeOf(metric, language)}</span>
      </th>
      {uplift.measurable ? (
        <td className="figure">
          {formatMean(metric, uplift.mean, currency, language)}
          {relative !== null && <span className="small"> {formatChange(relative, language)}</span>}
        </td>
      ) : (
        <td className="figure small">{t("answer.noise")}</td>
      )}
      <td className="figure small">{formatRange(metric, uplift, language)}</td>
    </tr>
  );
}
