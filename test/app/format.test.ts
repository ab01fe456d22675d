import { describe, expect, it } from "vitest";
import { timeLeft } from "../../app/cli/progress.ts";
import { voiceIn } from "../../app/cli/words/voice.ts";
import { slugs } from "../../app/server/host/slug.ts";
import { list, table } from "../../app/words/format.ts";

const english = voiceIn("en");
const turkish = voiceIn("tr");

describe("figures", () => {
  const { countInterval, exactAmount, money, moneyInterval, percent, percentInterval } = english;

  it("carry unit and interval in one scale", () => {
    expect(moneyInterval({ mean: 12_400_000, p05: 10_900_000, p95: 14_100_000 }, "TRY")).toBe(
      "₺12.4 M (10.9–14.1)",
    );
    expect(moneyInterval({ mean: 1_240_000, p05: 990_000, p95: 1_410_000 }, "USD")).toBe(
      "$1.24 M (0.990–1.41)",
    );
    expect(percentInterval({ mean: 0.2134, p05: 0.201, p95: 0.2241 })).toBe("21.3% (20.1–22.4)");
    expect(countInterval({ mean: 1234.4, p05: 1100, p95: 1400 })).toBe("1,234 (1,100–1,400)");
  });

  it("keep sign, cents and currencies without a symbol", () => {
    expect(money(-2500, "TRY")).toBe("−₺2.50 k");
    expect(money(999_600_000, "TRY")).toBe("₺1.00 bn");
    expect(money(0, "TRY")).toBe("₺0");
    expect(percent(-0.042)).toBe("−4.2%");
    expect(money(999, "CHF")).toBe("CHF 999");
    expect(exactAmount(276_201_234_567, 100)).toBe("2,762,012,345.67");
    expect(exactAmount(1234, 1)).toBe("1,234");
  });
});

describe("figures in Turkish", () => {
  it("have the decimal comma, the percent sign before, days the short way", () => {
    const amount = { mean: 12_400_000, p05: 10_900_000, p95: 14_100_000 };
    expect(turkish.moneyInterval(amount, "TRY")).toBe("₺12,4 mn (10,9–14,1)");
    expect(turkish.percentInterval({ mean: 0.2134, p05: 0.201, p95: 0.2241 })).toBe("%21,3 (20,1–22,4)");
    expect(turkish.signedPercent(-0.042)).toBe("−%4,2");
    expect(turkish.exactAmount(276_201_234_567, 100)).toBe("2.762.012.345,67");
    expect(turkish.day("2021-01-04")).toBe("04.01.2021");
  });
});

describe("tables", () => {
  it("align names left and figures right", () => {
    expect(
      table([
        ["table", "read"],
        ["sales", "8,289,022"],
      ]),
    ).toBe("  table       read\n  sales  8,289,022\n");
    expect(
      list([
        ["own", "a"],
        ["market", "b"],
      ]),
    ).toBe("  own     a\n  market  b\n");
  });
});

describe("slugs", () => {
  it("are plain, short and different", () => {
    expect(slugs(["/x/Ankara İli", "/y/ankara-ili", "/z/Işıklı", "/w/市場"])).toEqual([
      "ankara-ili",
      "ankara-ili-2",
      "isikli",
      "market",
    ]);
  });
});

describe("time left", () => {
  it("follows the pace so far, and is silent while there is none", () => {
    expect(timeLeft(5000, 50, 100, english)).toBe("5 s left");
    expect(timeLeft(60_000, 10, 100, english)).toBe("9 min left");
    expect(timeLeft(1000, 0, 100, english)).toBe("");
    expect(timeLeft(1000, 100, 100, english)).toBe("");
    expect(timeLeft(60_000, 10, 100, turkish)).toBe("9 dk kaldı");
  });
});
