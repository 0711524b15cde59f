import { expect, test, type Locator, type Page } from "@playwright/test";

/**
 * The chapter as its reader uses it, with real training on wasm. Smaller settings than the chapter's own, to spare two
 * cores: 2 seeds instead of 3, and 250 steps instead of 400. Thresholds are the chapter's.
 */
const small = { seeds: "2", steps: "250" };

test.beforeEach(async ({ page }) => {
  await page.goto("/degradation/");
  await settled(page);
});

test("E-D1 and E-R2 hold when trained here, after a bet", async ({ page }) => {
  test.setTimeout(300_000);
  await chooseSmall(page);
  for (const claim of ["E-D1", "E-D7", "E-R2"]) await bet(page, claim, "yes");
  await train(page, "plainRuns");
  await train(page, "residualRuns");
  for (const id of ["verdictD1", "verdictD7", "verdictR2"]) {
    const card = cell(page, id).locator(".verdict");
    await expect(card).toHaveAttribute("data-verdict", "holds");
    await expect(card).not.toContainText("Recorded");
  }
  await expect(cell(page, "verdictD1")).toContainText(/2 seeds/);
  await expect(cell(page, "plainCurves").locator("svg").first()).toBeVisible();
});

test("the recorded runs stand there before anything is run, behind the bet", async ({ page }) => {
  const card = cell(page, "verdictD1").locator(".cell-output");
  await expect(card).toHaveAttribute("inert", "");
  await bet(page, "E-D1", "unsure");
  await expect(card).not.toHaveAttribute("inert");
  await expect(card).toContainText(/recorded/i);
  await expect(cell(page, "plainRuns")).toHaveAttribute("data-state", "recorded");
});

test("the page draws frames while a net trains", async ({ page }) => {
  await run(page, "plainRuns");
  await expect(cell(page, "plainRuns").locator(".cell-status")).toContainText("of");
  const frames = await page.evaluate(async () => {
    let count = 0;
    while (window.courseNotebook?.state("plainRuns")?.kind === "running" && count < 60) {
      await new Promise(requestAnimationFrame);
      count++;
    }
    return count;
  });
  expect(frames).toBe(60);
  await press(page, "Stop", "plainRuns");
});

test("an edited cell changes what depends on it, and the edit is there after a reload", async ({ page }) => {
  const plot = cell(page, "polynomialPlot").locator("svg").first();
  const published = await plot.innerHTML();
  await typeOver(page, "degreeKnobs", "const budget = 5000;");
  await page.keyboard.press("Shift+Enter");
  await expect.poll(() => plot.innerHTML()).not.toBe(published);
  await typeOver(page, "seeds", "const seeds = [11, 12];");
  await page.keyboard.press("Shift+Enter");
  await expect(cell(page, "plainRuns")).toHaveAttribute("data-state", "stale");
  await expect(cell(page, "plainRuns")).toContainText("seeds");
  await page.reload();
  await settled(page);
  await expect(cell(page, "seeds").locator(".cell-source")).toContainText("[11, 12]");
  await press(page, "Reset", "seeds");
  await expect(cell(page, "seeds").locator(".cell-source")).toContainText("seedCount");
});

test("a broken cell names the line and keeps its last good output", async ({ page }) => {
  await expect(cell(page, "costPerPoint")).toContainText("49 %");
  await typeOver(page, "costPerPoint", "const cost = 1;\ndisplay(nope.length);");
  await page.keyboard.press("Shift+Enter");
  await expect(cell(page, "costPerPoint")).toHaveAttribute("data-state", "error");
  await expect(cell(page, "costPerPoint")).toContainText("nope is not defined");
  await expect(cell(page, "costPerPoint")).toContainText("49 %");
  await typeOver(page, "costPerPoint", "const cost = null;\ndisplay(cost.macs);");
  await page.keyboard.press("Shift+Enter");
  await expect(cell(page, "costPerPoint")).toContainText(/line 2/i);
  await expect(cell(page, "costPerPoint")).toContainText("49 %");
});

test("a stopped run keeps its curve", async ({ page }) => {
  await bet(page, "E-D4", "shown");
  await run(page, "longRuns");
  await page.waitForFunction(() => {
    const state = window.courseNotebook?.state("longRuns");
    return state?.kind === "running" && (state.progress?.done ?? 0) > 60;
  });
  await press(page, "Stop", "longRuns");
  await expect(cell(page, "longRuns")).toHaveAttribute("data-state", "stopped");
  const drawn = await page.evaluate(async () => {
    const value = (await window.courseNotebook?.value("longRuns")) as { runs: { loss: number[] }[]; status: string };
    return { status: value.status, losses: value.runs[0]?.loss.length ?? 0 };
  });
  expect(drawn.status).toBe("stopped");
  expect(drawn.losses).toBeGreaterThan(5);
  await expect(cell(page, "longCurves").locator("svg").first()).toBeVisible();
});

const mistakes = [
  ["an impossible depth", "plainNet({depth: 19})", "{data: shapes(), steps: 1}", /depth must be 6n \+ 2.*Try 20/],
  ["a learning rate that is no number", "plainMlp({depth: 4})", "{data: spiral(), steps: 1, learningRate: NaN}", /NaN/],
  ["an unknown data set", "plainMlp({depth: 4})", '{data: {kind: "mnist"}, steps: 1}', /mnist/],
] as const;

for (const [what, net, options, message] of mistakes) {
  test(`${what} gives a clear message in the cell, and the page lives on`, async ({ page }) => {
    await page.evaluate(
      ([net, options]) => window.courseNotebook?.edit("plainRuns", `const plainRuns = train(${net}, ${options});`),
      [net, options] as const,
    );
    await run(page, "plainRuns");
    await expect(cell(page, "plainRuns")).toHaveAttribute("data-state", "error");
    await expect(cell(page, "plainRuns")).toContainText(message);
    await typeOver(page, "degreeKnobs", "const budget = 30;");
    await page.keyboard.press("Shift+Enter");
    await expect(cell(page, "polynomialPlot")).toHaveAttribute("data-state", "done");
  });
}

function cell(page: Page, id: string): Locator {
  return page.locator(`notebook-cell[data-cell="${id}"]`);
}

function settled(page: Page): Promise<void> {
  return page.evaluate(() => window.courseNotebook?.settled());
}

async function chooseSmall(page: Page): Promise<void> {
  const numbers = cell(page, "knobs").locator("input[type=number]");
  await numbers.nth(0).fill(small.steps);
  await numbers.nth(1).fill(small.seeds);
  await settled(page);
}

async function bet(page: Page, claim: string, answer: "yes" | "no" | "unsure" | "shown"): Promise<void> {
  const box = page.locator(`section.claim[data-claim="${claim}"]`);
  if (answer === "shown") await box.getByRole("button", { name: "Show without betting" }).click();
  else await box.locator(`input[type=radio][value=${answer}]`).check();
}

async function press(page: Page, action: "Run" | "Stop" | "Edit" | "Reset", id: string): Promise<void> {
  await cell(page, id).hover();
  await cell(page, id)
    .getByRole("button", { name: `${action}: ${id}`, exact: true })
    .click();
}

function run(page: Page, id: string): Promise<void> {
  return press(page, "Run", id);
}

async function train(page: Page, id: string): Promise<void> {
  await run(page, id);
  await expect(cell(page, id)).toHaveAttribute("data-state", "done", { timeout: 120_000 });
}

async function typeOver(page: Page, id: string, source: string): Promise<void> {
  await press(page, "Edit", id);
  await expect(cell(page, id).locator(".cm-content")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(source);
}
