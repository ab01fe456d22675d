import { useMemo } from "react";
import { en } from "../../i18n/en.ts";
import { useWords } from "../../i18n/useWords.ts";

/** Channels and outcomes in words; what we have no word for stays as the company writes it. */
export function useContactWords() {
  const { t } = useWords();
  return useMemo(() => {
    const word = (key: string, fallback: string) => (key in en ? t(key as "channel.phone") : fallback);
    return {
      channelName: (channel: string | null) =>
        channel === null ? t("channel.none") : word(`channel.${channel}`, channel),
      outcomeName: (outcome: string) => word(`outcome.${outcome}`, outcome),
    };
  }, [t]);
}
