import { expect, test, type Locator, type Page } from "@playwright/test";
import { readChapters } from "../../scripts/claims/read-chapters.ts";

/**
 * The chapter as its reader uses it, with real training. What its experiments show is not asked here: `npm run claims`
 * runs them all.
 */
test.beforeEach(async ({ page }) => {
  await page.goto("/degradation/?code");
  await settled(page);
});

test("the recorded runs stand behind the guess; a click on Run puts one's own figure and verdict in their place", async ({
  page,
}) => {
  const output = cell(page, "verdictD1").locator(".cell-output");
  await expect(cell(page, "plainRuns")).toHaveAttribute("data-state", "recorded");
  await expect(output).toBeHidden();
  await box(page, "E-D1").getByRole("button", { name: "Guess", exact: true }).click();
  await expect(output).toBeVisible();
  await expect(output).toContainText(/recorded/i);
  await chooseShort(page);
  await run(page, "plainRuns");
  await expect(cell(page, "plainRuns")).toHaveAttribute("data-state", "done", { timeout: 60_000 });
  await expect(output).toContainText("over 1 seed");
  await expect(output).toContainText("Your run");
  // The threshold was fixed for more steps and seeds, so nothing is judged, whatever comes out.
  await expect(output.locator(".verdict")).toHaveAttribute("data-verdict", "other-settings");
  await expect(output.locator(".verdict-differences")).toContainText("instead of 400");
  await expect(output.locator(".verdict-differences")).toContainText("1 seed instead of at least 3");
  await expect(cell(page, "plainCurves").locator("svg").first()).toBeVisible();
});

test("the page draws frames while a net trains, and a stopped run keeps its curve", async ({ page }) => {
  await box(page, "E-D4").getByRole("button", { name: "Show me" }).click();
  await run(page, "longRuns");
  const frames = await page.evaluate(async () => {
    for (let count = 0, done = 0; ; count++) {
      const state = window.courseNotebook?.state("longRuns");
      if (state?.kind === "running") done = state.progress?.done ?? 0;
      else if (state?.kind !== "queued") return count;
      if (count >= 60 && done > 20) return count;
      await new Promise(requestAnimationFrame);
    }
  });
  expect(frames).toBeGreaterThanOrEqual(60);
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

test("an edited cell changes what depends on it, and the edit is there after a reload", async ({ page }) => {
  await box(page, "E-D5").getByRole("button", { name: "Show me" }).click();
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

const mistakes = [
  ["an impossible depth", "plainNet({depth: 19})", "{data: shapes(), steps: 1}", /depth must be 6n \+ 2.*Try 20/],
  ["a learning rate that is no number", "plainMlp({depth: 4})", "{data: spiral(), steps: 1, learningRate: NaN}", /NaN/],
  ["an unknown data set", "plainMlp({depth: 4})", '{data: {kind: "mnist"}, steps: 1}', /mnist/],
] as const;

test("a mistake in a training gives a clear message in the cell, and the page lives on", async ({ page }) => {
  for (const [what, net, options, message] of mistakes) {
    await page.evaluate(
      ([net, options]) => window.courseNotebook?.edit("plainRuns", `const plainRuns = train(${net}, ${options});`),
      [net, options] as const,
    );
    await run(page, "plainRuns");
    await expect(cell(page, "plainRuns"), what).toHaveAttribute("data-state", "error");
    await expect(cell(page, "plainRuns"), what).toContainText(message);
  }
  await typeOver(page, "degreeKnobs", "const budget = 30;");
  await page.keyboard.press("Shift+Enter");
  await expect(cell(page, "polynomialPlot")).toHaveAttribute("data-state", "done");
});

function cell(page: Page, id: string): Locator {
  return page.locator(`notebook-cell[data-cell="${id}"]`);
}

function settled(page: Page): Promise<void> {
  return page.evaluate(() => window.courseNotebook?.settled());
}

/** As many steps as in the chapter's small setting, and one seed. */
async function chooseShort(page: Page): Promise<void> {
  const [steps, seeds] = await cell(page, "knobs").locator("input[type=number]").all();
  await steps?.fill(String(readChapters(["2"])[0]?.front.small?.["steps"]));
  await seeds?.fill("1");
  await settled(page);
}

function box(page: Page, claim: string): Locator {
  return page.locator(`section.experiment[data-claim="${claim}"]`);
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

async function typeOver(page: Page, id: string, source: string): Promise<void> {
  await press(page, "Edit", id);
  await expect(cell(page, id).locator(".cm-content")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(source);
}
