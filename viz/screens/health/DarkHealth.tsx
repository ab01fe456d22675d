import type { MarketHealth } from "../../../app/api/health.ts";
import { Sentence } from "../../i18n/Sentence.tsx";
import { Told } from "../../i18n/Told.tsx";
import { useWords } from "../../i18n/useWords.ts";
import { Benchmarks } from "./Benchmarks.tsx";
import { RecordLine } from "./RecordLine.tsx";
import { RecoveryTable } from "./RecoveryTable.tsx";

/** What the estimate of the dark side rests on, and how it did where the truth was known. */
export function DarkHealth({ dark }: { dark: MarketHealth["dark"] }) {
  const { t } = useWords();
  if (!dark) {
    return (
      <section className="card surface" data-testid="dark-health">
        <h2>{t("health.dark")}</h2>
        <p className="remark">
          <Sentence text={t("health.dark.none")} />
        </p>
      </section>
    );
  }
  const kinds = dark.track_record?.kinds ?? [];
  return (
    <>
      <section className="card surface" data-testid="dark-health">
        <h2>{t("health.dark")}</h2>
        <p className="health-verdict">
          <RecordLine dark={dark} />
        </p>
        <p className="remark">{t(`health.situation.${dark.situation}`)}</p>
        {dark.notes.length > 0 && (
          <ul className="health-notes">
            {dark.notes.map(note => (
              <li key={note.key}>
                <Told note={note} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="card surface" data-testid="recovery">
        <h2>
          {t("recovery.title")}
          <span className="hint">{t("recovery.hint")}</span>
        </h2>
        {kinds.length === 0 ? (
          <p className="remark">
            <Sentence text={t("recovery.none")} />
          </p>
        ) : (
          <>
            <RecoveryTable kinds={kinds} />
            <h3>{t("recovery.benchmarks")}</h3>
            <Benchmarks kinds={kinds} />
          </>
        )}
      </section>
    </>
  );
}
