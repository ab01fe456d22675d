import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tokenKeeper } from "../../app/server/access/token.ts";
import { listen } from "../../app/server/listen.ts";
import { createServer } from "../../app/server/server.ts";
import { openBrowser } from "./browser.ts";

const TOKEN = "a-token-of-the-browser-test";

describe("signing in with a browser", () => {
  let app: Awaited<ReturnType<typeof createServer>>;
  let address: string;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    app = await createServer([], { keeper: tokenKeeper(TOKEN) });
    await listen(app, "127.0.0.1", 0);
    address = `http://localhost:${(app.server.address() as AddressInfo).port}`;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it("asks once, says what was wrong, leads to where one wanted to go, and then lets the page and its files through", async () => {
    const page = await browser.newPage();
    await page.goto(`${address}/?view=map&lang=en`);
    expect(await page.title()).toBe("Sign in · Penumbra");
    await page.getByLabel("The token").fill("not the token of this server");
    await page.getByRole("button").click();
    expect(await page.getByRole("alert").textContent()).toContain("not the token");
    await page.getByLabel("The token").fill(TOKEN);
    await page.getByRole("button").click();
    await page.waitForURL(`${address}/?view=map&lang=en`);
    // The page has started and asked for its markets: there are none.
    await page
      .getByText(/market/i)
      .first()
      .waitFor();
    expect(await page.evaluate("document.cookie")).toBe("");
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict" });
    expect(cookie!.value).not.toContain(TOKEN);
    await page.close();
  });

  it("lets a page elsewhere neither read nor write, though the browser is signed in", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${address}/`);
    await page.getByLabel("The token").fill(TOKEN);
    await page.getByRole("button").click();
    await page.waitForLoadState();
    // Another origin on the same machine: its cookies are the same, its port is not.
    const other = await createServer([]);
    await listen(other, "127.0.0.1", 0);
    try {
      await page.goto(`http://localhost:${(other.server.address() as AddressInfo).port}/health`);
      const seen = await page.evaluate(
        `fetch("${address}/api/markets", { credentials: "include", mode: "no-cors" }).then(a => a.type, e => "refused")`,
      );
      expect(["opaque", "refused"]).toContain(seen);
      const read = `fetch("${address}/api/markets", { credentials: "include" }).then(a => a.text(), () => "refused")`;
      expect(await page.evaluate(read)).toBe("refused");
    } finally {
      await other.close();
      await context.close();
    }
  });
});
