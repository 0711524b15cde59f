import { expect, test, type Page } from "@playwright/test";
import { findViolations } from "./find-violations.ts";

async function open(page: Page): Promise<void> {
  await page.goto("/degradation/");
  await page.evaluate(() => window.courseNotebook?.settled());
}

test("the rail marks what is done, and has a short path; the end tells guesses and outcomes", async ({ page }) => {
  await open(page);
  const rail = page.locator("[data-contents]");
  const mark = rail.locator('a[href="#suspects"] ~ *, a[href="#not-vanishing"] [data-mark]').first();
  await expect(rail.locator("[data-minutes-left]")).toHaveText(/^about \d+ min left$/);
  await expect(mark).toHaveAttribute("data-mark", "none");
  const row = page.locator('[data-seen-claim="E-D7"]');
  await expect(row).toContainText("not guessed yet");
  await expect(row.locator("[data-seen-outcome]")).toHaveText("–");

  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(mark).toHaveAttribute("data-mark", "all");
  await expect(mark).toHaveAttribute("title", "1 of 1 guessed");
  await expect(row.locator("[data-seen-outcome]")).toContainText("Holds here");
  await expect(row.locator("[data-seen-run]")).toHaveText("recorded");

  const before = Number.parseInt((await rail.locator("[data-minutes-left]").textContent())?.slice(6) ?? "");
  await rail.getByRole("checkbox", { name: /^Short path: \d+ minutes, 6 sections$/ }).check();
  await expect
    .poll(async () => Number.parseInt((await rail.locator("[data-minutes-left]").textContent())?.slice(6) ?? ""))
    .toBeLessThan(before);
});

test("figures stand side by side across text and gutter, and below each other on a phone", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Show everything" }).click();
  const places = () =>
    page
      .locator(".row:has(#cell-plainOnScale) > notebook-cell")
      .evaluateAll((all) => all.map((each) => [each.getBoundingClientRect().left, each.getBoundingClientRect().top]));
  const [left = [], right = []] = await places();
  expect(right[0]).toBeGreaterThan(left[0] ?? 0);
  expect(right[1]).toBe(left[1]);
  await page.setViewportSize({ width: 390, height: 844 });
  const [upper = [], lower = []] = await places();
  expect(lower[0]).toBe(upper[0]);
  expect(lower[1]).toBeGreaterThan(upper[1] ?? 0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test("head, rail and end have no violations in dark Reading", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await open(page);
  expect(await findViolations(page, { within: [".chapter-header", "[data-contents]", ".chapter-end"] })).toEqual([]);
});
