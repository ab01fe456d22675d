import type { MarketHealth } from "../../../app/api/health.ts";
import { percent } from "../../../core/figures.ts";
import { formatChange } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { summarise } from "./trackRecord.ts";

/** The track record in one sentence: what stands before any figure of the dark side. */
export function RecordLine({ dark }: { dark: NonNullable<MarketHealth["dark"]> }) {
  const { t, language } = useWords();
  const record = dark.track_record;
  const summary = record && summarise(record);
  const change = (error: number | null) => (error === null ? "–" : formatChange(error, language));
  if (!record || !summary) return <>{t("record.none")}</>;
  return (
    <>
      {t("record.line", {
        count: summary.ways,
        hidden: percent(record.hidden, language, 0),
        accounts: change(summary.accounts),
        amount: change(summary.amount),
        held: summary.held,
        of: summary.of,
      })}
    </>
  );
}
