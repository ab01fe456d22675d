import { weekday } from "../../core/period.ts";
import { CHANNELS } from "../../data/config/vocabulary.ts";
import type { Market, PreferenceColumns } from "../../data/market/market.ts";
import type { Windows } from "./problem.ts";

const DAY = 1440;
const FACE_TO_FACE = CHANNELS.indexOf("face_to_face");

/**
 * When accounts take visits, by account of the market and day (since 1970-01-01), in minutes since midnight: inside a window
 * that they name (all day where they name none), and in none that they close; of the rows that are valid on that day.
 */
export function visitWindows({
  preferences,
}: Pick<Market, "preferences">): (account: number, day: number) => Windows {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < preferences.count; row++) {
    if (preferences.channel[row] !== FACE_TO_FACE) continue;
    const account = preferences.account[row]!;
    rows.set(account, [...(rows.get(account) ?? []), row]);
  }
  return (account, day) => {
    const valid = (rows.get(account) ?? []).filter(row => isValid(preferences, row, day));
    const welcome = valid.filter(row => preferences.allowed[row] === 1);
    const open = welcome.length === 0 ? [0, DAY] : union(spansOn(preferences, welcome, day));
    const closed = valid.filter(row => preferences.allowed[row] === 0);
    return less(open, union(spansOn(preferences, closed, day)));
  };
}

function isValid({ validFrom, validTo }: PreferenceColumns, row: number, day: number): boolean {
  return !(validFrom[row]! > day) && !(validTo[row]! < day);
}

type Span = readonly [from: number, to: number];

function spansOn(
  { days, fromHour, toHour }: PreferenceColumns,
  rows: readonly number[],
  day: number,
): Span[] {
  const today = rows.filter(row => days[row]! & (1 << weekday(day)));
  return today.map(row => [60 * fromHour[row]!, 60 * toHour[row]!]);
}

function union(spans: readonly Span[]): number[] {
  const windows: number[] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    if (windows.length > 0 && from <= windows.at(-1)!)
      windows[windows.length - 1] = Math.max(windows.at(-1)!, to);
    else if (to > from) windows.push(from, to);
  }
  return windows;
}

/** The open windows without what is closed. */
function less(open: readonly number[], closed: readonly number[]): Windows {
  let left = open;
  for (let c = 0; c < closed.length; c += 2) {
    const [from, to] = [closed[c]!, closed[c + 1]!];
    const kept: number[] = [];
    for (let w = 0; w < left.length; w += 2) {
      if (left[w]! < Math.min(from, left[w + 1]!)) kept.push(left[w]!, Math.min(from, left[w + 1]!));
      if (Math.max(to, left[w]!) < left[w + 1]!) kept.push(Math.max(to, left[w]!), left[w + 1]!);
    }
    left = kept;
  }
  return left;
}
