import { useCallback } from "react";
import type { AccountDetail } from "../../../app/api/accounts.ts";
import { percent } from "../../../core/figures.ts";
import { formatClock } from "../../format/date.ts";
import { formatCount, formatPoints, formatUnit } from "../../format/number.ts";
import { named } from "../../i18n/Sentence.tsx";
import { useWords } from "../../i18n/useWords.ts";

type Reason = NonNullable<AccountDetail["next_best_contact"]>["reasons"][number];

/** Tells why a contact is proposed, in a sentence. */
export function useReasons(): (reason: Reason) => string {
  const { t, language } = useWords();
  return useCallback(
    ({ key, params }: Reason) => {
      const number = (name: string) => Number(params[name] ?? 0);
      return t(`contact.${key}`, {
        from: formatClock(number("from")),
        to: formatClock(number("to")),
        hits: formatCount(number("hits"), language),
        contacts: formatCount(number("contacts"), language),
        times: formatPoints(number("times"), language),
        type: named(String(params.type ?? "")),
        share: percent(number("share"), language, 0),
        affinity: formatUnit(number("affinity"), language),
        mean: formatUnit(number("mean"), language),
      });
    },
    [t, language],
  );
}
