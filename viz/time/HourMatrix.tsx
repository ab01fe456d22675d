import { type PointerEvent, useRef } from "react";
import { weekdayNames } from "../format/date.ts";
import { useWords } from "../i18n/useWords.ts";
import { DAYS, HOURS, type HourWindow } from "../state/hourWindow.ts";
import { RAMPS, type Scheme } from "../theme/palette.ts";
import { useHourBrush } from "./useHourBrush.ts";

interface Props {
  /** Activity of each hour of the week. Length 168. */
  profile: Float64Array;
  window: HourWindow | null;
  /** Whose colours it has. */
  ramp: "activity" | "heat";
  scheme: Scheme;
  description: string;
  onPlay: () => void;
  onTake: () => void;
}

const STEP_X = 15;
const STEP_Y = 15;
const LEFT = 34;
const TOP = 15;
const WIDTH = LEFT + HOURS * STEP_X + 1;
const HEIGHT = TOP + DAYS * STEP_Y + 1;

/** The week as a 7 × 24 heat matrix that is its own brush. */
export function HourMatrix({ profile, window, ramp, scheme, description, onPlay, onTake }: Props) {
  const { t, language } = useWords();
  const svg = useRef<SVGSVGElement>(null);
  const squareAt = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect();
    const x = ((event.clientX - box.left) * WIDTH) / box.width;
    const y = ((event.clientY - box.top) * HEIGHT) / box.height;
    return { day: clampFloor((y - TOP) / STEP_Y, DAYS), hour: clampFloor((x - LEFT) / STEP_X, HOURS) };
  };
  const { choose, onKeyDown, ...handlers } = useHourBrush({ window, byDay: false, squareAt, onPlay, onTake });
  const names = weekdayNames(language, "short");
  return (
    <div
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the brush is worked from the keyboard
      tabIndex={0}
      className="matrix-box"
      aria-label={`${t("time.matrix")} ${description}`}
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
        {names.map((name, day) => (
          <DayName
            key={name}
            name={name}
            y={TOP + day * STEP_Y + 11}
            on={!window || (day >= window.dayFrom && day < window.dayTo)}
            onClick={() => {
              onTake();
              choose({ dayFrom: day, dayTo: day + 1, hourFrom: 0, hourTo: HOURS });
            }}
          />
        ))}
        {[0, 3, 6, 9, 12, 15, 18, 21].map(hour => (
          <text key={hour} x={LEFT + hour * STEP_X} y={9} className="matrix-name">
            {String(hour).padStart(2, "0")}
          </text>
        ))}
        <g className="matrix-grid" data-testid="hour-matrix" {...handlers}>
          <rect x={LEFT} y={TOP} width={HOURS * STEP_X} height={DAYS * STEP_Y} fill="transparent" />
          <Squares profile={profile} window={window} ramp={ramp} scheme={scheme} />
          {window && (
            <rect
              className="matrix-brush"
              data-testid="hour-brush"
              x={LEFT + window.hourFrom * STEP_X - 0.5}
              y={TOP + window.dayFrom * STEP_Y - 0.5}
              width={(window.hourTo - window.hourFrom) * STEP_X}
              height={(window.dayTo - window.dayFrom) * STEP_Y}
              rx={3}
            />
          )}
        </g>
      </svg>
    </div>
  );
}

function Squares({ profile, window, ramp, scheme }: Pick<Props, "profile" | "window" | "ramp" | "scheme">) {
  const steps = RAMPS[scheme][ramp];
  const most = profile.reduce((top, value) => Math.max(top, value), 0);
  return Array.from(profile, (value, hourOfWeek) => {
    const day = Math.floor(hourOfWeek / HOURS);
    const hour = hourOfWeek % HOURS;
    const on =
      !window ||
      (day >= window.dayFrom && day < window.dayTo && hour >= window.hourFrom && hour < window.hourTo);
    // Square root: quiet hours stay apart from silent ones.
    const level = most > 0 ? Math.sqrt(value / most) : 0;
    return (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: the index is the hour of the week
        key={hourOfWeek}
        x={LEFT + hour * STEP_X}
        y={TOP + day * STEP_Y}
        width={STEP_X - 1}
        height={STEP_Y - 1}
        rx={2}
        fill={steps[Math.min(steps.length - 1, Math.floor(level * steps.length))]}
        opacity={on ? 1 : 0.35}
      />
    );
  });
}

interface DayProps {
  name: string;
  y: number;
  on: boolean;
  onClick: () => void;
}

/** A day's name chooses the day for the pointer; the keyboard reaches the same through the brush. */
function DayName({ name, y, on, onClick }: DayProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <text
      x={0}
      y={y}
      className={on ? "matrix-name matrix-day on" : "matrix-name matrix-day"}
      onClick={onClick}
    >
      {name}
    </text>
  );
}

function clampFloor(value: number, size: number): number {
  return Math.min(Math.max(Math.floor(value), 0), size - 1);
}
