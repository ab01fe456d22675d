import type { MarketHealth } from "../../../app/api/health.ts";
import { Told } from "../../i18n/Told.tsx";
import { useWords } from "../../i18n/useWords.ts";

/** For each learned quantity: this market's data, or a prior, and which. */
export function LearnedFrom({ sources }: { sources: MarketHealth["sources"] }) {
  const { t } = useWords();
  return (
    <section className="card surface" data-testid="learned">
      <h2>
        {t("sources.learned")}
        <span className="hint">{t("sources.learned.hint")}</span>
      </h2>
      <div className="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("sources.quantity")}</th>
              <th scope="col">{t("sources.from")}</th>
              <th scope="col">{t("sources.because")}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(sources).map(([key, { from, note }]) => (
              <tr key={key} data-source={key}>
                <th scope="row">
                  <Told note={{ key: `quantity.${key}`, figures: {} }} />
                </th>
                <td>
                  <span className={`source-${from}`}>{t(`sources.${from}`)}</span>
                </td>
                <td className="file">
                  <Told note={note} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
