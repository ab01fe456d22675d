import { describe, expect, it } from "vitest";
import type { KindRecord, TotalRecord } from "../../proof/darkRecord.ts";
import { errorLaws } from "../../proof/errorLaws.ts";

const total = (ratio: number, width: number): TotalRecord => {
  const [mean, p05, p95] = [1000 * ratio, 1000 * ratio * Math.exp(-width), 1000 * ratio * Math.exp(width)];
  return { hidden: 1000, mean, p05, p95, error: ratio - 1, inside90: p05 <= 1000 && 1000 <= p95 };
};
const record = (accounts: readonly TotalRecord[], amount: readonly TotalRecord[]) => ({
  situation: "panel" as const,
  hide: 0.3,
  kinds: accounts.map((of, k) => ({ accounts: of, amount: amount[k] }) as KindRecord),
});
const good = [1.02, 0.99, 0.97].map(ratio => total(ratio, 0.1));

describe("what a track record says of errors", () => {
  it("is nothing where the intervals held", () => {
    expect(errorLaws(record(good, good))).toEqual({ accounts: null, amount: null });
  });

  it("is half of the mean error taken off, and an interval that holds both none of it and all of it", () => {
    // Errors of +34%, +31%, +38% with intervals of 4%.
    const off = [1.338, 1.306, 1.378].map(ratio => total(ratio, 0.04));
    const { accounts, amount } = errorLaws(record(off, good));
    expect(amount).toBeNull();
    const centre = Math.log(1.338 * 1.306 * 1.378) / 3;
    expect(accounts!.shift / centre).toBeGreaterThan(0.48);
    expect(accounts!.shift / centre).toBeLessThanOrEqual(0.5);
    const reach = 1.645 * accounts!.sd;
    expect(accounts!.shift - reach).toBeLessThan(0);
    expect(accounts!.shift + reach).toBeGreaterThan(0.8 * centre);
  });

  it("leaves accounts alone that a list counts", () => {
    const off = [1.338, 1.306, 1.378].map(ratio => total(ratio, 0.04));
    for (const situation of ["list", "panel+list"] as const) {
      const { accounts, amount } = errorLaws({ ...record(off, off), situation });
      expect(accounts).toBeNull();
      expect(amount).not.toBeNull();
    }
  });

  it("shifts nothing where errors go both ways, and is wide", () => {
    const off = [1.4, 1 / 1.4, 1].map(ratio => total(ratio, 0.05));
    const { accounts } = errorLaws(record(off, good));
    expect(accounts!.shift).toBeCloseTo(0, 9);
    expect(accounts!.sd).toBeGreaterThan(0.25);
  });
});
