import { type PointerEvent, useRef } from "react";
import { weekdayNames } from "../format/date.ts";
import { useWords } from "../i18n/useWords.ts";
import { DAYS, HOURS, type HourWindow } from "../state/hourWindow.ts";
import { useHourBrush } from "./useHourBrush.ts";

interface Props {
  /** Activity of each hour of the week; each day's is in its first hour. Length 168. */
  profile: Float64Array;
  window: HourWindow | null;
  description: string;
  onPlay: () => void;
  onTake: () => void;
}

const STEP = 56;
const TALL = 84;
const WIDTH = DAYS * STEP;
const HEIGHT = TALL + 20;

/** The week as seven bars, for signals that have dates without hours. */
export function DayBars({ profile, window, description, onPlay, onTake }: Props) {
  const { t, language } = useWords();
  const svg = useRef<SVGSVGElement>(null);
  const squareAt = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect();
    const day = Math.floor(((event.clientX - box.left) * DAYS) / box.width);
    return { day: Math.min(Math.max(day, 0), DAYS - 1), hour: 0 };
  };
  const {
    choose: _,
    onKeyDown,
    ...handlers
  } = useHourBrush({ window, byDay: true, squareAt, onPlay, onTake });
  const days = Array.from({ length: DAYS }, (_, day) =>
    profile.subarray(day * HOURS, (day + 1) * HOURS).reduce((sum, value) => sum + value, 0),
  );
  const most = Math.max(...days, Number.MIN_VALUE);
  return (
    <div
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the brush is worked from the keyboard
      tabIndex={0}
      className="matrix-box"
      aria-label={`${t("time.bars")} ${description}`}
      onKeyDown={onKeyDown}
    >
      <svg
        ref={svg}
        aria-hidden="true"
        className="matrix"
        width={WIDTH}
        height={HEIGHT}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      >
        <g className="matrix-grid" data-testid="hour-matrix" {...handlers}>
          <rect width={WIDTH} height={HEIGHT} fill="transparent" />
          {weekdayNames(language, "short").map((name, day) => {
            const on = !window || (day >= window.dayFrom && day < window.dayTo);
            const height = Math.max(2, (TALL * days[day]!) / most);
            return (
              <g key={name} opacity={on ? 1 : 0.35}>
                <rect
                  className="bar"
                  x={day * STEP + 3}
                  y={TALL - height}
                  width={STEP - 6}
                  height={height}
                  rx={3}
                />
                <text x={day * STEP + STEP / 2} y={HEIGHT - 5} textAnchor="middle" className="matrix-name on">
                  {name}
                </text>
              </g>
            );
          })}
          {window && (
            <rect
              className="matrix-brush"
              data-testid="hour-brush"
              x={window.dayFrom * STEP + 0.75}
              y={0.75}
              width={(window.dayTo - window.dayFrom) * STEP - 1.5}
              height={HEIGHT - 1.5}
              rx={4}
            />
          )}
        </g>
      </svg>
    </div>
  );
}
