import type { MarketData } from "../../../app/api/schema.ts";
import { tell } from "../../../app/words/tell.ts";
import type { en } from "../../i18n/en.ts";
import { named, Sentence } from "../../i18n/Sentence.tsx";
import { Told } from "../../i18n/Told.tsx";
import { useWords } from "../../i18n/useWords.ts";

type Guess = MarketData["guesses"][number];

/** What was read off the data because market.yaml does not say it, by file, and what was remarked on the way. */
export function Guesses({ data: { guesses, notes } }: { data: MarketData }) {
  const { t } = useWords();
  const files = [...new Set(guesses.map(({ file }) => file))];
  return (
    <section className="card surface">
      <h2>
        {t("guesses.title")} <span className="hint">{t("guesses.hint")}</span>
      </h2>
      {notes.map(note => (
        <p key={JSON.stringify(note)} className="remark">
          <Told note={note} />
        </p>
      ))}
      {guesses.length === 0 ? (
        <p className="remark small">{t("guesses.none")}</p>
      ) : (
        <div className="table-box">
          <table className="guesses">
            <thead>
              <tr>
                <th scope="col">{t("guesses.file")}</th>
                <th scope="col">{t("guesses.column")}</th>
                <th scope="col">{t("guesses.what")}</th>
                <th scope="col">{t("guesses.evidence")}</th>
              </tr>
            </thead>
            {files.map(file => (
              <FileGuesses key={file} file={file} guesses={guesses.filter(guess => guess.file === file)} />
            ))}
          </table>
        </div>
      )}
    </section>
  );
}

function FileGuesses({ file, guesses }: { file: string; guesses: readonly Guess[] }) {
  const { t, language } = useWords();
  return (
    <tbody>
      {guesses.map(({ table, column, what, value, evidence }, k) => (
        <tr key={`${table} ${column} ${what}`}>
          {k === 0 && (
            <th scope="rowgroup" rowSpan={guesses.length} className="file">
              <span translate="no">{file}</span>
            </th>
          )}
          <td>
            {column ? (
              <span translate="no">{column}</span>
            ) : (
              <span className="small">{t("guesses.wholeFile")}</span>
            )}
          </td>
          <td>
            <Sentence
              text={t(`guess.${what}` as keyof typeof en & `guess.${string}`, {
                value: typeof value === "string" ? named(value) : tell(value, language),
              })}
            />
          </td>
          <td className="small">
            <Told note={evidence} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}
