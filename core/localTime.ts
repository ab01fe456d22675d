import { DAY_MS } from "./period.ts";

const MINUTE_MS = 60_000;

/**
 * The instant at which a clock in a time zone shows `minutes` since midnight of a day (since 1970-01-01). Where clocks are put
 * forward and skip it: as much later as they were put; where they are put back and show it twice: the first time.
 * @param timezone IANA name
 */
export function instantAt(day: number, minutes: number, timezone: string): Date {
  const shown = day * DAY_MS + Math.round(minutes) * MINUTE_MS;
  const offsets = [shown - DAY_MS, shown + DAY_MS].map(near => offsetAt(near, timezone));
  const fits = offsets.map(offset => shown - offset).filter(at => at + offsetAt(at, timezone) === shown);
  return new Date(fits.length > 0 ? Math.min(...fits) : shown - offsets[0]!);
}

/** Milliseconds that clocks of a zone are ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find(p => p.type === type)!.value);
  const shown = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}
