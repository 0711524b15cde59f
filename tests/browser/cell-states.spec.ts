import { expect, test, type Page } from "@playwright/test";
import { bundle, origin, serve, type Bundle } from "./bundle.ts";
import { renderPage, type PageText } from "./chapter-page.ts";
import { findViolations } from "./find-violations.ts";

const recorded = { date: "2026-11-21", device: "Chrome 156, NVIDIA H200" };

/** Every state that a cell can show, on one page. */
const gallery: PageText = {
  cells: [
    `const depth = view(Inputs.range([8, 56], {label: "Layers", step: 6, value: 20}));`,
    { source: `({depth, options: {A: "identity", B: "projection"}, loss: [2.3, 1.7, 1.1]})`, id: "inspected" },
    { source: "const notRun = train({depth});", run: "manual" },
    { source: "curve(notRun)", id: "waiting" },
    { source: "const recordedRun = train({});", run: "manual" },
    { source: "const recordedStale = train({depth});", run: "manual" },
    { source: "curve(recordedRun)", id: "recordedCurve", code: "folded" },
    { source: "const queued = train({}); // queued", run: "manual" },
    { source: "const running = train({});\n\n// one\n// two\n// more than fits a phone at rest", run: "manual" },
    { source: "curve(running)", id: "runningCurve", code: "hidden" },
    { source: "const done = train({});", run: "manual" },
    { source: "const paused = train({});", run: "manual" },
    { source: "const stopped = train({});", run: "manual" },
    { source: "const stale = train({depth});", run: "manual" },
    { source: "const knob = view(slider(1));" },
    {
      source: `// The last good output stays, dimmed.\nif (knob > 1)\n  throw new RangeError("knob: must be 1, got " + knob);\ndisplay(curve({doneSteps: 300}));`,
      id: "failing",
    },
    { source: "const broken = null.length;", code: "folded" },
    { source: "broken + 1", id: "caused" },
    { source: "dephts * 2", id: "unknown" },
    { source: "const edited = 1;" },
    { source: "const unparsed = 1;" },
    { source: "const twice = 1;", id: "firstTwice" },
    { source: "const twice = 2;", id: "secondTwice" },
  ],
  recordings: {
    recordedRun: { status: "done", doneSteps: 400, recorded },
    recordedStale: { status: "done", doneSteps: 400, recorded },
  },
};

let files: Bundle;

test.beforeAll(async () => {
  files = await bundle("tests/browser/host-page.ts");
});

async function openGallery(page: Page): Promise<void> {
  // The chapter's text of one cell changes between the reader's first and second visit.
  let published = "const edited = 0;";
  await serve(page, files, () => renderPage(gallery).replaceAll("const edited = 1;", published));
  await page.goto(`${origin}/`);
  await page.evaluate(() => window.notebook.edit("edited", "const edited = 42; // the reader's own"));
  published = "const edited = 1;";
  await page.reload();
  await page.evaluate(() => window.notebook.settled());
  for (const id of ["stale", "done", "stopped", "paused", "running", "queued"]) await startTraining(page, id);
  await page.evaluate(() => {
    const find = (id: string) => window.trainings.find(({ cellId }) => cellId === id);
    for (const id of ["stale", "done", "stopped", "paused", "running"]) find(id)?.step(id === "running" ? 240 : 400);
    find("stale")?.finish();
    find("done")?.finish();
    window.notebook.stop("stopped");
    window.notebook.pause("paused");
    find("queued")?.queue(2);
  });
  for (const id of ["stale", "done"]) await expectState(page, id, "done");
  await page.locator(`[data-cell="knob"] input`).fill("5");
  await page.locator(`[data-cell="depth"] input[type="number"]`).fill("56");
  await page.evaluate(() => window.notebook.edit("unparsed", "const unparsed = (1 + ;"));
  await expectState(page, "failing", "error");
  await expectState(page, "stale", "stale");
}

async function startTraining(page: Page, id: string): Promise<void> {
  await page.evaluate((id) => void window.notebook.run(id), id);
  await page.waitForFunction((id) => window.trainings.some(({ cellId }) => cellId === id), id);
}

async function expectState(page: Page, id: string, state: string): Promise<void> {
  await expect(page.locator(`[data-cell="${id}"]`)).toHaveAttribute("data-state", state);
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [390, 1280]) {
    test.describe(`in ${colorScheme} at ${width} pixels`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test("every cell state is accessible and fits the page", async ({ page }, testInfo) => {
        await openGallery(page);
        await page.screenshot({ path: testInfo.outputPath("cells.png"), fullPage: true, animations: "disabled" });
        await page.locator(`[data-cell="running"] .cell-source`).click();
        await expect(page.locator(".cm-content")).toBeFocused();
        await page.screenshot({ path: testInfo.outputPath("editor.png"), animations: "disabled" });
        expect(await findViolations(page, { without: [".observablehq--inspect"] })).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      });
    });
  }
}

test("buttons are large enough for a finger on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await openGallery(page);
  const buttons = page.locator("notebook-cell button.cell-button:not(.cell-link-button):visible");
  const boxes = await Promise.all((await buttons.all()).map((button) => button.boundingBox()));
  expect(boxes.filter((box) => !box || box.height < 44 || box.width < 44)).toEqual([]);
});

test("forced colours still tell the states apart", async ({ page }, testInfo) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openGallery(page);
  await page.screenshot({ path: testInfo.outputPath("cells.png"), fullPage: true });
  await expect(page.locator(`[data-cell="failing"]`)).toHaveCSS("border-left-style", "double");
  await expect(page.locator(`[data-cell="stale"]`)).toHaveCSS("border-left-style", "dotted");
});
