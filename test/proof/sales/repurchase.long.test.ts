import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../../data/config/config.ts";
import { ingest } from "../../../data/ingest/ingest.ts";
import { loadMarket } from "../../../data/loadMarket.ts";
import type { Market } from "../../../data/market/market.ts";
import { fitTwin } from "../../../models/fit.ts";
import { accountFigures } from "../../../models/known/accountFigures.ts";
import { scoreRepurchase } from "../../../proof/sales/repurchase.ts";
import { judgeSites } from "../../../proof/sales/sites.ts";
import { precedence } from "../../../territory/plan/precedence.ts";
import { IOWA, ingestedIowa } from "../../iowa.ts";

describe.skipIf(!existsSync(IOWA))("P(an own purchase within a year) on Iowa", () => {
  let scratch: string;
  let dir: string;
  let whole: Market;

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "penumbra-repurchase-"));
    const iowa = await ingestedIowa();
    dir = iowa.dir;
    whole = await loadMarket(iowa.database);
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it.each(["2018-12-31", "2019-12-31"])(
    "with history to %s beats the last 52 weeks and silence alone",
    async to => {
      const config = await readConfig(dir);
      const database = join(scratch, `${to}.duckdb`);
      await ingest(dir, { ...config, history: { to } }, { precedence, tell: note => note.key, to: database });
      const known = await loadMarket(database);
      const figures = accountFigures(fitTwin(known, { seed: 1, draws: 32 }));
      const score = scoreRepurchase(judgeSites(known, whole, figures, 52), 52);
      expect(score.sites).toBeGreaterThan(1500);
      expect(score.brier).toBeLessThan(0.7 * score.brierBoughtLastYear);
      expect(score.brier).toBeLessThan(score.brierBySilence);
      const { "2+": silent, never, ...recent } = score.silence;
      expect(silent.told).toBeLessThan(0.05);
      expect(silent.expectedAmount + never.expectedAmount).toBeLessThan(0.005 * recent["0"].expectedAmount);
    },
  );
});
