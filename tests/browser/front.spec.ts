import type { Server } from "node:http";
import { expect, test, type Page } from "@playwright/test";
import { serveSite } from "../../scripts/serve-site.ts";

/** The front page before anything is trained: what it loads, what it asks, and what it keeps to itself. */
const status = (page: Page) => page.locator("[data-pair-status]");
const question = /step 2 of 100\. Which one learns\?/;

test.describe("as a host sends it", () => {
  let server: Server | undefined;
  test.afterEach(() => server?.close());

  test("before a click it is at most 200 kB, and nothing that trains or draws charts is among it", async ({ page }) => {
    const served = await serveSite("dist", 0, { compress: true });
    server = served.server;
    const names = new Map<string, string>();
    const sizes = new Map<string, number>();
    const client = await page.context().newCDPSession(page);
    await client.send("Network.enable");
    client.on("Network.responseReceived", ({ requestId, response }) => names.set(requestId, response.url));
    client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
    await page.goto(`http://localhost:${served.port}/`);
    await expect(status(page)).toHaveText(question);
    await page.waitForLoadState("networkidle");
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    expect(sizes.size).toBeGreaterThan(5);
    expect(bytes, [...names.values()].join("\n")).toBeLessThanOrEqual(200_000);
    expect([...names.values()].filter((name) => /tf-|tfjs|plot|worker|train-pair|recorded|wasm/i.test(name))).toEqual(
      [],
    );
  });
});

test("it plays up to its question, keeps the guess, and answers it when it is to go on, by keyboard", async ({
  page,
}) => {
  await page.goto("/");
  await expect(status(page)).toHaveText(question);
  await expect(page.locator("[data-pair-panel] .line").last()).toHaveAttribute("d", /^M[^L]*(L[^L]*){2}$/);
  await page.locator('[data-guess="plain-56"]').press("Enter");
  await page.reload();
  await expect(page.locator('[data-guess="plain-56"]')).toHaveAttribute("aria-pressed", "true");
  await expect(status(page)).toContainText("You guess plain-56.");
  await page.getByRole("button", { name: "Show me" }).press("Enter");
  await expect(status(page)).toContainText(/You guessed plain-56\. residual-56 learned: .*Recorded\.$/);
  await expect(page.locator("[data-guess]").first()).toBeHidden();
  await expect(page.getByRole("img", { name: /^residual-56 after 100 steps/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Play the recording" })).toBeVisible();
  await expect(page.locator("[data-guess]").first()).toBeHidden();
});

test("before the guess nothing on the page says how it ends", async ({ page }) => {
  await page.goto("/");
  const text = (await page.locator("main").innerText()).replace(/\s+/g, " ");
  expect(text).not.toMatch(/fits? even|worse|degrades|does not learn|fails|stays high|lags|trains better/i);
  const { losses } = JSON.parse((await page.locator("[data-pair-beginning]").textContent()) ?? "") as {
    losses: number[][];
  };
  expect(losses.map(({ length }) => length)).toEqual([3, 3]);
});

test("whoever wants no motion has a still picture, and a phone has all of it", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ reducedMotion: "reduce", forcedColors: "active" });
  await page.goto("/");
  await expect(status(page)).toHaveText(question, { timeout: 800 });
  await page.getByRole("button", { name: "Show me" }).click();
  await expect(status(page)).toContainText("residual-56 learned");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test("where the rest of the recording does not come, the page says so, with a way to try again", async ({ page }) => {
  await page.goto("/");
  await page.route(/recorded-pair/, (route) => route.abort());
  await page.getByRole("button", { name: "Show me" }).click();
  await expect(page.locator(".part-notice")).toContainText("The rest of the recording could not be loaded");
  await page.unroute(/recorded-pair/);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(status(page)).toContainText("residual-56 learned");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("there is the still picture, and a sentence that says where it goes on", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("img", { name: /^plain-56 after 2 steps/ })).toBeVisible();
    await expect(page.getByText("Without JavaScript it goes no further.")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Train both/ })).toBeHidden();
  });
});
