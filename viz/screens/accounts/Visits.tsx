import { useCallback, useRef } from "react";
import type { AccountDetail } from "../../../app/api/accounts.ts";
import { usePlot } from "../../charts/usePlot.ts";
import { formatDay } from "../../format/date.ts";
import { useWords } from "../../i18n/useWords.ts";
import { CHART_INK, type Scheme } from "../../theme/palette.ts";
import { useContactWords } from "./useContactWords.ts";
import { drawVisits } from "./visitPlot.ts";

interface Props {
  account: AccountDetail;
  scheme: Scheme;
  first: Date;
  last: Date;
}

/** Contacts by channel, on the time axis of the purchases. */
export function Visits({ account, scheme, first, last }: Props) {
  const { t, language } = useWords();
  const { channelName, outcomeName } = useContactWords();
  const box = useRef<HTMLDivElement>(null);
  const { visits } = account;
  const name = account.name ?? account.account_id;
  const draw = useCallback(
    (width: number) =>
      drawVisits(visits.latest, {
        width,
        ink: CHART_INK[scheme],
        language,
        label: t("account.visits.label", { name }),
        domain: [first, last],
        channels: visits.by_channel.map(({ channel }) => channel),
        channelName,
        tip: ({ at, channel, outcome, rep_id }) => {
          const day = formatDay(at.slice(0, 10), language);
          const time = at.length > 10 ? ` ${at.slice(11)}` : "";
          return [`${day}${time}`, channelName(channel), outcome && outcomeName(outcome), rep_id]
            .filter(Boolean)
            .join("\n");
        },
      }),
    [visits, scheme, language, t, name, first, last, channelName, outcomeName],
  );
  usePlot(box, draw);
  return <div ref={box} className="account-chart" data-testid="account-visits" />;
}
