import { expect, test, type Page } from "@playwright/test";
import { readTo } from "./chapter-page.ts";

/** Opens a chapter with its code and waits until its automatic cells are computed. */
async function open(page: Page): Promise<void> {
  await page.goto("/degradation/?code");
  await page.evaluate(() => window.courseNotebook?.settled());
}

/** The accessible name of what has the focus, as screen readers say it, without the explanations that may follow. */
async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    const label = focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : null;
    return (focused?.getAttribute("aria-label") ?? label ?? focused?.textContent ?? "").trim();
  });
}

/** Presses Tab, or Shift+Tab, until something of this name has the focus; says what had it on the way. */
async function tabTo(page: Page, name: RegExp, key = "Tab"): Promise<readonly string[]> {
  const passed: string[] = [];
  for (let presses = 0; presses < 16; presses++) {
    await page.keyboard.press(key);
    const focused = await focusedName(page);
    if (name.test(focused)) return passed;
    passed.push(focused);
  }
  throw new Error(`${name} was not reached. On the way: ${passed.join(" | ")}`);
}

test("by keyboard alone: knob, Run, Pause, Stop, guess, Edit, the way out of the editor, Reset", async ({ page }) => {
  await open(page);
  const cell = page.locator('[data-cell="plainRuns"]');
  const state = (expected: RegExp) => expect(cell).toHaveAttribute("data-state", expected);
  await readTo(page, "knobs");
  await page.getByRole("spinbutton", { name: "Training steps" }).focus();
  await page.keyboard.press("ArrowUp");
  // The knobs stand below the experiment that they are of.
  expect(await tabTo(page, /^Run: plainRuns$/, "Shift+Tab")).toContain("Edit: plainRuns");
  await page.keyboard.press("Enter");
  await state(/queued|running/);
  expect(await focusedName(page)).toBe("Stop: plainRuns");
  await expect(cell.getByRole("button", { name: "Pause: plainRuns" })).toBeVisible();
  expect(await tabTo(page, /^Pause: plainRuns$/)).toHaveLength(0);
  await page.keyboard.press("Enter");
  await state(/paused/);
  expect(await focusedName(page)).toBe("Resume: plainRuns");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await state(/stopped/);
  expect(await focusedName(page)).toBe("Run: plainRuns");

  await tabTo(page, /^plain-56 ends at$/);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-claim="E-D1"] .verdict-guess')).toContainText("You guessed");

  await page.getByRole("button", { name: "Edit: plainRuns" }).focus();
  await page.keyboard.press("Enter");
  const editor = page.getByRole("textbox", { name: "Code of plainRuns" });
  await expect(editor).toBeFocused();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("// mine");
  await page.keyboard.press("Escape");
  expect(await focusedName(page)).toBe("Edit: plainRuns");
  expect(await tabTo(page, /^Reset: plainRuns$/)).toHaveLength(0);
  await page.keyboard.press("Enter");
  await expect(editor).not.toContainText("// mine");
  expect(await focusedName(page)).toBe("Edit: plainRuns");
});

test("what a run does is told to those who do not see it", async ({ page }) => {
  await open(page);
  const cell = page.getByRole("region", { name: "Cell plainRuns" });
  const live = cell.getByRole("status");
  await expect(live).toHaveText("");
  await page.evaluate(() => void window.courseNotebook?.run("plainRuns"));
  await expect(live).toHaveText(/^plainRuns: (Queued|Running)/);
  await expect(cell.getByRole("progressbar", { name: "Progress of the run" })).toBeVisible();
  await page.evaluate(() => window.courseNotebook?.stop("plainRuns"));
  await expect(live).toHaveText(/^plainRuns: Stopped/);
});

test("on paper stand outputs without their code, exercises with theirs, and nothing that waits for a click", async ({
  page,
}) => {
  await open(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator('[data-cell="plainCurves"] .cell-output svg').first()).toBeVisible();
  await expect(page.locator('[data-cell="spiralPicture"] .cell-source')).toBeHidden();
  await expect(page.locator('.exercise[data-kind="code"] .cell-source').first()).toBeVisible();
  const shown = await page.evaluate(() => {
    const isShown = (each: Element) => each.getClientRects().length > 0;
    const cut = (each: Element) => each.scrollWidth > each.clientWidth + 1;
    return {
      controls: [...document.querySelectorAll("article .cell-button:not(.cell-link-button), nav")].filter(isShown)
        .length,
      cutCode: [...document.querySelectorAll(".cell-source")].filter((each) => isShown(each) && cut(each)).length,
    };
  });
  expect(shown).toEqual({ controls: 0, cutCode: 0 });
  const address = page.locator('a[rel~="external"]').first();
  const after = await address.evaluate((each) => getComputedStyle(each, "::after").content);
  expect(after).toContain("http");
});

test("with forced colours every state keeps its mark, its icon and its word", async ({ page }, testInfo) => {
  await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  await page.goto("/gallery/");
  await expect(page.locator('[data-cell="stopped"]')).toHaveAttribute("data-state", "stopped");
  await page.screenshot({ path: testInfo.outputPath("forced-colours.png"), fullPage: true });
  for (const [id, style] of [
    ["stale", "dotted"],
    ["queued", "dotted"],
    ["running", "solid"],
    ["source", "double"],
  ] as const) {
    const cell = page.locator(`[data-cell="${id}"]`);
    await expect(cell).toHaveCSS("border-left-style", style);
    await expect(cell).not.toHaveCSS(
      "border-left-color",
      await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor),
    );
    await expect(cell.locator(".cell-icon:visible").first()).toBeVisible();
    await expect(cell.locator(".cell-status-word:visible").first()).not.toBeEmpty();
  }
});

test("with reduced motion nothing moves by itself, and a training still shows how far it is", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/gallery/");
  const cell = page.locator('[data-cell="running"]');
  await expect(cell).toHaveAttribute("data-state", "running");
  await expect(cell.getByText("step 120 of 400")).toBeVisible();
  const moving = () =>
    document
      .getAnimations()
      .map((each) => ({
        ms: Number(each.effect?.getComputedTiming().duration ?? 0),
        delayMs: Number(each.effect?.getComputedTiming().delay ?? 0),
      }))
      .filter(({ ms, delayMs }) => ms > 1 && delayMs < 1000).length;
  expect(await page.evaluate(moving)).toBe(0);
});
