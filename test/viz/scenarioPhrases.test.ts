import { describe, expect, it } from "vitest";
import { f64 } from "../../core/columns.ts";
import { messageIn } from "../../viz/screens/scenarios/phrases.ts";
import { WEEKS } from "../models/smallMarket.ts";
import { compiled, promotion, tiny } from "../scenarios/tinyTwin.ts";

const calendar = [promotion(1, WEEKS + 2, 2), promotion(1, WEEKS + 12, 2)];
const rival = (what: string) => `{lever: rival_promotion, brand: Bozkır, ${what}}`;

/** Remarks and notes that are worded anew need their Turkish form. */
describe("what levers say, in Turkish", () => {
  it("has a form for why a lever is refused that would change nothing", async () => {
    const silent = tiny({ calendar, set: columns => f64(columns, "rate").fill(0, 0, 20) });
    for (const lever of [
      rival("stop: true, from: 4w, to: 5w"),
      rival("stop: true, from: 15w"),
      "{lever: demand, change: -8%, where: {territories: T1}}",
      "{lever: demand, change: -8%, where: {territories: T1, accounts: A30}}",
    ]) {
      const message = await compiled(silent, `[${lever}]`, 20).then(
        () => "",
        (error: Error) => error.message,
      );
      expect(message, lever).toContain("expected");
      const told = messageIn(message, "tr");
      expect(told).not.toMatch(/expected|with accounts|a promotion/);
    }
  });
});
