import { existsSync } from "node:fs";
import { describe, it } from "vitest";
import { loadMarket } from "../../data/loadMarket.ts";
import { IOWA, ingestedIowa } from "../iowa.ts";
import { expectGoodSegments } from "./goodSegments.ts";

describe.skipIf(!existsSync(IOWA))("segments of Iowa, a real market, judged by a hidden year", () => {
  it("are stable and beat ABC classes", async () => {
    expectGoodSegments(await loadMarket((await ingestedIowa()).database));
  });
});
