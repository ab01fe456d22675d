import type { CSSProperties } from "react";
import type { MarketInfo } from "../../app/api/schema.ts";
import { moneyInterval, shortMoney } from "../../core/figures.ts";
import { formatCount, formatCountEstimate, formatShareEstimate } from "../format/number.ts";
import { useWords } from "../i18n/useWords.ts";
import type { Figures, Interval } from "./litAndDark.ts";

interface Props {
  market: MarketInfo;
  figures: Figures;
}

/** Accounts and amounts as bars of what is lit and what is dark, each part with its figure. */
export function FigureBars({ market, figures }: Props) {
  const { t, language } = useWords();
  const { known, own, rivals, dark, unaware, darkAmount, darkOwn, market: all, untappedShare } = figures;
  const amount = (value: number) => shortMoney(value, market.currency, language);
  const interval = (value: Interval) => moneyInterval(value, market.currency, language);
  const count = (value: Interval) => formatCountEstimate(value, language);
  return (
    <>
      <Bar lit={[{ className: "bar-known", size: known }]} dark={dark} />
      <dl className="bar-key">
        <Part name={t("dark.known")} className="bar-known" value={formatCount(known, language)} />
        <Part name={t("dark.accounts")} className="bar-dark" value={count(dark)} />
        {unaware && <Part name={t("dark.unaware")} value={count(unaware)} />}
      </dl>
      {darkAmount && all && (
        <>
          <p className="bar-title">
            <span className="small">{t("dark.market", { span: t(`span.${market.period}`) })}</span>
            <span className="figure">{interval(all)}</span>
          </p>
          <Bar
            lit={[
              { className: "bar-own", size: own },
              { className: "bar-rivals", size: rivals ?? 0 },
            ]}
            dark={darkAmount}
          />
          <dl className="bar-key">
            <Part name={t("dark.own")} className="bar-own" value={amount(own)} />
            {rivals !== null && (
              <Part name={t("dark.rivals")} className="bar-rivals" value={amount(rivals)} />
            )}
            <Part name={t("dark.amount")} className="bar-dark" value={interval(darkAmount)} />
            {darkOwn && <Part name={t("dark.ownAmount")} value={interval(darkOwn)} />}
            {untappedShare && (
              <Part name={t("dark.untapped")} value={formatShareEstimate(untappedShare, language)} />
            )}
          </dl>
        </>
      )}
    </>
  );
}

interface BarProps {
  lit: readonly { className: string; size: number }[];
  dark: Interval;
}

/** Lit parts, then the dark one: full as far as it is sure to reach, fading out to where it may end. */
function Bar({ lit, dark }: BarProps) {
  const sum = lit.reduce((total, { size }) => total + Math.max(size, 0), 0);
  const end = Math.max(sum + dark.p95, Number.MIN_VALUE);
  const sure = dark.p95 > 0 ? (100 * dark.p05) / dark.p95 : 0;
  return (
    <div className="lit-bar" aria-hidden="true">
      {lit.map(({ className, size }) => (
        <span
          key={className}
          className={className}
          style={{ width: `${(100 * Math.max(size, 0)) / end}%` }}
        />
      ))}
      <span
        className="bar-dark"
        style={{ width: `${(100 * dark.p95) / end}%`, "--sure": `${sure}%` } as CSSProperties}
      />
    </div>
  );
}

function Part({ name, value, className = "" }: { name: string; value: string; className?: string }) {
  return (
    <div>
      <dt className={`small ${className}`}>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
