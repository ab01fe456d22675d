import type { MarketInfo } from "../../../app/api/schema.ts";
import { useWords } from "../../i18n/useWords.ts";

/** Names a stretch of periods ahead. */
export function useHorizonWords(period: MarketInfo["period"]) {
  const { t } = useWords();
  return ({ from, to }: { from: number; to: number }): string =>
    from === to ? t(`sales.${period}`, { from }) : t(`sales.${period}s`, { from, to });
}
