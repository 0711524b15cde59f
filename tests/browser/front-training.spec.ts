import { expect, test, type Page } from "@playwright/test";

/** The front page's two nets, trained in the reader's browser. */
const status = (page: Page) => page.locator("[data-pair-status]");

test("two nets are trained on a click, and maps and losses change on the way; Stop ends it", async ({ page }) => {
  await page.goto("/");
  const train = page.getByRole("button", { name: /^Train both/ });
  const stop = page.getByRole("button", { name: "Stop" });
  await train.click();
  await expect(page.getByRole("img", { name: /^residual-56 after (9|[1-9]\d) steps/ })).toBeVisible();
  await stop.press("Enter");
  await expect(status(page)).toContainText(/^Stopped after \d+ of 100 steps\.$/);
  await expect(stop).toBeHidden();
  await page.reload();
  const map = page.locator('[data-pair-panel="residual-56"] .shade').first();
  const before = await map.getAttribute("d");
  const startMs = Date.now();
  await train.press("Enter");
  await expect(status(page)).toContainText(/^residual-56 learned: .* Trained here in [\d.]+ s \(wasm.*\), seed 1\.$/);
  console.log(`  both trained after ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
  expect(await map.getAttribute("d")).not.toBe(before);
  await expect(page.locator('[data-pair-panel="residual-56"] .line')).toHaveAttribute("d", /(L[^L]*){99}/);
  await expect(page.getByRole("button", { name: "Train both again, from seed 2" })).toBeVisible();
});

test("where the worker does not start, the page says so in words and offers to try again", async ({ page }) => {
  await page.route(/\/worker-[^/]*\.js/, (route) => route.abort());
  await page.goto("/");
  await page.getByRole("button", { name: /^Train both/ }).click();
  await expect(
    page
      .locator(".part-notice, [data-pair-status]")
      .filter({ hasText: /could not be/ })
      .first(),
  ).toBeVisible();
  await page.unroute(/\/worker-[^/]*\.js/);
  await page
    .getByRole("button", { name: /^(Try again|Train both)/ })
    .first()
    .click();
  // To the end: a single step stands there too shortly to be met.
  await expect(status(page)).toContainText(/^residual-56 learned: .* Trained here in [\d.]+ s/);
});
