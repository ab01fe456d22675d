import { NativeSelect } from "@mantine/core";
import { type CSSProperties, useCallback, useMemo, useRef } from "react";
import type { ForecastRow, MarketInfo } from "../../app/api/schema.ts";
import { useForecast } from "../api/client.ts";
import { drawFan } from "../charts/fanPlot.ts";
import { usePlot } from "../charts/usePlot.ts";
import { useWords } from "../i18n/useWords.ts";
import { Failure, Placeholder } from "../parts/Failure.tsx";
import { changeView, useView } from "../state/view.ts";
import { CHART_INK, type Scheme } from "../theme/palette.ts";
import type { Territory } from "./MarketHeader.tsx";

interface Props {
  market: MarketInfo;
  territory: Territory | null;
  scheme: Scheme;
}

/** Periods of history shown before the forecast unless others are brushed: two years. */
const DEFAULT_HISTORY = { week: 104, month: 24 } as const;

/** History and forecast fan of one brand in the chosen scope. */
export default function ForecastFan({ market, territory, scheme }: Props) {
  const { t } = useWords();
  const view = useView();
  const brand = market.brands.find(name => name === view.brand) ?? market.brands[0]!;
  const forecast = useForecast(market.id, territory?.id ?? null, brand);
  const rows = useMemo(
    () => visibleRows(forecast.data ?? [], view.periods, DEFAULT_HISTORY[market.period]),
    [forecast.data, view.periods, market.period],
  );
  return (
    <section className="fan">
      <div className="fan-head">
        <h2>
          {t("fan.title")}
          <span className="small">
            {market.currency}, {t(`fan.${market.period}`)}
          </span>
        </h2>
        <NativeSelect
          size="xs"
          aria-label={t("fan.brand")}
          value={brand}
          onChange={event => changeView({ brand: event.currentTarget.value })}
        >
          {market.brands.map((name, k) => (
            <option key={name} value={name} translate="no">
              {k === 0 ? t("fan.own", { brand: name }) : name}
            </option>
          ))}
        </NativeSelect>
      </div>
      {forecast.isError ? (
        <Failure error={forecast.error} title={t("fan.failed")} retry={() => forecast.refetch()} />
      ) : forecast.isPending ? (
        <Placeholder height={164} />
      ) : rows.length === 0 ? (
        <p className="small">{t("fan.empty")}</p>
      ) : rows.every(({ actual, mean }) => actual === null && mean === null) ? (
        <p className="small">{t("fan.unknown")}</p>
      ) : (
        <FanChart market={market} territory={territory} brand={brand} rows={rows} scheme={scheme} />
      )}
    </section>
  );
}

interface ChartProps extends Props {
  brand: string;
  rows: readonly ForecastRow[];
}

function FanChart({ market, territory, brand, rows, scheme }: ChartProps) {
  const { t, language } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const ink = CHART_INK[scheme];
  const color = brand === market.brands[0] ? ink.own : ink.rival;
  const scope = territory?.name ?? t("panel.wholeMarket");
  const draw = useCallback(
    (width: number) =>
      drawFan(rows, {
        width,
        color,
        ink,
        currency: market.currency,
        language,
        label: t("fan.label", { brand, scope }),
        words: { actual: t("fan.actual"), median: t("fan.median") },
      }),
    [rows, color, ink, market.currency, language, t, brand, scope],
  );
  usePlot(box, draw);
  return (
    <>
      <p className="fan-key small">
        <span style={{ borderColor: ink.actual }}>{t("fan.actual")}</span>
        <span style={{ borderColor: color }}>{t("fan.median")}</span>
        <span className="fan-band" style={{ "--band": color } as CSSProperties}>
          {t("fan.bands")}
        </span>
      </p>
      <div ref={box} className="fan-chart" />
    </>
  );
}

function visibleRows(
  rows: readonly ForecastRow[],
  periods: readonly [string, string] | null,
  history: number,
): readonly ForecastRow[] {
  if (periods) return rows.filter(row => row.period >= periods[0] && row.period <= periods[1]);
  const ahead = rows.findIndex(row => row.actual === null);
  return rows.slice(Math.max(0, (ahead < 0 ? rows.length : ahead) - history));
}
