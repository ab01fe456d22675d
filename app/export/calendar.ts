import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import ical from "ical-generator";

/** One appointment. */
export interface Appointment {
  /** What makes it the same one in a file that is written again. */
  readonly key: readonly string[];
  readonly start: Date;
  readonly end: Date;
  readonly title: string;
  readonly text: string;
  readonly lat: number;
  readonly lon: number;
}

export interface CalendarFile {
  readonly name: string;
  /** IANA zone that a reader is shown times in; they are written as instants of UTC, which no reader can take for another. */
  readonly timezone: string;
  /** When the appointments were made, for all of them: not the time of writing, so that the same tours give the same bytes. */
  readonly made: Date;
  readonly appointments: readonly Appointment[];
}

/** Writes appointments as iCalendar (RFC 5545). */
export async function writeCalendar(calendar: CalendarFile, file: string): Promise<void> {
  const { name, timezone, made, appointments } = calendar;
  const out = ical({ name: plain(name), prodId: { company: "penumbra", product: "routes" } });
  out.x("X-WR-TIMEZONE", timezone);
  for (const { key, start, end, title, text, lat, lon } of appointments)
    out.createEvent({
      id: `${createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 32)}@penumbra`,
      stamp: made,
      start,
      end,
      summary: plain(title),
      description: plain(text),
      location: { title: plain(title), geo: { lat, lon } },
    });
  await writeFile(file, out.toString());
}

/** Without what RFC 5545 has no way to write: control characters but line ends. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "");
}
