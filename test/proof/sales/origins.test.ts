import { describe, expect, it } from "vitest";
import { chooseOrigins } from "../../../proof/sales/origins.ts";

const weeks = (count: number) => ({
  period: "week" as const,
  periodStart: Int32Array.from({ length: count }, (_, t) => 7 * t),
});

describe("origins of a backtest", () => {
  it("are as late as can be, one holdout apart", () => {
    expect(chooseOrigins(weeks(470), 26, 6)).toEqual({
      holdout: 26,
      origins: [314, 340, 366, 392, 418, 444],
    });
  });

  it("come closer together where history is short", () => {
    expect(chooseOrigins(weeks(156), 26, 6)).toEqual({
      holdout: 26,
      origins: [105, 110, 115, 120, 125, 130],
    });
  });

  it("are fewer, and hide less, where it is shorter still; two years are always seen", () => {
    expect(chooseOrigins(weeks(132), 26, 6)).toEqual({ holdout: 26, origins: [104, 105, 106] });
    expect(chooseOrigins(weeks(110), 26, 6)).toEqual({ holdout: 6, origins: [104] });
    expect(chooseOrigins(weeks(104), 26, 6)).toBeNull();
  });

  it("count months by the year as well", () => {
    const months = {
      period: "month" as const,
      periodStart: Int32Array.from({ length: 40 }, (_, t) => 30 * t),
    };
    expect(chooseOrigins(months, 6, 2)).toEqual({ holdout: 6, origins: [28, 34] });
  });
});
