import { describe, expect, it } from "vitest";
import { f64, i32 } from "../../../core/columns.ts";
import type { Market } from "../../../data/market/market.ts";
import { fitTwin } from "../../../models/fit.ts";
import { accountFigures } from "../../../models/known/accountFigures.ts";
import { purchaseRecord } from "../../../models/known/purchases.ts";
import { newPlaces, pickAccounts, rowsOfKept } from "../../../proof/cut/keepAccounts.ts";
import { truncateMarket } from "../../../proof/cut/truncate.ts";
import { scoreRepurchase } from "../../../proof/sales/repurchase.ts";
import { judgeSites } from "../../../proof/sales/sites.ts";
import { FADING_WEEKS, fadingMarket } from "../../models/fadingMarket.ts";

const whole = fadingMarket(3);
const known = truncateMarket(whole, FADING_WEEKS - 52);
const told = accountFigures(fitTwin(known, { seed: 1, draws: 32 }));
const score = scoreRepurchase(judgeSites(known, whole, told, 52), 52);

describe("P(an own purchase within a year) on a market whose sites stop", () => {
  it("beats the last 52 weeks and a table by silence, and is calibrated", () => {
    expect(score.sites).toBeGreaterThan(450);
    expect(score.brier).toBeLessThan(0.75 * score.brierBoughtLastYear);
    expect(score.brier).toBeLessThan(score.brierBySilence);
    // Binomial: a bin of n sites lies within three standard errors of what was told, and a site's worth.
    for (const { sites, told, came } of score.bins) {
      if (told === null) continue;
      expect(Math.abs(came - told)).toBeLessThan(3 * Math.sqrt(0.25 / sites) + 1 / sites);
    }
  });

  it("tells little of silent sites, and expects little of them and of those that never bought", () => {
    const { "2+": silent, never } = score.silence;
    expect(silent.sites).toBeGreaterThan(50);
    expect(silent.told).toBeLessThan(0.1);
    const all = Object.values(score.silence).reduce((sum, { amount }) => sum + amount, 0);
    expect(silent.expectedAmount + never.expectedAmount).toBeLessThan(0.02 * all);
    expect(never.told).toBeNull();
    expect(never.sites).toBeGreaterThan(40);
  });
});

describe("the figures of the twin", () => {
  const twin = fitTwin(whole, { seed: 1, draws: 32 });
  const { alive, expectedAmount } = accountFigures(twin);

  it("closed accounts and numbers that another has followed buy nothing", () => {
    for (let i = 0; i < 20; i++) {
      expect(alive[i] === 0 || Number.isNaN(alive[i])).toBe(true);
      expect(expectedAmount[i]).toBe(0);
    }
    const rate = f64(twin.columns, "rate");
    const place = i32(twin.columns, "account");
    expect(place.filter((i, k) => i < 20 && rate[k]! > 0)).toHaveLength(0);
    // What their sites bought is told of the number under which they go on.
    expect(Array.from({ length: 10 }, (_, i) => alive[20 + i]!).filter(p => p > 0.5).length).toBeGreaterThan(
      2,
    );
  });

  it("are null exactly where nothing of ours was ever bought", () => {
    const bought = new Uint8Array(whole.accounts.count);
    for (let i = 0; i < whole.sales.count; i++) {
      if (whole.sales.brand[i] !== 0) continue;
      const { successor } = whole.accounts;
      const account = whole.sales.account[i]!;
      bought[account] = 1;
      // A number that follows another speaks for their site.
      if (successor[account]! >= 0) bought[successor[account]!] = 1;
    }
    expect([...alive.keys()].filter(i => Number.isNaN(alive[i]!))).toEqual(
      [...bought.keys()].filter(i => bought[i] === 0),
    );
  });

  it("sites that left the own brand keep their rivals' purchases and lose ours", () => {
    const { ownSilence, silence } = purchaseRecord(whole);
    const left = [...alive.keys()].filter(i => ownSilence[i]! > 104 && silence[i]! < 4 && alive[i]! >= 0);
    expect(left.length).toBeGreaterThan(5);
    const rate = f64(twin.columns, "rate");
    const preference = f64(twin.columns, "preference");
    const place = new Map(Array.from(i32(twin.columns, "account"), (i, k) => [i, k]));
    for (const i of left) {
      expect(alive[i]).toBeLessThan(0.4);
      expect(rate[place.get(i)!]).toBeGreaterThan(0);
      expect(preference[2 * place.get(i)!]).toBeLessThan(0.1);
    }
  });

  it("expected amounts of a territory add up to its forecast, as before", () => {
    const own = new Float64Array(3);
    const sum = new Float64Array(3);
    const { groups, periods } = twin.header.scalars;
    expect([groups, periods]).toEqual([3, 104]);
    expectedAmount.forEach((amount, i) => {
      sum[whole.accounts.territory[i]!] += amount;
    });
    for (let i = 0; i < whole.sales.count; i++) {
      if (whole.sales.brand[i] === 0 && whole.sales.period[i]! >= FADING_WEEKS - 52)
        own[whole.accounts.territory[whole.sales.account[i]!]!] += whole.sales.amount[i]! / 100;
    }
    // A quarter of the sites stop in a year: the course falls, and not by half.
    sum.forEach((amount, t) => {
      expect(amount / own[t]!).toBeGreaterThan(0.5);
      expect(amount / own[t]!).toBeLessThan(1.1);
    });
  });
});

describe("a list of accounts that was made from sales", () => {
  // Without opening dates, a third of the sites first bought in the last year.
  const cohort = (i: number) => i % 3 === 0;
  const { sales, accounts } = whole;
  const late = (i: number) => !cohort(sales.account[i]!) || sales.period[i]! >= FADING_WEEKS - 52;
  const bought = new Set(Array.from(sales.account).filter((_, i) => late(i)));
  const kept = Int32Array.from({ length: accounts.count }, (_, i) => i).filter(i => i >= 30 && bought.has(i));
  const market: Market = {
    ...whole,
    accounts: pickAccounts(accounts, kept),
    sales: rowsOfKept(newPlaces(accounts.count, kept))(sales, late),
  };

  it("takes nobody for a prospect of an earlier year who is listed for having bought since", () => {
    const { alive, expectedAmount } = accountFigures(fitTwin(market, { seed: 1, draws: 32 }));
    const sum = (of: (i: number) => boolean) =>
      expectedAmount.reduce((total, v, i) => total + (of(i) ? v : 0), 0);
    const never = alive.reduce((n, p) => n + (Number.isNaN(p) ? 1 : 0), 0);
    expect(never).toBeGreaterThan(40);
    expect(sum(i => Number.isNaN(alive[i]!))).toBeLessThan(0.03 * sum(() => true));
  });
});
