import {
  besideBenchmark,
  type CourseRecord,
  type ErrorRecord,
  type SalesRecord,
} from "../../../app/api/salesRecord.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { percent } from "../../../core/figures.ts";
import { useWords } from "../../i18n/useWords.ts";
import { useHorizonWords } from "./useHorizonWords.ts";

interface Props {
  sales: SalesRecord;
  period: MarketInfo["period"];
}

/** Errors of the forecast and its benchmarks by how far ahead, of the territories and of the market. */
export function ErrorTable({ sales, period }: Props) {
  const { t } = useWords();
  return (
    <div className="table-box">
      <table className="sales-errors">
        <thead>
          <tr>
            <th scope="col">{t("sales.ahead")}</th>
            {(["forecast", "naive", "index", "coverage80", "coverage95"] as const).map(name => (
              <th key={name} scope="col" className="figure">
                {t(`sales.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        {sales.wape !== null && <Level title={t("sales.territories")} course={sales} period={period} />}
        <Level title={t("sales.market")} course={sales.market} period={period} />
      </table>
    </div>
  );
}

function Level({ title, course, period }: { title: string; course: CourseRecord } & Pick<Props, "period">) {
  const { t } = useWords();
  const horizon = useHorizonWords(period);
  return (
    <tbody aria-label={title}>
      <Row name={`${title}, ${t("sales.whole")}`} score={course} whole />
      {course.by_horizon.map(part => (
        <Row key={part.from} name={horizon(part)} score={part} />
      ))}
    </tbody>
  );
}

/** The least error stands out. */
function Row({ name, score, whole = false }: { name: string; score: ErrorRecord; whole?: boolean }) {
  const { language } = useWords();
  const share = (value: number | null) => (value === null ? "–" : percent(value, language));
  const beside = besideBenchmark(score);
  const best = beside && (beside.ratio <= 1 ? "forecast" : beside.of);
  const errors = {
    forecast: score.wape,
    naive: score.wape_seasonal_naive,
    index: score.wape_plain_index,
  };
  return (
    <tr className={whole ? "whole" : ""}>
      <th scope="row">{name}</th>
      {Object.entries(errors).map(([of, error]) => (
        <td key={of} className={of === best ? "figure best" : "figure"}>
          {share(error)}
        </td>
      ))}
      <td className="figure">{share(score.coverage80)}</td>
      <td className="figure">{share(score.coverage95)}</td>
    </tr>
  );
}
