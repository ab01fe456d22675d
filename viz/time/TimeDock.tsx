import "./time.css";
import { SegmentedControl } from "@mantine/core";
import { useMemo } from "react";
import type { MarketInfo } from "../../app/api/schema.ts";
import type { Activity, Cells } from "../api/columns.ts";
import { useWords } from "../i18n/useWords.ts";
import { weekProfile } from "../map/activityWindow.ts";
import { describeWindow } from "../map/describe.ts";
import type { WeekSignal } from "../map/heat.ts";
import { Failure } from "../parts/Failure.tsx";
import { lazyPart } from "../parts/lazyPart.ts";
import { Part } from "../parts/Part.tsx";
import { insideCell, insideTerritory } from "../state/selection.ts";
import { changeView, useView } from "../state/view.ts";
import { Icon } from "../theme/icons.tsx";
import type { Scheme } from "../theme/palette.ts";
import { DayBars } from "./DayBars.tsx";
import { HourMatrix } from "./HourMatrix.tsx";
import { SPEEDS, type Speed, usePlay } from "./usePlay.ts";

const WeeksStrip = lazyPart(() => import("./WeeksStrip.tsx"));

interface Props {
  market: MarketInfo;
  /** Null while they are not known; the weeks do not wait for them. */
  cells: Cells | null;
  signal: WeekSignal;
  scheme: Scheme;
}

/** Time at the bottom: the week on the left, the whole record and what comes after it on the right. */
export default function TimeDock({ market, cells, signal, scheme }: Props) {
  const { t } = useWords();
  const play = usePlay(signal.byDay);
  return (
    <section className="dock surface" aria-label={t("time.label")}>
      {cells && signal.columns ? (
        <WeekControl
          market={market}
          cells={cells}
          activity={signal.columns}
          signal={signal}
          play={play}
          scheme={scheme}
        />
      ) : signal.error ? (
        <Failure error={signal.error} title={t("time.failed")} retry={signal.retry} />
      ) : (
        <p className="small dock-none">
          {signal.metric === null && market.activity === null && t("time.noActivity")}
        </p>
      )}
      <Part>
        <WeeksStrip market={market} scheme={scheme} />
      </Part>
    </section>
  );
}

interface WeekProps extends Omit<Props, "cells"> {
  cells: Cells;
  activity: Activity;
  play: ReturnType<typeof usePlay>;
}

function WeekControl({ market, cells, activity, signal, play, scheme }: WeekProps) {
  const { t, language } = useWords();
  const { territory, cell } = useView();
  const { byDay, window: hours, layer: ramp } = signal;
  const profile = useMemo(() => {
    const row = cell === null ? undefined : cells.rowOf.get(cell);
    const inside = row === undefined ? insideTerritory(market, cells, territory) : insideCell(cells, row);
    return weekProfile(activity, inside);
  }, [market, cells, activity, territory, cell]);
  const description = describeWindow(hours, t, language);
  const shared = { profile, window: hours, description, onPlay: play.toggle, onTake: play.stop };
  return (
    <div className="week">
      <div className="dock-head">
        <h2>{t(byDay ? "time.days" : "time.hours")}</h2>
        <output className="small window-words" aria-live={play.playing ? "off" : "polite"}>
          {description}
        </output>
        {hours && (
          <button
            type="button"
            className="icon-button clear-button"
            aria-label={t("time.clearHint")}
            title={t("time.clearHint")}
            onClick={() => {
              play.stop();
              changeView({ hours: null });
            }}
          >
            <Icon name="close" size={14} />
          </button>
        )}
        <PlayControls play={play} />
      </div>
      {byDay ? <DayBars {...shared} /> : <HourMatrix {...shared} ramp={ramp} scheme={scheme} />}
      {byDay && <p className="small">{t("time.dayOnly")}</p>}
    </div>
  );
}

function PlayControls({ play }: { play: ReturnType<typeof usePlay> }) {
  const { t } = useWords();
  return (
    <span className="play">
      <SegmentedControl
        size="xs"
        aria-label={t("time.speed")}
        value={String(play.speed)}
        data={SPEEDS.map((speed, k) => ({ value: String(speed), label: `${2 ** k}×` }))}
        onChange={value => play.setSpeed(Number(value) as Speed)}
      />
      <button
        type="button"
        className="play-button"
        aria-label={t(play.playing ? "time.pause" : "time.play")}
        title={t("time.playHint")}
        onClick={play.toggle}
      >
        <Icon name={play.playing ? "pause" : "play"} size={16} />
      </button>
    </span>
  );
}
