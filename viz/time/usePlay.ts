import { useEffect, useState } from "react";
import { type HourWindow, nextWindow, wholeDays } from "../state/hourWindow.ts";
import { changeView, currentView, useView } from "../state/view.ts";

/** Steps a second. */
export const SPEEDS = [2, 4, 8] as const;
export type Speed = (typeof SPEEDS)[number];

/**
 * Play: the window walks through the week, round and round. Without a window it starts with a single morning
 * hour of Monday, or with Monday where the signal has no hours.
 */
export function usePlay(byDay: boolean) {
  const { screen } = useView();
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(4);
  // Behind another view nothing moves unseen.
  if (playing && screen !== "map") setPlaying(false);
  useEffect(() => {
    if (!playing) return;
    const timer = window.setInterval(() => {
      const { hours } = currentView();
      changeView({
        hours: hours ? nextWindow(byDay ? wholeDays(hours) : hours) : firstWindow(byDay),
      });
    }, 1000 / speed);
    return () => window.clearInterval(timer);
  }, [playing, speed, byDay]);

  const toggle = () => {
    if (!playing) changeView({ hours: currentView().hours ?? firstWindow(byDay) });
    setPlaying(!playing);
  };
  return { playing, toggle, stop: () => setPlaying(false), speed, setSpeed };
}

function firstWindow(byDay: boolean): HourWindow {
  return byDay
    ? { dayFrom: 0, dayTo: 1, hourFrom: 0, hourTo: 24 }
    : { dayFrom: 0, dayTo: 1, hourFrom: 8, hourTo: 9 };
}
