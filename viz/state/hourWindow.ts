/**
 * A brush over the hour-of-week matrix: days [dayFrom, dayTo) × hours [hourFrom, hourTo), Monday = 0.
 * `null` stands for the whole week wherever a window is optional.
 */
export interface HourWindow {
  readonly dayFrom: number;
  readonly dayTo: number;
  readonly hourFrom: number;
  readonly hourTo: number;
}

export const DAYS = 7;
export const HOURS = 24;
export const WEEK_HOURS = DAYS * HOURS;

/** A square of the matrix. */
export interface HourSquare {
  readonly day: number;
  readonly hour: number;
}

/** The window that two opposite corners span, both inclusive. */
export function spanWindow(a: HourSquare, b: HourSquare): HourWindow {
  return {
    dayFrom: Math.min(a.day, b.day),
    dayTo: Math.max(a.day, b.day) + 1,
    hourFrom: Math.min(a.hour, b.hour),
    hourTo: Math.max(a.hour, b.hour) + 1,
  };
}

/** The window moved by whole days and hours; it stops at the edges of the week and keeps its size. */
export function moveWindow(window: HourWindow, days: number, hours: number): HourWindow {
  const day = clamp(days, -window.dayFrom, DAYS - window.dayTo);
  const hour = clamp(hours, -window.hourFrom, HOURS - window.hourTo);
  return {
    dayFrom: window.dayFrom + day,
    dayTo: window.dayTo + day,
    hourFrom: window.hourFrom + hour,
    hourTo: window.hourTo + hour,
  };
}

/** The window with its last day and last hour moved; it keeps at least one square. */
export function resizeWindow(window: HourWindow, days: number, hours: number): HourWindow {
  return {
    ...window,
    dayTo: clamp(window.dayTo + days, window.dayFrom + 1, DAYS),
    hourTo: clamp(window.hourTo + hours, window.hourFrom + 1, HOURS),
  };
}

/**
 * The next step of play: an hour on; past midnight to the first hours of the next days; past Sunday to Monday.
 * A window of whole days moves by a day, a window over all days goes round the clock.
 */
export function nextWindow(window: HourWindow): HourWindow {
  const width = window.hourTo - window.hourFrom;
  if (width < HOURS && window.hourTo < HOURS) return moveWindow(window, 0, 1);
  const morning = { ...window, hourFrom: 0, hourTo: width };
  if (window.dayTo < DAYS) return moveWindow(morning, 1, 0);
  return { ...morning, dayFrom: 0, dayTo: window.dayTo - window.dayFrom };
}

/** The window's days from midnight to midnight: what a window means to a signal that has days alone. */
export function wholeDays(window: HourWindow): HourWindow {
  return { ...window, hourFrom: 0, hourTo: HOURS };
}

/** 1 for each hour of the week inside the window. Length 168. */
export function windowMask(window: HourWindow | null): Uint8Array {
  const mask = new Uint8Array(WEEK_HOURS);
  if (!window) return mask.fill(1);
  for (let day = window.dayFrom; day < window.dayTo; day++) {
    mask.fill(1, day * HOURS + window.hourFrom, day * HOURS + window.hourTo);
  }
  return mask;
}

/** Size of the window in days and in hours. */
export function windowSize(window: HourWindow | null): { days: number; hours: number } {
  if (!window) return { days: DAYS, hours: WEEK_HOURS };
  const days = window.dayTo - window.dayFrom;
  return { days, hours: days * (window.hourTo - window.hourFrom) };
}

/** `0-5x9-18` for Monday to Friday, 09:00 to 18:00: the form in the address. */
export function writeHourWindow(window: HourWindow): string {
  return `${window.dayFrom}-${window.dayTo}x${window.hourFrom}-${window.hourTo}`;
}

/** Reads `writeHourWindow`'s form; null for anything that is not a window. */
export function readHourWindow(text: string | null): HourWindow | null {
  const match = /^(\d)-(\d)x(\d{1,2})-(\d{1,2})$/.exec(text ?? "");
  if (!match) return null;
  const [dayFrom, dayTo, hourFrom, hourTo] = match.slice(1).map(Number) as [number, number, number, number];
  const inside = dayFrom < dayTo && dayTo <= DAYS && hourFrom < hourTo && hourTo <= HOURS;
  return inside ? { dayFrom, dayTo, hourFrom, hourTo } : null;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
