import { describe, expect, it } from "vitest";
import { moneyInterval, percent, shortMoney } from "../../core/figures.ts";
import { formatDay, formatHour, weekdayNames } from "../../viz/format/date.ts";
import {
  formatChange,
  formatCount,
  formatSignedAmount,
  formatSignedCount,
  formatSignedTick,
  formatTick,
  formatUplift,
} from "../../viz/format/number.ts";
import { en } from "../../viz/i18n/en.ts";
import { tr } from "../../viz/i18n/tr.ts";
import { readView, writeView } from "../../viz/state/address.ts";

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, " ");

describe("figures", () => {
  it("carry unit and interval in one scale", () => {
    const interval = { mean: 12_412_000, p05: 10_890_000, p95: 14_100_000 };
    expect(plain(moneyInterval(interval, "TRY", "en"))).toBe("₺12.4 M (10.9–14.1)");
    expect(plain(moneyInterval(interval, "TRY", "tr"))).toBe("₺12,4 mn (10,9–14,1)");
  });

  it("have three digits that say something", () => {
    expect(plain(shortMoney(999_600, "USD", "en"))).toBe("$1.00 M");
    expect(plain(shortMoney(-2500, "TRY", "tr"))).toBe("−₺2,50 bin");
    expect(plain(shortMoney(0, "USD", "en"))).toBe("$0");
    expect(plain(shortMoney(5.82e-11, "TRY", "tr"))).toBe("₺0");
    expect(plain(shortMoney(0.456, "TRY", "tr"))).toBe("₺0,46");
    expect(plain(formatTick(2_000_000, "TRY", "tr"))).toBe("₺2 mn");
    expect(formatCount(2841, "tr")).toBe("2.841");
  });

  it("have the sign of a difference before the currency", () => {
    expect(plain(formatSignedAmount(5_290_000, "TRY", "en"))).toBe("+₺5.29 M");
    expect(plain(formatSignedAmount(5_290_000, "TRY", "tr"))).toBe("+₺5,29 mn");
    expect(plain(formatSignedAmount(-12_000, "USD", "en"))).toBe("−$12.0 k");
    expect(plain(formatSignedAmount(0, "USD", "en"))).toBe("$0");
    expect(plain(formatSignedTick(-400_000, "CHF", "en"))).toBe("−CHF 400 k");
    const uplift = { mean: 1_240_000, p05: -410_000, p95: 2_100_000 };
    expect(plain(formatUplift(uplift, "TRY", "en"))).toBe("+₺1.24 M (−0.410 … +2.10)");
    expect(plain(formatUplift({ ...uplift, mean: -1_240_000 }, "TRY", "tr"))).toBe(
      "−₺1,24 mn (−0,410 … +2,10)",
    );
    expect(plain(formatSignedCount(8058, "en"))).toBe("+8,058");
    expect(plain(formatSignedCount(-12_300, "tr"))).toBe("−12.300");
  });

  it("put Turkish percent signs in front", () => {
    expect(percent(0.2344, "tr")).toBe("%23,4");
    expect(percent(0.2344, "en")).toBe("23.4%");
    expect(percent(-0.042, "en")).toBe("−4.2%");
    expect(formatChange(-0.042, "en")).toBe("−4.2%");
  });

  it("name days and hours", () => {
    expect(formatDay("2021-01-04", "tr")).toBe("4 Oca 2021");
    expect(weekdayNames("tr", "short")[0]).toBe("Pzt");
    expect(weekdayNames("en", "short")[6]).toBe("Sun");
    expect(formatHour(9)).toBe("09:00");
  });
});

describe("the address", () => {
  it("holds the whole view", () => {
    const text =
      "?market=iowa&layer=activity&hours=0-5x9-18&periods=2019-01-07%7E2021-12-27&territory=T04&cell=862681267ffffff&brand=SAZERAC&outlines=off&at=41.9800%2C-93.2000%2C7.25&lang=tr&theme=light";
    expect(writeView(readView(text))).toBe(text);
  });

  it("is empty for the default view, and forgives what is broken", () => {
    expect(writeView(readView(""))).toBe("");
    expect(writeView(readView("?layer=nonsense&hours=9-1x&at=x,y&lang=de&periods=now"))).toBe("");
  });

  it("knows what it leads to that is not there: a view, or a path", () => {
    expect(readView("?view=nope")).toMatchObject({ lost: "nope", screen: "map" });
    expect(writeView(readView("?view=nope&lang=tr"))).toBe("?view=nope&lang=tr");
    expect(readView("?view=data", "/nope")).toMatchObject({ lost: "/nope" });
    expect(readView("?view=data")).toMatchObject({ lost: null, screen: "data" });
  });
});

describe("the words", () => {
  it("take the same figures in both languages", () => {
    const slots = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect([key, slots(tr[key])]).toEqual([key, slots(en[key])]);
    }
  });
});
