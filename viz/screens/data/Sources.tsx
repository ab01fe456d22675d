import type { MarketData } from "../../../app/api/schema.ts";
import { shortMoney } from "../../../core/figures.ts";
import { formatExactAmount, formatWhole } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { tableTitle } from "./tableTitle.ts";

interface Props {
  data: MarketData;
  currency: string;
}

/** What became of every row, by table, and of every amount to the last cent. */
export function Sources({ data, currency }: Props) {
  const { t, language } = useWords();
  const whole = (rows: number | null) => (rows === null ? "" : formatWhole(rows, language));
  const exact = (amount: number | undefined) =>
    amount === undefined ? "" : formatExactAmount(amount, currency, language);
  const { accounts, amount } = data.unplaced;
  return (
    <section className="card surface">
      <h2>
        {t("sources.title")} <span className="hint">{t("sources.hint", { currency })}</span>
      </h2>
      <div className="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("sources.table")}</th>
              <th scope="col">{t("sources.files")}</th>
              <th scope="col" className="figure">
                {t("sources.read")}
              </th>
              <th scope="col" className="figure">
                {t("sources.kept")}
              </th>
              <th scope="col" className="figure">
                {t("sources.rejected")}
              </th>
              <th scope="col" className="figure">
                {t("sources.outside")}
              </th>
              <th scope="col" className="figure">
                {t("sources.amount")}
              </th>
              <th scope="col" className="figure">
                {t("sources.amountRejected")}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.sources.map(source => (
              <tr key={source.table} data-table={source.table}>
                <th scope="row">{tableTitle(source.table, t)}</th>
                <td className="file" translate="no">
                  {source.files.join(", ")}
                </td>
                <td className="figure">{whole(source.read)}</td>
                <td className="figure">{whole(source.kept)}</td>
                <td className={source.rejected > 0 ? "figure rejected" : "figure"}>
                  {whole(source.rejected)}
                </td>
                <td className="figure">{whole(source.outside_history)}</td>
                <td className="figure">{exact(source.amount?.read)}</td>
                <td className="figure">{exact(source.amount?.rejected)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {accounts > 0 && (
        <p className="remark small">
          {t("sources.unplaced", {
            count: accounts,
            value: whole(accounts),
            amount: shortMoney(amount, currency, language),
          })}
        </p>
      )}
    </section>
  );
}
