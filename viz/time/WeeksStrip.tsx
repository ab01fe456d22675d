import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useRef } from "react";
import type { ForecastRow, MarketInfo } from "../../app/api/schema.ts";
import { useForecast } from "../api/client.ts";
import { usePlot } from "../charts/usePlot.ts";
import { formatDay } from "../format/date.ts";
import { useWords } from "../i18n/useWords.ts";
import { Failure } from "../parts/Failure.tsx";
import { changeView, useView } from "../state/view.ts";
import { CHART_INK, type Scheme } from "../theme/palette.ts";
import { drawStrip, STRIP } from "./stripPlot.ts";

interface Props {
  market: MarketInfo;
  scheme: Scheme;
}

/** The whole series in small. A range dragged on it is what the forecast chart shows. */
export default function WeeksStrip({ market, scheme }: Props) {
  const { t, language } = useWords();
  const { territory, periods } = useView();
  const known = market.territories.some(({ id }) => id === territory);
  const forecast = useForecast(market.id, known ? territory : null, market.brands[0]!);
  return (
    <div className="weeks">
      <div className="dock-head">
        <h2>{t(market.period === "week" ? "time.weeks" : "time.months")}</h2>
        <output className="small window-words">
          {periods
            ? `${formatDay(periods[0], language)} – ${formatDay(periods[1], language)}`
            : t("time.stripHint")}
        </output>
        {periods && (
          <button type="button" className="link" onClick={() => changeView({ periods: null })}>
            {t("time.reset")}
          </button>
        )}
      </div>
      {forecast.isError && (
        <Failure error={forecast.error} title={t("fan.failed")} retry={() => forecast.refetch()} />
      )}
      {forecast.data && forecast.data.length > 1 && (
        <Strip market={market} rows={forecast.data} scheme={scheme} />
      )}
    </div>
  );
}

/** Fewest periods in a range. */
const NARROWEST = 4;

function Strip({ market, rows, scheme }: Props & { rows: readonly ForecastRow[] }) {
  const { t, language } = useWords();
  const { periods } = useView();
  const box = useRef<HTMLDivElement>(null);
  const anchor = useRef<number | null>(null);
  const draw = useCallback(
    (width: number) =>
      drawStrip(rows, { width, ink: CHART_INK[scheme], currency: market.currency, language }),
    [rows, scheme, market.currency, language],
  );
  usePlot(box, draw);
  const last = rows.length - 1;
  const range = useMemo(() => rangeOf(rows, periods), [rows, periods]);

  const choose = (from: number, to: number) => {
    const first = Math.max(0, Math.min(from, to, last - NARROWEST));
    const end = Math.min(last, Math.max(from, to, first + NARROWEST));
    changeView({ periods: [rows[first]!.period, rows[end]!.period] });
  };
  const indexAt = (event: PointerEvent) => {
    const area = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - area.left - STRIP.left) / (area.width - STRIP.left - STRIP.right);
    return Math.round(Math.min(Math.max(share, 0), 1) * last);
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    anchor.current = indexAt(event);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (anchor.current !== null) choose(anchor.current, indexAt(event));
  };
  const onPointerUp = () => {
    anchor.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -NARROWEST, ArrowRight: NARROWEST }[event.key];
    if (event.key === "Escape") changeView({ periods: null });
    else if (!step) return;
    else {
      const [from, to] = range ?? [Math.max(0, last - 156), last];
      // At an edge the range stops rather than shrinks.
      const moved = event.shiftKey ? 0 : Math.min(Math.max(step, -from), last - to);
      choose(from + moved, Math.max(from + NARROWEST, to + (event.shiftKey ? step : moved)));
    }
    event.preventDefault();
  };
  return (
    <div
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the brush is worked from the keyboard
      tabIndex={0}
      className="strip"
      aria-label={t("time.strip")}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
    >
      <div ref={box} className="strip-chart" aria-hidden="true" />
      {range && (
        <div
          className="strip-range"
          style={{
            left: `calc(${STRIP.left}px + (100% - ${STRIP.left + STRIP.right}px) * ${range[0] / last})`,
            right: `calc(${STRIP.right}px + (100% - ${STRIP.left + STRIP.right}px) * ${1 - range[1] / last})`,
          }}
        />
      )}
    </div>
  );
}

/** The range as row numbers; null without a range or where it lies outside this series. */
function rangeOf(
  rows: readonly ForecastRow[],
  periods: readonly [string, string] | null,
): readonly [number, number] | null {
  if (!periods) return null;
  const from = rows.findIndex(row => row.period >= periods[0]);
  const to = rows.findLastIndex(row => row.period <= periods[1]);
  return from >= 0 && to > from ? [from, to] : null;
}
