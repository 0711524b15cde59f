import { expect, test, type Locator, type Page } from "@playwright/test";

/** Exercises as a learner meets them, in chapter 1: an answer in code, a choice, and what Check says of both. */
test.beforeEach(async ({ page }) => {
  await page.goto("/vanishing-gradients/");
  await page.evaluate(() => window.courseNotebook?.settled());
});

test("code is edited, checked with hints, and the answer is there after a reload", async ({ page }) => {
  const box = exercise(page, "c1-max-slopes");
  await check(box);
  await expect(box.locator(".exercise-summary")).toHaveText("0 of 3 visible checks passed.");
  await expect(box.locator("li").first()).toContainText("still missing");
  await answer(page, "c1-max-slopes", "const maxSigmoidSlope = 0.3;\nconst maxTanhSlope = 1;");
  await expect(box.locator(".exercise-summary")).toHaveText("Changed since the last check.");
  await check(box);
  await expect(box.locator("li").nth(0)).toContainText("keep working. Where is σ(1 − σ) largest?");
  await expect(box.locator("li").nth(1)).toContainText("got it");
  await answer(
    page,
    "c1-max-slopes",
    "const maxSigmoidSlope = 0.25;\nconst maxTanhSlope = 1;\nconst maxSteepSlope = 1;",
  );
  await check(box);
  await expect(box.locator(".exercise-summary")).toHaveText("Visible checks passed.");
  await reload(page);
  await expect(box.locator(".cell-source")).toContainText("0.25");
});

test("a choice is made with the keyboard, and checking it does not take it back", async ({ page }) => {
  const box = exercise(page, "c1-three-places");
  await check(box);
  await expect(box.locator("li").first()).toContainText("still missing");
  await box.getByRole("radio").first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(box.getByRole("radio").nth(1)).toBeChecked();
  await check(box);
  await expect(box.locator("li").first()).toContainText(/got it|keep working/);
  await expect(box.getByRole("radio").nth(1)).toBeChecked();
});

test("what was chosen is there after a reload and in other tabs, and can be taken back; knobs stand as they were left", async ({
  page,
}) => {
  const box = exercise(page, "c1-three-places");
  const knob = page.locator('[data-cell="netKnobs"] input[type=number]').last();
  await knob.fill("20");
  await box.locator("input[value=unlikely]").check();
  await reload(page);
  await expect(box.locator("input[value=unlikely]")).toBeChecked();
  await expect(box.locator("input:checked")).toHaveCount(1);
  await expect(knob).toHaveValue("20");
  const other = await page.context().newPage();
  await other.goto("/vanishing-gradients/");
  await exercise(other, "c1-three-places").locator("input[value=normalization]").check();
  await expect(box.locator("input[value=normalization]")).toBeChecked();
  await check(box);
  await expect(box.locator("li[data-grade=got-it]")).toHaveCount(2);
  const reset = box.getByRole("button", { name: /^(Reset answer|Undo): c1-three-places$/ });
  await reset.press("Enter");
  await expect(box.locator("input:checked")).toHaveCount(0);
  await expect(box.locator("li")).toHaveCount(0);
  await expect(exercise(other, "c1-three-places").locator("input:checked")).toHaveCount(0);
  await expect(reset).toHaveText("Undo");
  await reset.press("Enter");
  await expect(box.locator("input:checked")).toHaveCount(2);
  await reset.press("Enter");
  await reload(page);
  await expect(box.locator("input:checked")).toHaveCount(0);
  await expect(reset).toBeHidden();
});

test("a page that runs nothing by itself keeps answers, and Reset all puts them aside", async ({ page }) => {
  const box = exercise(page, "c1-irrelevant");
  await box.locator("input[value=product]").check();
  await expect(page.locator(".chapter-tools-summary")).toHaveText("1 exercise answered");
  await page.goto("/vanishing-gradients/?safe");
  await expect(box.locator("input[value=product]")).not.toBeChecked();
  await page.getByRole("button", { name: "Run everything" }).click();
  await expect(box.locator("input[value=product]")).toBeChecked();
  await page.getByRole("button", { name: "Reset all" }).click();
  await page.getByRole("button", { name: "Yes, reset all" }).click();
  await expect(box.locator("input[value=product]")).not.toBeChecked();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(box.locator("input[value=product]")).toBeChecked();
});

test("an answer that fails says why, and one that runs the course's own code is judged by it", async ({ page }) => {
  const box = exercise(page, "c1-keep");
  await answer(page, "c1-keep", "const tanhGain = nonsense;");
  await check(box);
  await expect(box.locator("li")).toContainText(/still missing\. .*nonsense/);
  await answer(page, "c1-keep", "const tanhGain = 1.4;");
  await check(box);
  await expect(box.locator(".exercise-summary")).toHaveText("Visible checks passed.");
});

test("the gradient travels back by button and slider, one layer at a press for who wants no motion", async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const figure = page.locator('[data-cell="journey"] figure');
  const slider = figure.locator("input[type=range]");
  await slider.fill("0");
  await expect(figure.locator(".chart-readout")).toContainText("At the loss");
  await figure.getByRole("button", { name: "One layer back" }).click();
  await expect(slider).toHaveValue("1");
  await slider.fill("30");
  await expect(figure.locator(".chart-readout")).toContainText("Arrived at the input");
});

async function reload(page: Page): Promise<void> {
  await page.reload();
  await page.evaluate(() => window.courseNotebook?.settled());
}

function exercise(page: Page, id: string): Locator {
  return page.locator(`.exercise[data-exercise="${id}"]`);
}

async function check(box: Locator): Promise<void> {
  await box.getByRole("button", { name: /^Check/ }).click();
  await expect(box.locator(".exercise-summary")).not.toHaveText("Checking …");
}

/** As typing does: the text is kept and not run. */
async function answer(page: Page, id: string, source: string): Promise<void> {
  await page.evaluate(([id, text]) => window.courseNotebook?.draft(id, text), [id, source] as const);
}
