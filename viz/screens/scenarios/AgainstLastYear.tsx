import type { MetricName } from "../../../app/api/metrics.ts";
import type { AgainstLastYearRow, RunResult } from "../../../app/api/scenarios.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { COURSE_SCOPES, SCOPE_WORDS } from "../../../app/api/scopes.ts";
import { decimal, inLanguage, percent, shortMoney } from "../../../core/figures.ts";
import { formatWhole, type Language } from "../../format/number.ts";
import { named, Sentence } from "../../i18n/Sentence.tsx";
import { useWords } from "../../i18n/useWords.ts";

/** Both courses beside the year behind: what is not as it was needs a lever, or is not to be relied on. */
export function AgainstLastYear({ market, result }: { market: MarketInfo; result: RunResult }) {
  const { t, language } = useWords();
  const { against_last_year: both } = result;
  if (both === null) return null;
  const odd = [...both.a, ...both.b].some(({ verdict }) => verdict === "unexplained");
  return (
    <section className="against" data-testid="against-last-year">
      <h3>{t("against.title")}</h3>
      {odd && <p role="alert">{t("against.odd")}</p>}
      {(["a", "b"] as const).map(side => (
        <Course key={side} name={inLanguage(result[side].name, language)} rows={both[side]} market={market} />
      ))}
    </section>
  );
}

interface CourseProps {
  name: string;
  rows: readonly AgainstLastYearRow[];
  market: MarketInfo;
}

/** The market's figures, and the territories' that are far from last year's. */
function Course({ name, rows, market }: CourseProps) {
  const { t, language } = useWords();
  const told = rows.filter(({ level, verdict }) => level === "market" || verdict !== "alike");
  const placeOf = (id: string | null) =>
    id === null ? "" : `${named(market.territories.find(one => one.id === id)?.name ?? id)}: `;
  return (
    <table className="figures">
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col" className="figure">
            {t("against.course")}
          </th>
          <th scope="col" className="figure">
            {t("against.lastYear")}
          </th>
          <th scope="col" className="figure">
            ×
          </th>
        </tr>
      </thead>
      <tbody>
        {told.map(row => (
          <tr key={`${row.metric} ${row.id}`} title={t(`against.${row.verdict}`)}>
            <th scope="row">
              <Sentence text={placeOf(row.id)} />
              {t(row.metric === "own_share" ? "kpi.share" : `metric.${row.metric as MetricName}`)}
              <span className="small"> {scopeOf(row.metric, language)}</span>
            </th>
            <td className="figure">{figureOf(row.metric, row.course, market.currency, language)}</td>
            <td className="figure small">{figureOf(row.metric, row.last_year, market.currency, language)}</td>
            <td className="figure">
              {decimal(row.ratio, 2, language)}
              {row.verdict !== "alike" && <span className="small"> {t(`against.${row.verdict}`)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whose figures a metric of a course tells. */
export function scopeOf(metric: string, language: Language): string {
  return SCOPE_WORDS[COURSE_SCOPES[metric as keyof typeof COURSE_SCOPES]][language];
}

function figureOf(metric: string, value: number, currency: string, language: Language): string {
  if (metric === "own_share") return percent(value, language);
  return metric === "visits" ? formatWhole(value, language) : shortMoney(value, currency, language);
}
