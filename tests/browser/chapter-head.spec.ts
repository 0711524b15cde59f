import { expect, test, type Page } from "@playwright/test";

async function open(page: Page, address = "/degradation/"): Promise<void> {
  await page.goto(address);
  await page.evaluate(() => window.courseNotebook?.settled());
}

test("few stops lead from the top of a chapter to its first guess, in both chapters", async ({ page }) => {
  for (const [address, most] of [
    ["/degradation/", 15],
    ["/vanishing-gradients/", 15],
  ] as const) {
    await open(page, address);
    let stops = 0;
    do {
      await page.keyboard.press("Tab");
      stops += 1;
    } while (stops < 60 && !(await page.evaluate(() => document.activeElement?.closest(".experiment") !== null)));
    expect(stops, address).toBeLessThanOrEqual(most);
  }
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
