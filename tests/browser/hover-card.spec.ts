import { expect, test, type Locator, type Page } from "@playwright/test";
import { findViolations } from "./find-violations.ts";

const term = (page: Page): Locator => page.locator('a.term[data-card="term-batch-normalization"]');
const card = (page: Page): Locator => page.locator(".hover-card");

async function isInside(page: Page): Promise<boolean> {
  const box = await card(page).boundingBox();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  return box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
}

test.describe("with a mouse and a keyboard", () => {
  test.beforeEach(async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto("/degradation/");
    await page.evaluate(() => window.courseNotebook?.settled());
  });

  test("a term's card opens at the pointer, waits for it, and goes with Escape or when it leaves", async ({ page }) => {
    await term(page).hover();
    await expect(card(page)).toContainText("subtracts from each feature its mean");
    expect(await isInside(page)).toBe(true);
    await card(page).hover();
    await expect(card(page)).toBeVisible();
    expect(await findViolations(page, { within: [".hover-card"] })).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(card(page)).toBeHidden();
    await page.locator('a.term[data-card="term-relu"]').hover();
    await expect(card(page)).toContainText("ReLU.");
    await page.getByRole("heading", { level: 2 }).first().hover();
    await expect(card(page)).toBeHidden();
  });

  test("the focus opens it and takes it along; its words describe the link", async ({ page }) => {
    await page.locator('a.term[data-card="term-convolution"]').focus();
    await page.keyboard.press("ArrowRight");
    await expect(term(page)).toBeFocused();
    await expect(card(page)).toContainText("← → to the passage’s other references");
    await expect(card(page)).toContainText("batch normalization.");
    await expect(term(page)).toHaveAccessibleDescription(/subtracts from each feature its mean/);
    await page.keyboard.press("Escape");
    await expect(card(page)).toBeHidden();
    await expect(term(page)).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(card(page)).toContainText("ReLU.");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/glossary\/#relu$/);
    await expect(page.locator("article:target h3")).toHaveText("ReLU");
  });

  test("a citation's note is lit where it is in view, and comes as a card, with its links, where it is not", async ({
    page,
  }) => {
    const [note, reference] = [page.locator("#fn1"), page.locator("#fnref1")];
    await note.scrollIntoViewIfNeeded();
    await reference.focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await expect(note).toHaveAttribute("data-lit");
    await expect(card(page)).toBeHidden();
    await page.setViewportSize({ width: 700, height: 900 });
    await expect(note).toBeHidden();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await expect(card(page)).toContainText("Deep Residual Learning for Image Recognition");
    await page.keyboard.press("Tab");
    await expect(card(page).getByRole("link")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(reference).toBeFocused();
    await expect(card(page)).toBeHidden();
  });

  test("a reference to an equation has the equation, and paper has no cards", async ({ page }) => {
    await page.goto("/gallery/");
    const link = page.locator('a[data-card="eq-gallery-sum"]');
    await link.hover();
    await expect(page.locator("#eq-gallery-sum")).toHaveAttribute("data-lit");
    await page.setViewportSize({ width: 1280, height: 60 });
    await link.scrollIntoViewIfNeeded();
    await page.mouse.move(0, 0);
    await link.hover();
    await expect(card(page).locator(".katex-display")).toBeVisible();
    await page.emulateMedia({ media: "print" });
    await expect(card(page)).toBeHidden();
  });
});

test.describe("on a phone", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test("the first tap opens the card, which holds the link; a tap elsewhere closes it", async ({ page }) => {
    await page.goto("/degradation/");
    await term(page).tap();
    await expect(card(page)).toContainText("batch normalization.");
    await expect(term(page)).toHaveAttribute("aria-expanded", "true");
    expect(await isInside(page)).toBe(true);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.getByRole("heading", { level: 2 }).first().tap();
    await expect(card(page)).toBeHidden();
    await term(page).tap();
    await card(page).getByRole("link", { name: "In the glossary" }).tap();
    await expect(page).toHaveURL(/\/glossary\/#batch-normalization$/);
  });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a term leads to its entry", async ({ page }) => {
    await page.goto("/degradation/");
    await term(page).click();
    await expect(page.locator("article:target h3")).toHaveText("batch normalization");
  });
});
