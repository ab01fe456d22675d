import type { MarketHealth } from "../../../app/api/health.ts";
import { percent } from "../../../core/figures.ts";
import { formatCount } from "../../format/number.ts";
import { Sentence } from "../../i18n/Sentence.tsx";
import { useWords } from "../../i18n/useWords.ts";

/** How the forecast of own sales did on hidden periods. */
export function SalesHealth({ sales }: { sales: MarketHealth["sales"] }) {
  const { t, language } = useWords();
  const share = (value: number) => percent(value, language);
  return (
    <section className="card surface" data-testid="sales-health">
      <h2>
        {t("sales.title")}
        <span className="hint">{t("sales.hint")}</span>
      </h2>
      {sales === null ? (
        <p className="remark">
          <Sentence text={t("sales.none")} />
        </p>
      ) : (
        <div className="table-box">
          <table>
            <thead>
              <tr>
                <th scope="col">{t("sales.measure")}</th>
                <th scope="col" className="figure">
                  {t("sales.ours")}
                </th>
                <th scope="col" className="figure">
                  {t("sales.naive")}
                </th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{t("sales.wape")}</th>
                <td className="figure">{share(sales.wape)}</td>
                <td className="figure">{share(sales.wape_seasonal_naive)}</td>
              </tr>
              <tr>
                <th scope="row">{t("sales.crps")}</th>
                <td className="figure">{formatCount(Math.round(sales.crps), language)}</td>
                <td className="figure">{formatCount(Math.round(sales.crps_seasonal_naive), language)}</td>
              </tr>
              {(["coverage80", "coverage95"] as const).map(key => (
                <tr key={key}>
                  <th scope="row">{t(`sales.${key}`)}</th>
                  <td className="figure">{share(sales[key])}</td>
                  <td className="figure small">
                    {t("sales.target", { target: percent(Number(key.slice(-2)) / 100, language, 0) })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
