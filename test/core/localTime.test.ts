import { expect, it } from "vitest";
import { instantAt } from "../../core/localTime.ts";
import { dayNumber } from "../../core/period.ts";

it.each([
  ["2024-01-15", 545, "Europe/Istanbul", "2024-01-15T06:05:00.000Z"],
  ["2024-07-15", 545, "America/Chicago", "2024-07-15T14:05:00.000Z"],
  ["2024-01-15", 545, "America/Chicago", "2024-01-15T15:05:00.000Z"],
  ["2024-01-15", 0, "Pacific/Kiritimati", "2024-01-14T10:00:00.000Z"],
  ["2024-01-15", 600, "Asia/Kathmandu", "2024-01-15T04:15:00.000Z"],
  // Clocks skip 02:00 to 03:00, and show 01:00 to 02:00 twice.
  ["2024-03-10", 150, "America/Chicago", "2024-03-10T08:30:00.000Z"],
  ["2024-03-10", 240, "America/Chicago", "2024-03-10T09:00:00.000Z"],
  ["2024-11-03", 90, "America/Chicago", "2024-11-03T06:30:00.000Z"],
])("on %s, %i minutes after midnight in %s it is %s", (day, minutes, timezone, instant) => {
  expect(instantAt(dayNumber(day), minutes, timezone).toISOString()).toBe(instant);
});
