import { expect, test, type Page } from "@playwright/test";

/** What a guess is to come before is never seen before it, however slowly or badly the page's scripts come. */

test("on a slow network nothing of an outcome appears before the scripts have decided, nor after", async ({ page }) => {
  await watchOutcomes(page);
  await page.route("**/*.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await route.continue();
  });
  await page.goto("/degradation/", { waitUntil: "commit" });
  await expect(page.locator("html")).toHaveClass(/outcomes-decided/);
  await page.evaluate(() => window.courseNotebook?.settled());
  const { looks, seen } = await page.evaluate(() => window.outcomesSeen ?? { looks: 0, seen: [] });
  expect(looks).toBeGreaterThan(10);
  expect(seen).toEqual([]);
  await expect(page.locator(".experiment").first()).toBeVisible();
});

test("where scripts do not come, outcomes are shown when the reader asks for it, with words that say why", async ({
  page,
}) => {
  await watchOutcomes(page);
  await page.route("**/*.js", (route) => route.abort());
  await page.goto("/degradation/");
  const notice = page.locator(".part-lost");
  await expect(notice).toContainText("could not be loaded");
  expect((await page.evaluate(() => window.outcomesSeen))?.seen).toEqual([]);
  await notice.getByRole("button", { name: "Show all outcomes" }).click();
  await expect(page.locator('[data-verdict-on="E-D1"]')).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test("recorded runs come late or not at all: the page stands as drawn, says so, and goes on when they are there", async ({
  page,
}) => {
  const asked: string[] = [];
  await page.route("**/recordings/**", async (route) => {
    asked.push(route.request().url());
    await route.abort();
  });
  await page.goto("/degradation/#cell-plainRuns");
  const cell = page.locator('notebook-cell[data-cell="plainRuns"]');
  const message = cell.locator(".cell-problem-message", { hasText: "The recorded run of plainRuns" });
  await expect(message).toBeAttached();
  await page.evaluate(() => window.courseNotebook?.settled());
  await expect(page.locator('[data-cell="plainCurves"] .cell-output svg').first()).toBeAttached();
  // What nobody has come near is not fetched.
  expect(asked.filter((url) => url.includes("/planes."))).toEqual([]);
  await page.unroute("**/recordings/**");
  await cell.getByRole("button", { name: "Try again: plainRuns", includeHidden: true }).dispatchEvent("click");
  await expect(message).toHaveCount(0);
  await page.evaluate(() => window.courseNotebook?.settled());
  const kinds = ["plainRuns", "plainCurves"].map((id) =>
    page.evaluate((id) => window.courseNotebook?.state(id).kind, id),
  );
  expect(await Promise.all(kinds)).toEqual(["recorded", "done"]);
});

declare global {
  interface Window {
    /** What a look at each frame saw of outcomes that nobody has guessed. */
    outcomesSeen?: { looks: number; seen: string[] };
  }
}

/** Looks at the page in every frame from its first. */
async function watchOutcomes(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const record = (window.outcomesSeen = { looks: 0, seen: [] as string[] });
    const look = () => {
      record.looks++;
      const all = document.querySelectorAll(
        ".experiment .verdict, .experiment .experiment-outcome, .experiment .caption-claim",
      );
      for (const each of all) if (each.checkVisibility() && record.seen.length < 5) record.seen.push(each.className);
      requestAnimationFrame(look);
    };
    look();
  });
}
