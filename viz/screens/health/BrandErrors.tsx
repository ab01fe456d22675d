import { besideBenchmark, type ErrorRecord, type SalesRecord } from "../../../app/api/salesRecord.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { percent } from "../../../core/figures.ts";
import { formatUnit } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { useHorizonWords } from "./useHorizonWords.ts";

interface Props {
  brands: SalesRecord["by_brand"];
  period: MarketInfo["period"];
}

/** The forecast's error of each brand by how far ahead, as it is and beside the better benchmark. */
export function BrandErrors({ brands, period }: Props) {
  const { t } = useWords();
  const horizon = useHorizonWords(period);
  const rows = brands.map(({ brand, territories, market }) => ({ brand, course: territories ?? market }));
  return (
    <section className="card surface" data-testid="brand-errors">
      <h2>
        {t("sales.brands")}
        <span className="hint">{t("sales.brands.hint")}</span>
      </h2>
      <div className="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("sales.brand")}</th>
              {rows[0]!.course.by_horizon.map(part => (
                <th key={part.from} scope="col" className="figure">
                  {horizon(part)}
                </th>
              ))}
              <th scope="col" className="figure">
                {t("sales.whole")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ brand, course }) => (
              <tr key={brand}>
                <th scope="row" translate="no">
                  {brand}
                </th>
                {course.by_horizon.map(part => (
                  <ErrorCell key={part.from} score={part} />
                ))}
                <ErrorCell score={course} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function ErrorCell({ score }: { score: ErrorRecord }) {
  const { language } = useWords();
  const beside = besideBenchmark(score);
  return (
    <td className="figure">
      {score.wape === null ? "–" : percent(score.wape, language)}
      {beside && (
        <div className={beside.ratio <= 1 ? "held" : "missed"}>{formatUnit(beside.ratio, language)}</div>
      )}
    </td>
  );
}
