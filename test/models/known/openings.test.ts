import { describe, expect, it } from "vitest";
import { f64, i32 } from "../../../core/columns.ts";
import { fitTwin } from "../../../models/fit.ts";
import { accountFigures } from "../../../models/known/accountFigures.ts";
import { drawOpenings } from "../../../models/known/openings.ts";
import { createKernel } from "../../../sim/js/kernel.ts";
import { withView } from "../../../sim/js/openView.ts";
import { recordLength } from "../../../sim/js/record.ts";
import { createState } from "../../../sim/js/state.ts";
import { simulateRun } from "../../../sim/run.ts";
import { unitView } from "../../../sim/spec/unitView.ts";
import { kernelModel } from "../../../sim/twinModel.ts";
import { AMOUNT_PLACE, METRICS, recordWidth } from "../../../twin/metrics.ts";
import { FADING_WEEKS, fadingMarket } from "../fadingMarket.ts";

const YEAR = 52;

/** The fading market, sixty of whose sites opened in the last two years and bought nothing before. */
function growingMarket() {
  const market = fadingMarket(6);
  const opened = market.accounts.opened.slice();
  const opens = (i: number) => FADING_WEEKS - 2 * YEAR + ((i * 7) % (2 * YEAR));
  const isNew = (i: number) => i >= 100 && i < 160;
  for (let i = 0; i < opened.length; i++) opened[i] = market.periodStart[isNew(i) ? opens(i) : 0]!;
  const kept = [...market.sales.account.keys()].filter(row => {
    const account = market.sales.account[row]!;
    return !isNew(account) || market.sales.period[row]! >= opens(account);
  });
  const { account, period, brand, amount } = market.sales;
  const sales = {
    count: kept.length,
    account: Int32Array.from(kept, row => account[row]!),
    period: Int32Array.from(kept, row => period[row]!),
    brand: Uint8Array.from(kept, row => brand[row]!),
    amount: Float64Array.from(kept, row => amount[row]!),
  };
  return { ...market, sales, accounts: { ...market.accounts, opened } };
}

const market = growingMarket();

describe("accounts that open after the end of history", () => {
  it("are as many a year as in the last one, each the like of one that opened in the last two", () => {
    const lastYear = market.accounts.opened.filter(
      day => day >= market.periodStart[FADING_WEEKS - YEAR]!,
    ).length;
    const { like, within } = drawOpenings(market, 1, 104);
    expect([like.length, within]).toEqual([2 * lastYear, 104]);
    expect(like.every(i => i >= 100 && i < 160)).toBe(true);
    expect(drawOpenings(market, 1, 104)).toEqual(drawOpenings(market, 1, 104));
    expect(drawOpenings(fadingMarket(6), 1, 104).like).toHaveLength(0);
  });

  it("buy a part of their territory's forecast: known accounts buy what is expected of them", () => {
    const twin = fitTwin(market, { seed: 1, draws: 1, horizon: YEAR });
    const model = kernelModel(twin);
    const { accounts } = model.scalars;
    const kernel = withView(createKernel(model), unitView([...Array(accounts).keys()], accounts));
    const state = createState(kernel);
    const values = new Float64Array(recordLength(kernel, YEAR));
    const width = recordWidth(kernel.brands);
    const known = i32(twin.columns, "account");
    const told = (of: (account: number) => boolean) =>
      f64(twin.columns, "expectedOwn").reduce((sum, amount, k) => sum + (of(known[k]!) ? amount : 0), 0);
    const runs = 20;
    let [own, opened, newAccounts, late] = [0, 0, 0, 0];
    for (let run = 0; run < runs; run++) {
      simulateRun(kernel, state, { seed: 1, run, horizon: YEAR }, values);
      for (let i = 0; i < accounts; i++)
        for (let t = 0; t < YEAR; t++) {
          const at = (i * YEAR + t) * width;
          if (known[i]! >= 0) own += values[at + AMOUNT_PLACE]! / runs;
          else {
            opened += values[at + AMOUNT_PLACE]! / runs;
            newAccounts += values[at + METRICS.new_accounts.place]! / runs;
            if (t >= YEAR / 2) late += values[at + AMOUNT_PLACE]! / runs;
          }
        }
    }
    // What is expected of known accounts is what they buy without those that open: 5% over 20 runs.
    expect(Math.abs(own / told(i => i >= 0) - 1)).toBeLessThan(0.05);
    expect(Math.abs(opened / told(i => i < 0) - 1)).toBeLessThan(0.25);
    expect(opened / own).toBeGreaterThan(0.005);
    // They open evenly: three quarters of what they buy falls into the second half of the year.
    expect(late / opened).toBeGreaterThan(0.65);
    expect(late / opened).toBeLessThan(0.85);
    expect(newAccounts).toBeGreaterThan(1);
    expect(accountFigures(twin).alive).toHaveLength(market.accounts.count);
  });
});
