import type { MarketHealth } from "../../app/api/health.ts";
import { formatChange, formatShare } from "../format/number.ts";
import { useWords } from "../i18n/useWords.ts";
import { summarise } from "./trackRecord.ts";

/** The track record in one sentence: what stands before any figure of the unseen part. */
export function RecordLine({ dark }: { dark: NonNullable<MarketHealth["dark"]> }) {
  const { t, language } = useWords();
  const record = dark.track_record;
  const summary = record && summarise(record);
  if (!record || !summary) return <>{t("record.none")}</>;
  return (
    <>
      {t("record.line", {
        count: summary.ways,
        hidden: formatShare(record.hidden, language, 0),
        accounts: formatChange(summary.accounts, language),
        amount: formatChange(summary.amount, language),
        held: summary.held,
        of: summary.of,
      })}
    </>
  );
}
