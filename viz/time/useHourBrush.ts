import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import {
  type HourSquare,
  type HourWindow,
  moveWindow,
  resizeWindow,
  spanWindow,
  wholeDays,
} from "../state/hourWindow.ts";
import { changeView } from "../state/view.ts";

interface Options {
  window: HourWindow | null;
  /** Only whole days can be chosen. */
  byDay: boolean;
  /** The square under a pointer position. */
  squareAt: (event: PointerEvent) => HourSquare;
  onPlay: () => void;
  /** A hand on the brush stops play. */
  onTake: () => void;
}

type Grip = { from: HourSquare; moved: HourWindow | null };

/** The brush of the hour-of-week matrix: draw a window, drag it, or work it from the keyboard. */
export function useHourBrush({ window, byDay, squareAt, onPlay, onTake }: Options) {
  const grip = useRef<Grip | null>(null);

  const choose = (next: HourWindow | null) => {
    changeView({ hours: next && byDay ? wholeDays(next) : next });
  };

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    onTake();
    event.currentTarget.setPointerCapture(event.pointerId);
    const square = squareAt(event);
    const inside = window !== null && contains(window, square);
    grip.current = { from: square, moved: inside ? window : null };
    if (!inside) choose(spanWindow(square, square));
  };

  const onPointerMove = (event: PointerEvent) => {
    if (!grip.current) return;
    const { from, moved } = grip.current;
    const square = squareAt(event);
    choose(
      moved ? moveWindow(moved, square.day - from.day, square.hour - from.hour) : spanWindow(from, square),
    );
  };

  const onPointerUp = () => {
    grip.current = null;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = ARROWS[event.key];
    if (step) {
      onTake();
      const start = window ?? spanWindow({ day: 0, hour: 9 }, { day: 4, hour: 17 });
      const change = event.shiftKey ? resizeWindow : moveWindow;
      // Bars of days stand side by side: there, left and right move by days.
      choose(window ? (byDay ? change(start, step[0] + step[1], 0) : change(start, ...step)) : start);
    } else if (event.key === " ") onPlay();
    else if (event.key === "Escape") {
      onTake();
      choose(null);
    } else return;
    event.preventDefault();
  };

  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp, onKeyDown, choose };
}

/** Arrow keys as [days, hours]: in the matrix, days run down and hours run to the right. */
const ARROWS: Record<string, readonly [number, number] | undefined> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function contains(window: HourWindow, { day, hour }: HourSquare): boolean {
  return day >= window.dayFrom && day < window.dayTo && hour >= window.hourFrom && hour < window.hourTo;
}
