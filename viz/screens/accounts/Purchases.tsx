import { useCallback, useMemo, useRef } from "react";
import type { AccountDetail } from "../../../app/api/accounts.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { usePlot } from "../../charts/usePlot.ts";
import { formatCount } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { CHART_INK, type Scheme } from "../../theme/palette.ts";
import { type Bar, type Bin, historyBars } from "./history.ts";
import { drawHistory } from "./historyPlot.ts";
import { Visits } from "./Visits.tsx";

interface Props {
  market: MarketInfo;
  account: AccountDetail;
  scheme: Scheme;
}

/** Purchases and contacts on one time axis: did the one follow the other? */
export function Purchases({ market, account, scheme }: Props) {
  const { t, language } = useWords();
  const { bin, bars } = useMemo(
    () => historyBars(account.history, market.period),
    [account.history, market.period],
  );
  const bought = bars.some(bar => bar.own !== 0 || (bar.rivals ?? 0) !== 0);
  const first = bars[0]?.start;
  const last = bars.at(-1)?.end;
  const { visits } = account;
  return (
    <section className="card surface">
      <h2>
        {t("account.history")}
        <span className="hint">{t(`account.history.${bin}`, { currency: market.currency })}</span>
      </h2>
      <p className="account-key small">
        <span className="key-own">{t("account.history.own")}</span>
        {account.history.rivals ? (
          <span className="key-rival">{t("account.history.rivals")}</span>
        ) : (
          t("account.history.noRivals")
        )}
      </p>
      {bought ? (
        <Chart market={market} account={account} scheme={scheme} bars={bars} bin={bin} />
      ) : (
        <p>{t("account.history.none")}</p>
      )}
      <h3>
        {t("account.visits")}
        {visits.total > 0 && (
          <span className="hint">
            {t("account.visits.count", { count: visits.total, value: formatCount(visits.total, language) })}
            {visits.total > visits.latest.length &&
              `, ${t("account.visits.latest", { shown: visits.latest.length })}`}
          </span>
        )}
      </h3>
      {visits.total > 0 && first && last ? (
        <Visits account={account} scheme={scheme} first={first} last={last} />
      ) : (
        <p className="small">{t("account.visits.none")}</p>
      )}
    </section>
  );
}

function Chart({ market, account, scheme, bars, bin }: Props & { bars: readonly Bar[]; bin: Bin }) {
  const { t, language } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const name = account.name ?? account.account_id;
  const draw = useCallback(
    (width: number) =>
      drawHistory(bars, {
        width,
        ink: CHART_INK[scheme],
        currency: market.currency,
        language,
        label: t("account.history.label", { name }),
        bin,
        words: { own: t("account.history.own"), rivals: t("account.history.rivals") },
      }),
    [bars, bin, scheme, market.currency, language, t, name],
  );
  usePlot(box, draw);
  return <div ref={box} className="account-chart" data-testid="account-history" />;
}
