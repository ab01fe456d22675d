import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { currencySymbol, decimal, signed, signedPercent, significant, whole } from "../../core/figures.ts";
import { formatChange } from "../../viz/format/number.ts";
import { root } from "../imports.ts";

describe("figures for people", () => {
  it("have thousands marks and a true minus", () => {
    expect(whole(8_289_022)).toBe("8,289,022");
    expect(whole(8_289_022, "tr")).toBe("8.289.022");
    expect(decimal(-12_345.678, 1)).toBe("−12,345.7");
    expect(decimal(1234.5, 2, "tr")).toBe("1.234,50");
    expect(significant(1_234_567, 3)).toBe("1,230,000");
  });

  it("have their sign before the symbol", () => {
    const euros = (size: number) => `${currencySymbol("EUR", " ")}${whole(size)}`;
    expect([5_290_000, -5_290_000, 0].map(v => signed(v, euros))).toEqual([
      "+€5,290,000",
      "−€5,290,000",
      "€0",
    ]);
    expect(currencySymbol("CHF", " ")).toBe("CHF ");
  });

  it("show a change under a tenth of a percent, and no digits that say nothing", () => {
    expect([0.1234, -0.04, 0.000412, -0.00007, 0].map(c => signedPercent(c))).toEqual([
      "+12.3%",
      "−4.0%",
      "+0.04%",
      "−0.01%",
      "0.0%",
    ]);
    expect(signedPercent(0.000412, "tr")).toBe("+%0,04");
    expect(formatChange(0.000412, "tr")).toBe("+%0,04");
  });

  it("are written here and in the two formats that rest on it, nowhere else in terminal and page", () => {
    const folders = ["app/cli", "viz"];
    // Numbers for machines: an address, and the round ends of scales.
    const machines = ["viz/state/address.ts", "viz/map/scale.ts", "viz/screens/scenarios/upliftScale.ts"];
    const files = folders.flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter(name => /\.tsx?$/.test(name))
        .map(name => join(folder, name)),
    );
    expect(files.length).toBeGreaterThan(100);
    const own = files.filter(
      file =>
        !file.startsWith("viz/format/") &&
        !machines.includes(file) &&
        /\.toFixed\(|\.toPrecision\(|\.toLocaleString\(|Intl\.NumberFormat/.test(
          readFileSync(join(root, file), "utf8"),
        ),
    );
    expect(own).toEqual([]);
  });
});
