import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type HourWindow,
  moveWindow,
  nextWindow,
  readHourWindow,
  resizeWindow,
  spanWindow,
  windowMask,
  windowSize,
  writeHourWindow,
} from "../../viz/state/hourWindow.ts";

const square = fc.record({ day: fc.integer({ min: 0, max: 6 }), hour: fc.integer({ min: 0, max: 23 }) });
const anyWindow = fc.tuple(square, square).map(([a, b]) => spanWindow(a, b));

const size = (window: HourWindow) => [window.dayTo - window.dayFrom, window.hourTo - window.hourFrom];
const inside = (window: HourWindow) =>
  window.dayFrom >= 0 &&
  window.dayTo <= 7 &&
  window.hourFrom >= 0 &&
  window.hourTo <= 24 &&
  window.dayFrom < window.dayTo &&
  window.hourFrom < window.hourTo;

describe("a window of the week", () => {
  it("is the same after a trip through the address", () => {
    fc.assert(
      fc.property(anyWindow, window => {
        expect(readHourWindow(writeHourWindow(window))).toEqual(window);
      }),
    );
  });

  it("is not read from anything else", () => {
    for (const text of [null, "", "x", "0-8x0-24", "3-3x0-24", "0-5x9-25", "5-2x9-18"]) {
      expect(readHourWindow(text)).toBeNull();
    }
  });

  it("keeps its size and stays in the week when moved", () => {
    fc.assert(
      fc.property(
        anyWindow,
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: -30, max: 30 }),
        (window, d, h) => {
          const moved = moveWindow(window, d, h);
          expect(size(moved)).toEqual(size(window));
          expect(inside(moved)).toBe(true);
          expect(inside(resizeWindow(window, d, h))).toBe(true);
        },
      ),
    );
  });

  it("covers all of the week in one round of play, and comes back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 24 }), (days, hours) => {
        const first = { dayFrom: 0, dayTo: days, hourFrom: 0, hourTo: hours };
        const seen = new Uint8Array(168);
        let window: HourWindow = first;
        let steps = 0;
        do {
          for (const [hour, on] of windowMask(window).entries()) seen[hour] ||= on;
          window = nextWindow(window);
          expect(size(window)).toEqual(size(first));
        } while (writeHourWindow(window) !== writeHourWindow(first) && ++steps < 400);
        expect(writeHourWindow(window)).toBe(writeHourWindow(first));
        expect(seen.every(Boolean)).toBe(true);
      }),
    );
  });

  it("counts as many hours as its mask holds", () => {
    fc.assert(
      fc.property(fc.option(anyWindow), window => {
        const held = windowMask(window).reduce((sum, on) => sum + on, 0);
        expect(windowSize(window).hours).toBe(held);
      }),
    );
  });
});
