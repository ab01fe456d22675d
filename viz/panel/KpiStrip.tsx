import type { ReactNode } from "react";
import type { Kpis, MarketInfo } from "../../app/api/schema.ts";
import { FORECAST_SCOPE, KPI_SCOPES, SCOPE_WORDS } from "../../app/api/scopes.ts";
import type { TerritoryProperties } from "../../app/api/territories.ts";
import { moneyInterval, percent, shortMoney } from "../../core/figures.ts";
import { useForecast, useKpis, useTerritories } from "../api/client.ts";
import { formatChange, formatCount, type Language } from "../format/number.ts";
import { useWords } from "../i18n/useWords.ts";
import { Failure, Placeholder } from "../parts/Failure.tsx";
import { territoryFigures } from "./litAndDark.ts";
import type { Territory } from "./MarketHeader.tsx";

interface Props {
  market: MarketInfo;
  territory: Territory | null;
}

/** The key figures of the market or of the chosen territory. */
export function KpiStrip({ market, territory }: Props) {
  return territory ? <TerritoryKpis market={market} territory={territory} /> : <MarketKpis market={market} />;
}

function MarketKpis({ market }: { market: MarketInfo }) {
  const { t, language } = useWords();
  const kpis = useKpis(market.id);
  if (kpis.isError) return <Failure error={kpis.error} retry={() => kpis.refetch()} />;
  if (!kpis.data) return <Placeholder height={196} />;
  const span = t(`span.${market.period}`);
  const { own_forecast_52w: forecast, own_amount_change: change } = kpis.data;
  const scope = (figure: keyof typeof KPI_SCOPES) => SCOPE_WORDS[KPI_SCOPES[figure]][language];
  return (
    <Strip
      hero={{
        label: t("kpi.own", { span }),
        value: shortMoney(kpis.data.own_amount_52w, market.currency, language),
        note: `${scope("own_amount_52w")} · ${
          change === null
            ? t("kpi.noChange")
            : t("kpi.change", { change: formatChange(change, language), span })
        }`,
      }}
      forecast={{
        label: t("kpi.forecast", { span }),
        value: moneyInterval(forecast, market.currency, language),
        note: `${scope("own_forecast_52w")} · ${t("kpi.runs", { runs: formatCount(kpis.data.forecast_runs, language) })}`,
      }}
      rest={kpis.data.dark ? [] : figures(kpis.data, market, t, language)}
    />
  );
}

function TerritoryKpis({ market, territory }: { market: MarketInfo; territory: Territory }) {
  const { t, language } = useWords();
  const territories = useTerritories(market.id, true);
  const forecast = useForecast(market.id, territory.id, market.brands[0]!);
  const row = territories.data?.features.find(
    ({ properties }) => properties.territory_id === territory.id,
  )?.properties;
  const failed = [territories, forecast].find(query => query.isError);
  if (failed?.error) return <Failure error={failed.error} retry={() => failed.refetch()} />;
  if (!row || !forecast.data) return <Placeholder height={196} />;
  const span = t(`span.${market.period}`);
  // Means add up over weeks; quantiles do not, so a territory's year is shown without an interval.
  const ahead = forecast.data.reduce((sum, { mean, actual }) => sum + (actual === null ? (mean ?? 0) : 0), 0);
  return (
    <Strip
      hero={{
        label: t("kpi.own", { span }),
        value: shortMoney(row.own_amount, market.currency, language),
        note: SCOPE_WORDS[KPI_SCOPES.own_amount_52w][language],
      }}
      forecast={{
        label: t("kpi.forecastMean", { span }),
        value: shortMoney(ahead, market.currency, language),
        note: SCOPE_WORDS[FORECAST_SCOPE][language],
      }}
      rest={territoryFigures(row) ? [] : figures(asKpis(row), market, t, language)}
    />
  );
}

type Shares = Pick<Kpis, "own_share_52w" | "market_amount_52w" | "known_accounts">;

function asKpis(row: TerritoryProperties): Shares {
  return {
    own_share_52w: row.own_share,
    market_amount_52w: row.market_amount,
    known_accounts: row.known_accounts,
  };
}

interface Figure {
  label: string;
  value: string;
  note?: string;
}

function figures(
  kpis: Shares,
  market: MarketInfo,
  t: ReturnType<typeof useWords>["t"],
  language: Language,
): Figure[] {
  const orNone = (value: number | null, format: (value: number) => string) =>
    value === null ? { value: "–", note: t("kpi.none") } : { value: format(value) };
  return [
    { label: t("kpi.share"), ...orNone(kpis.own_share_52w, share => percent(share, language)) },
    { label: t("kpi.accounts"), value: formatCount(kpis.known_accounts, language) },
    {
      label: t("kpi.market"),
      ...orNone(kpis.market_amount_52w, amount => shortMoney(amount, market.currency, language)),
    },
  ];
}

function Strip({ hero, forecast, rest }: { hero: Figure; forecast: Figure; rest: Figure[] }): ReactNode {
  const { t } = useWords();
  return (
    <dl className="kpis" aria-label={t("kpi.label")}>
      <KpiFigure {...hero} kind="hero" />
      <KpiFigure {...forecast} kind="wide" />
      {rest.map(figure => (
        <KpiFigure key={figure.label} {...figure} kind="plain" />
      ))}
    </dl>
  );
}

function KpiFigure({ label, value, note, kind }: Figure & { kind: "hero" | "wide" | "plain" }) {
  return (
    <div className={`kpi kpi-${kind}`}>
      <dt className="small">{label}</dt>
      <dd>
        <span className="kpi-value">{value}</span>
        {note && <span className="small">{note}</span>}
      </dd>
    </div>
  );
}
