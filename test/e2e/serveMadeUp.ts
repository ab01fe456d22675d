import type { Page } from "playwright-core";
import {
  madeUpAccount,
  madeUpCells,
  madeUpHealth,
  madeUpKpis,
  madeUpSegments,
  madeUpTerritory,
  type Row,
} from "./madeUpAnswers.ts";

/** Lets a page see a server whose build has learned everything: see madeUpAnswers. */
export async function serveMadeUp(page: Page): Promise<void> {
  await page.route(/\/api\/markets\/[^/]+\/cells\.arrow$/, async route => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: Buffer.from(madeUpCells(await answer.body())) });
  });
  await page.route(/\/api\/markets\/[^/]+\/health$/, async route => {
    const answer = await route.fetch();
    await route.fulfill({ json: madeUpHealth(await answer.json()) });
  });
  await page.route(/\/api\/markets\/[^/]+\/kpis$/, async route => {
    const answer = await route.fetch();
    await route.fulfill({ json: madeUpKpis(await answer.json()) });
  });
  await page.route(/\/api\/markets\/[^/]+\/territories\.geojson$/, async route => {
    const answer = await route.fetch();
    const collection = (await answer.json()) as { features: { properties: Row }[] };
    const features = collection.features.map(feature => ({
      ...feature,
      properties: madeUpTerritory(feature.properties),
    }));
    await route.fulfill({ json: { ...collection, features } });
  });
  await page.route(/\/api\/markets\/[^/]+\/segments$/, route => route.fulfill({ json: madeUpSegments() }));
  await page.route(/\/api\/markets\/[^/]+\/accounts\/[^/]+$/, async route => {
    const answer = await route.fetch();
    if (!answer.ok()) return route.fulfill({ response: answer });
    await route.fulfill({ json: madeUpAccount(await answer.json()) });
  });
}
