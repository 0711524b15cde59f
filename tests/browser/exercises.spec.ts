import { expect, test, type Locator, type Page } from "@playwright/test";

/** Exercises as a learner meets them, in chapter 1: an answer in code, a choice, and what Check says of both. */
test.beforeEach(async ({ page }) => {
  await page.goto("/vanishing-gradients/");
  await readAll(page);
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
  await choose(box, "unlikely");
  await reload(page);
  await expect(box.locator("input[value=unlikely]")).toBeChecked();
  await expect(box.locator("input:checked")).toHaveCount(1);
  await expect(knob).toHaveValue("20");
  const other = await page.context().newPage();
  await other.goto("/vanishing-gradients/");
  await readAll(other);
  await choose(exercise(other, "c1-three-places"), "normalization");
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
  await choose(box, "product");
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

test("an explanation follows the answer, a series comes one part at a time, and the score is summed in the rail and at the end", async ({
  page,
}) => {
  const scores = page.locator("[data-exercise-score]");
  const [first, second] = [exercise(page, "c1-fix-less-than-one"), exercise(page, "c1-fix-saturation")];
  const bar = page.getByRole("group", { name: "Which sentence" });
  await bar.scrollIntoViewIfNeeded();
  await expect(scores).toHaveCount(2);
  for (const score of await scores.all())
    await expect(score).toHaveText(/^0 of \d+ exercises solved, 0 of \d+ points$/);
  await expect(second).toBeHidden();
  // Before a try nothing explains; after a wrong one the reader can ask for it.
  const explanation = first.locator(".explanation");
  const ask = first.getByRole("button", { name: /^Show the explanation/ });
  await expect(explanation).toBeHidden();
  await expect(ask).toBeHidden();
  await choose(first, "slopes");
  await choose(first, "relu");
  await check(first);
  await expect(explanation).toBeHidden();
  await ask.press("Enter");
  await expect(explanation).toBeFocused();
  await expect(explanation).toContainText("only their product counts");
  // Whose explanation was read first earns nothing.
  await choose(first, "product");
  await choose(first, "linear");
  await check(first);
  await expect(first.locator("li[data-grade=got-it]")).toHaveCount(2);
  await expect(scores.first()).toHaveText(/^0 of /);
  await bar.getByRole("button", { name: "Next" }).press("Enter");
  await expect(first).toBeHidden();
  await expect(bar.getByRole("status")).toHaveText(/^sentence 2 of \d+$/);
  await choose(second, "cause");
  await choose(second, "unsaturated");
  await check(second);
  await expect(second.locator(".explanation")).toBeVisible();
  for (const score of await scores.all())
    await expect(score).toHaveText(/^1 of \d+ exercises solved, 1 of \d+ points$/);
  // A link leads to its part, and all of them can be had at once.
  await page.evaluate(() => (location.hash = "#c1-fix-tanh"));
  await expect(exercise(page, "c1-fix-tanh")).toBeInViewport();
  await bar.getByRole("button", { name: "All at once" }).click();
  await expect(first).toBeVisible();
  await expect(second).toBeVisible();
  await reload(page);
  for (const score of await scores.all())
    await expect(score).toHaveText(/^1 of \d+ exercises solved, 1 of \d+ points$/);
  await expect(second.locator(".explanation")).toHaveClass(/shown/);
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
  await readAll(page);
}

/** As if the reader had come by every cell: what is far from the view has not started. */
async function readAll(page: Page): Promise<void> {
  await page.evaluate(() => window.courseNotebook?.startAll());
  await page.evaluate(() => window.courseNotebook?.settled());
}

function exercise(page: Page, id: string): Locator {
  return page.locator(`.exercise[data-exercise="${id}"]`);
}

/** Questions of a form that come one at a time are shown together first. */
async function choose(box: Locator, value: string): Promise<void> {
  const all = box.getByRole("button", { name: "All at once" });
  if (await all.isVisible()) await all.click();
  await box.locator(`input[value=${value}]`).check();
}

async function check(box: Locator): Promise<void> {
  await box.getByRole("button", { name: /^Check/ }).click();
  await expect(box.locator(".exercise-summary")).not.toHaveText("Checking …");
}

/** As typing does: the text is kept and not run. */
async function answer(page: Page, id: string, source: string): Promise<void> {
  await page.evaluate(([id, text]) => window.courseNotebook?.draft(id, text), [id, source] as const);
}
