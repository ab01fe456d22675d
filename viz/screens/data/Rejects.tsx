import type { MarketData } from "../../../app/api/schema.ts";
import { formatWhole } from "../../format/number.ts";
import { named, Sentence } from "../../i18n/Sentence.tsx";
import { Told } from "../../i18n/Told.tsx";
import { useWords } from "../../i18n/useWords.ts";
import { tableTitle } from "./tableTitle.ts";

type TableRejects = MarketData["rejects"][number];

/** The rows that were not taken: the first of each table, with their place and reason. */
export function Rejects({ data }: { data: MarketData }) {
  const { t } = useWords();
  const read = new Map(data.sources.map(source => [source.table, source.read]));
  return (
    <section className="card surface">
      <h2>{t("rejects.title")}</h2>
      {data.rejects.length === 0 && <p className="remark small">{t("rejects.none")}</p>}
      {data.rejects.map(rejects => (
        <OfTable key={rejects.table} rejects={rejects} read={read.get(rejects.table) ?? 0} />
      ))}
    </section>
  );
}

function OfTable({ rejects: { table, count, first }, read }: { rejects: TableRejects; read: number }) {
  const { t, language } = useWords();
  const file = named(`.penumbra/rejects/${table}.csv`);
  return (
    <>
      <h3>
        {tableTitle(table, t)}{" "}
        <span className="hint">
          {t("rejects.of", { rejected: formatWhole(count, language), read: formatWhole(read, language) })}
        </span>
      </h3>
      <div className="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("rejects.place")}</th>
              <th scope="col">{t("rejects.column")}</th>
              <th scope="col">{t("rejects.value")}</th>
              <th scope="col">{t("rejects.reason")}</th>
            </tr>
          </thead>
          <tbody>
            {first.map(reject => (
              <tr key={`${reject.file} ${reject.line}`}>
                <td className="file">
                  <Sentence
                    text={t("rejects.line", { file: named(reject.file), line: String(reject.line) })}
                  />
                </td>
                <td translate="no">{reject.column}</td>
                <td className="value" translate="no">
                  {reject.value}
                </td>
                <td>
                  <Told note={reject.note} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="remark small">
        <Sentence
          text={
            count > first.length
              ? t("rejects.rest", { shown: formatWhole(first.length, language), file })
              : t("rejects.all", { file })
          }
        />
      </p>
    </>
  );
}
