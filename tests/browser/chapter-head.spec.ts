import { expect, test, type Page } from "@playwright/test";

async function open(page: Page, address = "/degradation/"): Promise<void> {
  await page.goto(address);
  await page.evaluate(() => window.courseNotebook?.settled());
}

test("few stops lead from the top of a chapter to its first guess; rail and references are one each", async ({
  page,
}) => {
  for (const address of ["/vanishing-gradients/", "/degradation/"]) {
    await open(page, address);
    const inBox = () =>
      page.evaluate(() => document.activeElement?.matches(".experiment .guess :is(input, button)") === true);
    let stops = 0;
    do {
      await page.keyboard.press("Tab");
      stops += 1;
    } while (stops < 20 && !(await inBox()));
    expect(stops, address).toBeLessThanOrEqual(15);
  }
  const rail = page.locator("[data-contents] a");
  await rail.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(rail.nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(rail.last()).toBeFocused();
  await expect(page.locator('[data-contents] [tabindex="0"]')).toHaveCount(1);
  await page.keyboard.press("Home");
  await expect(page.getByRole("checkbox", { name: /^Short path/ })).toBeFocused();

  // All references of a passage can be reached, the last one is where Tab comes back to, and the text goes on behind it.
  const first = page.locator(".prose a.term").first();
  await first.focus();
  const reached: string[] = [];
  for (let at = 0; at < 40; at++) {
    reached.push(await page.evaluate(() => document.activeElement?.textContent ?? ""));
    await page.keyboard.press("ArrowRight");
  }
  const all = await page.evaluate(() => {
    const box = document.querySelector(".experiment") ?? document.body;
    const before = (link: Element) => (link.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
    const links = [...document.querySelectorAll(".prose :is(a.term, .sidenote a, .sidenote-ref a, .row-mark a)")];
    return links.filter((link) => before(link) && !link.closest("details")).map(({ textContent }) => textContent ?? "");
  });
  expect([...new Set(reached)].length).toBeGreaterThan(10);
  expect([...new Set(reached)]).toEqual([...new Set(all)]);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(all.at(-1));
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
  // A colour of something else may be changing, in one millisecond where no motion is wanted.
  const running = () => {
    const within = document.querySelector(".chapter-picture")?.getAnimations({ subtree: true }) ?? [];
    return within.filter((each) => each.playState === "running").length;
  };
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
