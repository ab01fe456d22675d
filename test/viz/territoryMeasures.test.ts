import { describe, expect, it } from "vitest";
import type { TerritoryProperties } from "../../app/api/territories.ts";
import { territoryRow } from "../../viz/panel/territoryMeasures.ts";

const row: TerritoryProperties = {
  territory_id: "T1",
  name: "Batı",
  rep_id: "R1",
  known_accounts: 12,
  own_amount: 1_234_000,
  rival_amount: null,
  market_amount: null,
  own_share: 0.256,
  workload_hours: 38.25,
  call_capacity: 60,
  balance: 1.124,
  compactness: 0.416,
};

describe("a row of the list of territories", () => {
  it("tells sales, workload beside the mean, or shape, as the language writes them", () => {
    expect(territoryRow("sales", row, "TRY", "en")).toEqual({
      figure: "₺1.23\u202fM",
      beside: "25.6%",
      size: 1_234_000,
    });
    expect(territoryRow("workload", row, "TRY", "tr")).toEqual({
      figure: "38,3",
      beside: "%112",
      size: 1.124,
    });
    expect(territoryRow("shape", row, "TRY", "tr")).toEqual({ figure: "0,42", beside: "", size: 0.416 });
  });

  it("says nothing of what is not known, and draws no bar for it", () => {
    const unknown = { ...row, own_share: null, workload_hours: null, compactness: null };
    expect(territoryRow("sales", unknown, "TRY", "en").beside).toBe("–");
    expect(territoryRow("workload", unknown, "TRY", "en")).toMatchObject({ figure: "–", beside: "112%" });
    expect(territoryRow("shape", unknown, "TRY", "en")).toEqual({ figure: "–", beside: "", size: null });
    expect(territoryRow("sales", { ...row, own_amount: -5 }, "TRY", "en").size).toBe(0);
  });
});
