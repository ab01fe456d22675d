import { expect, test } from "vitest";
import type { Twin } from "../../twin/source.ts";
import { compiled, type Tiny, tiny } from "./tinyTwin.ts";

/** The tiny market counted in months, the first one ahead January 2026. */
function monthly(): Tiny {
  const { market, twin } = tiny();
  const firstPeriodStart = Date.UTC(2026, 0, 1) / 86_400_000;
  const header: Twin["header"] = { ...twin.header, period: "month", firstPeriodStart };
  return { market: { ...market, period: "month" }, twin: { ...twin, header } };
}

const periods = async (lever: string) => {
  const { levers } = await compiled(monthly(), `[{${lever}}]`, 24);
  const { from, to, value } = levers!.effects[0]!;
  return { from, to, value };
};

test("in a market of months days fall into months, and times after the start are months", async () => {
  expect(await periods("lever: demand, change: -8%, from: 2026-02-14, to: 2027-01-31")).toMatchObject({
    from: 1,
    to: 13,
  });
  expect(await periods("lever: demand, change: -8%, from: 3m")).toMatchObject({ from: 3, to: 24 });
  // Eight weeks after 1 January lies in February.
  expect(await periods("lever: demand, change: -8%, from: 8w")).toMatchObject({ from: 1, to: 24 });
});

test("a season moves by whole months", async () => {
  expect((await periods("lever: season, shift: -1m")).value).toEqual({ law: "range", low: -1, high: -1 });
  await expect(periods("lever: season, shift: 2w")).rejects.toThrow(
    'lever 1 (season): shift: expected whole months such as 1m, for a market of months, got "2w"',
  );
});
