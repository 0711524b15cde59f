import { expect, test, type Locator, type Page } from "@playwright/test";

async function open(page: Page, address = "/degradation/"): Promise<void> {
  await page.goto(address);
  await page.evaluate(() => window.courseNotebook?.settled());
}

function cell(page: Page, id: string): Locator {
  return page.locator(`notebook-cell[data-cell="${id}"]`);
}

const view = (page: Page, name: "Reading" | "Code"): Locator => page.getByRole("radio", { name, exact: true });

test("Reading shows no code and no tools; one button a cell opens them, by keyboard and pointer", async ({ page }) => {
  await open(page);
  await expect(page.locator("html")).toHaveAttribute("data-view", "reading");
  await expect(view(page, "Reading")).toBeChecked();
  const left = await page
    .locator("notebook-cell:not([data-keeps-open]) :is(.cell-source, .cell-tools)")
    .evaluateAll((all) => all.filter((each) => each.getClientRects().length > 0).length);
  expect(left).toBe(0);
  // A cell that only defines names takes no room.
  expect((await cell(page, "imageSet").boundingBox())?.height ?? 0).toBe(0);

  const picture = cell(page, "spiralPicture");
  const braces = picture.getByRole("button", { name: "Code: spiralPicture" });
  await expect(braces).toHaveCSS("opacity", "0");
  await picture.hover();
  await expect(braces).toHaveCSS("opacity", "1");
  await braces.focus();
  await page.keyboard.press("Enter");
  await expect(braces).toHaveAttribute("aria-expanded", "true");
  await expect(picture.locator(".cell-source")).toBeVisible();
  // It is coloured when it is seen.
  await expect(picture.locator(".cell-source .tok-punctuation").first()).toBeAttached();
  await page.keyboard.press("Tab");
  await expect(picture.getByRole("button", { name: "Edit: spiralPicture" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(picture.locator(".cell-source")).toBeHidden();
});

test("what a cell has to say stays in Reading: its problem, its state, that it was edited", async ({ page }) => {
  await open(page);
  const knobs = cell(page, "degreeKnobs");
  await page.evaluate(() => window.courseNotebook?.edit("degreeKnobs", "const budget = null.size;"));
  await expect(knobs.locator(".cell-problem")).toContainText("Error");
  await expect(knobs.locator(".cell-edits-word")).toHaveText("Edited");
  await expect(knobs.locator(".cell-source")).toBeHidden();
  await knobs.getByRole("button", { name: "line 1: degreeKnobs" }).click();
  await expect(knobs.locator(".cell-source")).toBeVisible();
  await page.evaluate(() => {
    void window.courseNotebook?.edit("degreeKnobs", "const budget = 5; await new Promise(() => {});");
  });
  await knobs.getByRole("button", { name: "Code: degreeKnobs" }).click();
  await expect(knobs.locator(".cell-source")).toBeHidden();
  await expect(knobs.locator(".cell-status-word")).toBeVisible();
  await expect(knobs.getByRole("button", { name: "Stop: degreeKnobs" })).toBeVisible();
});

test("the view is chosen by keyboard, remembered, and goes with the address", async ({ page, context }) => {
  await open(page);
  await page.locator("#construction").scrollIntoViewIfNeeded();
  await view(page, "Reading").focus({});
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("html")).toHaveAttribute("data-view", "code");
  await expect(cell(page, "spiralPicture").getByRole("button", { name: "Show code" })).toBeVisible();
  await expect(cell(page, "knobs").locator(".cell-source")).toBeVisible();
  await expect(page).toHaveURL(/\/degradation\/\?code$/);
  const other = await context.newPage();
  await other.goto("/vanishing-gradients/");
  await expect(other.locator("html")).toHaveAttribute("data-view", "code");
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/\/degradation\/$/);
  await other.reload();
  await expect(other.locator("html")).toHaveAttribute("data-view", "reading");
  // What a link asks for is not remembered.
  await other.goto("/vanishing-gradients/?code");
  await expect(view(other, "Code")).toBeChecked();
  await other.goto("/vanishing-gradients/");
  await expect(view(other, "Reading")).toBeChecked();
});

test("a link to a cell shows its code; the reference and the gallery are always with code", async ({ page }) => {
  await open(page, "/degradation/#cell-costPerPoint");
  await expect(cell(page, "costPerPoint").locator(".cell-source")).toBeVisible();
  await page.evaluate(() => (location.hash = "#cell-depthPair"));
  await expect(cell(page, "depthPair").locator(".cell-source")).toBeVisible();
  await page.goto("/gallery/");
  await expect(page.locator("[data-view-switch]")).toHaveCount(0);
  await expect(page.locator(".cell-source").first()).toBeVisible();
});

test.describe("where fingers point", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

  test("the button for a cell's code stands below what the cell shows", async ({ page }) => {
    await open(page);
    const braces = page.getByRole("button", { name: "Code: spiralPicture" });
    await expect(braces).toHaveCSS("opacity", "1");
    const size = await braces.boundingBox();
    expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(44);
    await braces.tap();
    await expect(cell(page, "spiralPicture").locator(".cell-source")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the code is there", async ({ page }) => {
    await page.goto("/degradation/");
    await expect(cell(page, "plainRuns").locator(".cell-source")).toBeVisible();
    await expect(page.locator("[data-view-switch]")).toBeHidden();
  });

  test("pictures have the size that scripts give them, so that nothing moves as those arrive", async ({ page }) => {
    await page.goto("/degradation/");
    const size = await page.locator('[data-cell="imagePicture"] .gallery-images img').first().boundingBox();
    expect(size?.width).toBeGreaterThan(24);
    expect(size?.height).toBeCloseTo(size?.width ?? 0, 0);
  });
});
