import { expect, test, type Page } from "@playwright/test";

async function open(page: Page, address = "/degradation/"): Promise<void> {
  await page.goto(address);
  await page.evaluate(() => window.courseNotebook?.settled());
}

test("few stops lead from the top of a chapter to its first guess; the rail is one of them", async ({ page }) => {
  for (const address of ["/degradation/", "/vanishing-gradients/"]) {
    await open(page, address);
    const way = page.getByRole("link", { name: "To the first guess" });
    const inBox = () => page.evaluate(() => document.activeElement?.matches(".experiment :is(input, button)") === true);
    let stops = 0;
    while (stops < 20 && !(await inBox())) {
      await page.keyboard.press("Tab");
      stops += 1;
      if (await way.evaluate((link) => link === document.activeElement)) await page.keyboard.press("Enter");
    }
    expect(stops, address).toBeLessThanOrEqual(15);
  }
  const rail = page.locator("[data-contents] a");
  await rail.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(rail.nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(rail.last()).toBeFocused();
  await expect(page.locator('[data-contents] a[tabindex="0"]')).toHaveCount(1);
});

test("one menu holds engine, Run all with its price, dependencies and exports; Escape leads back", async ({ page }) => {
  await open(page);
  const menu = page.locator("[data-export-menu]");
  await menu.locator("summary").press("Enter");
  await expect(menu.getByLabel("Train on")).toBeVisible();
  await expect(menu.getByRole("button", { name: /^Run all · about \d+ (s|min)$/ })).toBeVisible();
  await expect(menu.getByRole("button", { name: "Dependencies" })).toBeVisible();
  await expect(menu.getByRole("button", { name: /^Jupyter notebook/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(menu.locator("summary")).toBeFocused();
  await expect(menu.getByLabel("Train on")).toBeHidden();
});

test("a picture moves once at the head of a chapter, and is still for who wants no motion", async ({ page }) => {
  const running = () => document.getAnimations().filter((each) => each.playState === "running").length;
  for (const address of ["/degradation/", "/vanishing-gradients/"]) {
    await page.emulateMedia({ reducedMotion: "no-preference" });
    await page.goto(address);
    await expect(page.locator(".chapter-picture svg")).toBeInViewport();
    await expect.poll(() => page.evaluate(running)).toBe(0);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.reload();
    await expect(page.locator(".chapter-picture svg")).toBeVisible();
    expect(await page.evaluate(running)).toBe(0);
  }
});
