import { describe, expect, it } from "vitest";
import { openMarket } from "../../app/state/database.ts";
import { truncateMarket } from "../../proof/cut/truncate.ts";
import { backtestSegments } from "../../proof/segments.ts";
import { builtMarket } from "../markets.ts";
import { segmentMarket } from "../models/segments/plantedMarket.ts";
import { expectGoodSegments } from "./goodSegments.ts";

describe("segments judged by a hidden year", () => {
  it("are stable and beat ABC classes on Ankara", { timeout: 300_000 }, async () =>
    expectGoodSegments(await openMarket(await builtMarket("ankara"))),
  );

  it("are stable and beat ABC classes on planted kinds of buyers", () => {
    for (const seed of [3, 4]) expectGoodSegments(segmentMarket(seed));
  });

  it("need two years of history", () => {
    const short = truncateMarket(segmentMarket(3), 90);
    expect(() => backtestSegments(short, { seed: 1 })).toThrow("expected two years at least");
  });
});
