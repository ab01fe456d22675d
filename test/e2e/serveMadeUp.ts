import { deepEqual } from "node:assert/strict";
import type { Page } from "playwright-core";
import type { z } from "zod";
import { accountDetail } from "../../app/api/accounts.ts";
import { marketHealth } from "../../app/api/health.ts";
import { CELL_COLUMNS, kpis } from "../../app/api/schema.ts";
import { segmentsAnswer } from "../../app/api/segments.ts";
import { territoryProperties } from "../../app/api/territories.ts";
import {
  madeUpAccount,
  madeUpCells,
  madeUpHealth,
  madeUpKpis,
  madeUpSegments,
  madeUpTerritory,
  type Row,
} from "./madeUpAnswers.ts";

/**
 * An answer that the server could give, for its own schema takes it as it is.
 * @throws {Error} something in it is missing, of another kind, or not in the schema
 */
function asServed<T>(schema: z.ZodType<T>, answer: T): T {
  deepEqual(schema.parse(answer), answer);
  return answer;
}

/** Lets a page see a server whose build has learned everything: see madeUpAnswers. */
export async function serveMadeUp(page: Page): Promise<void> {
  await page.route(/\/api\/markets\/[^/]+\/cells\.arrow$/, async route => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: Buffer.from(madeUpCells(await answer.body())) });
  });
  await page.route(/\/api\/markets\/[^/]+\/health$/, async route => {
    const answer = await route.fetch();
    await route.fulfill({ json: asServed(marketHealth, madeUpHealth(await answer.json())) });
  });
  await page.route(/\/api\/markets\/[^/]+\/kpis$/, async route => {
    const answer = await route.fetch();
    await route.fulfill({ json: asServed(kpis, madeUpKpis(await answer.json())) });
  });
  await page.route(/\/api\/markets\/[^/]+\/territories\.geojson$/, async route => {
    const answer = await route.fetch();
    const collection = (await answer.json()) as { features: { properties: Row }[] };
    const features = collection.features.map(feature => {
      const properties = madeUpTerritory(feature.properties);
      // What is learned of a territory is what is learned of a cell.
      const servable = new Set([...Object.keys(feature.properties), ...Object.keys(CELL_COLUMNS)]);
      deepEqual(
        Object.keys(properties).filter(name => !servable.has(name)),
        [],
      );
      return { ...feature, properties: territoryProperties.parse(properties) };
    });
    await route.fulfill({ json: { ...collection, features } });
  });
  await page.route(/\/api\/markets\/[^/]+\/segments$/, route =>
    route.fulfill({ json: asServed(segmentsAnswer, madeUpSegments()) }),
  );
  await page.route(/\/api\/markets\/[^/]+\/accounts\/[^/]+$/, async route => {
    const answer = await route.fetch();
    if (!answer.ok()) return route.fulfill({ response: answer });
    await route.fulfill({ json: asServed(accountDetail, madeUpAccount(await answer.json())) });
  });
}
