import { expect, test, type Locator, type Page } from "@playwright/test";
import { bundle, origin, serve, type Bundle } from "./bundle.ts";
import { renderPage, type PageText } from "./chapter-page.ts";
import { findViolations } from "./find-violations.ts";

let files: Bundle;

test.beforeAll(async () => {
  files = await bundle("tests/browser/host-page.ts");
});

async function open(page: Page, text: PageText, path = "/"): Promise<void> {
  await serve(page, files, () => renderPage(text));
  await page.goto(`${origin}${path}`);
  await page.evaluate(() => window.notebook.settled());
}

function cell(page: Page, id: string): Locator {
  return page.locator(`notebook-cell[data-cell="${id}"]`);
}

async function write(page: Page, id: string, source: string): Promise<void> {
  await cell(page, id).hover();
  await cell(page, id)
    .getByRole("button", { name: `Edit: ${id}`, exact: true })
    .click();
  await expect(cell(page, id).locator(".cm-content")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.type(source);
}

const cells: PageText["cells"] = [
  "const depth = view(slider(20));",
  { source: "const plain = train({depth});", run: "manual" },
  { source: "depth + 1", id: "next" },
  { source: "2 + 2", id: "draft" },
];

test.describe("an endless loop", () => {
  // Five seconds of blocked page are what is tested.
  test("ends by itself, names its line, and leaves the rest of the page alive", async ({ page }) => {
    await open(page, { cells });
    await page.evaluate(
      () => void window.notebook.edit("next", "let i = 0;\nfor (;;) {\n  i += depth;\n}\ndisplay(i);"),
    );
    const problem = cell(page, "next").locator(".cell-problem");
    await expect(problem).toContainText("this code ran for 5 seconds without giving the page a turn");
    await expect(problem.getByRole("button", { name: "line 2" })).toBeVisible();
    await expect(cell(page, "next").locator(".cell-output")).toHaveText("21");
    await page.evaluate(() => window.notebook.edit("draft", "[depth].map((n) => n * 3)[0]"));
    await expect(cell(page, "draft").locator(".cell-output")).toHaveText("60");
  });

  test("that takes the page along is named when the page opens again, and nothing runs", async ({ page }) => {
    // A page that is killed is not told that it goes; Playwright cannot go on with one that was really killed.
    await page.addInitScript(() => {
      for (const type of ["pagehide", "visibilitychange"])
        window.addEventListener(type, (event) => event.stopImmediatePropagation(), { capture: true });
    });
    await open(page, { cells });
    await page.evaluate(() => void window.notebook.run("plain"));
    await page.waitForFunction(() => window.trainings.length === 1);
    await page.reload();
    const notice = page.getByRole("region", { name: "Opened without running" });
    await expect(notice).toContainText("this page did not come back from cell plain");
    await expect(cell(page, "next").locator(".cell-output")).toBeEmpty();
    await notice.getByRole("link", { name: "plain" }).click();
    await expect(cell(page, "plain")).toBeFocused();
    await notice.getByRole("button", { name: "Run everything" }).click();
    await expect(cell(page, "next").locator(".cell-output")).toHaveText("21");
    await expect(notice).toHaveCount(0);
    await page.reload();
    await expect(cell(page, "next").locator(".cell-output")).toHaveText("21");
    await expect(notice).toHaveCount(0);
  });
});

test("an error that another cell caused leads to that cell, with the focus", async ({ page }) => {
  await open(page, { cells: ["const broken = null.length;", { source: "broken + 1", id: "caused" }] });
  await expect(cell(page, "caused").locator(".cell-problem")).toContainText("caused by cell broken");
  await cell(page, "caused").getByRole("link", { name: "broken" }).press("Enter");
  await expect(cell(page, "broken")).toBeFocused();
});

test("a shortage of memory says what would help", async ({ page }) => {
  await open(page, { cells: [{ source: "new Float64Array(2 ** 53 - 1)", id: "large" }] });
  await expect(cell(page, "large").locator(".cell-problem-hint")).toContainText("more than an array");
});

test("a stopped training keeps its curve, says its time, and goes stale with a reason", async ({ page }) => {
  await open(page, { cells: [...cells, { source: "plain.doneSteps", id: "steps" }] });
  await page.evaluate(() => void window.notebook.run("plain"));
  await page.waitForFunction(() => window.trainings.length === 1);
  await page.evaluate(() => window.trainings[0]?.step(120));
  await expect(cell(page, "steps").locator(".cell-output")).toHaveText("120");
  await page.evaluate(() => window.notebook.stop("plain"));
  await expect(cell(page, "plain").locator(".cell-status")).toContainText(/^Stoppedafter .* the last values are kept/);
  await cell(page, "depth").locator("input").fill("44");
  await expect(cell(page, "plain").locator(".cell-status")).toHaveText("Out of datedepth changed");
  await expect(cell(page, "steps").locator(".cell-output")).toHaveText("120");
});

test.describe("help while typing", () => {
  test("completes options of the course's functions, and shows what they do", async ({ page }, testInfo) => {
    await open(page, { cells });
    await write(page, "draft", "train({a: plainNet({dep");
    const list = page.locator(".cm-tooltip-autocomplete");
    await expect(list.locator("li[aria-selected]")).toContainText("depth");
    await expect(page.locator(".cm-completionInfo")).toContainText("Weighted layers");
    await expect(page.locator(".signature-help strong")).toHaveText("options");
    await page.screenshot({ path: testInfo.outputPath("completion.png") });
    await list.locator("li[aria-selected]").click();
    await expect(cell(page, "draft").locator(".cm-content")).toContainText("plainNet({depth: ");
    await expect(page.locator(".signature-help")).toContainText("depth integer 6n + 2, layers");
  });

  test("names the cells among the names, and shows the signature at the cursor", async ({ page }) => {
    await open(page, { cells });
    await write(page, "draft", "dep");
    const item = page.locator(".cm-tooltip-autocomplete li", { hasText: /^depthcell/ });
    await expect(item).toBeVisible();
    // As with a finger.
    await item.click();
    await expect(cell(page, "draft").locator(".cm-content")).toHaveText("depth");
    await write(page, "draft", "learningCurvesChart(plain, ");
    await expect(page.locator(".signature-help strong")).toHaveText("options?");
    await page.keyboard.press("Escape");
    await expect(page.locator(".signature-help")).toHaveCount(0);
  });

  test("shows documentation of the name under the pointer", async ({ page }) => {
    await open(page, { cells: [{ source: "1;", id: "first" }] });
    await write(page, "first", "// plain\nplainNet;");
    await cell(page, "first")
      .locator(".cm-line", { hasText: "plainNet" })
      .hover({ position: { x: 30, y: 10 } });
    await expect(page.locator(".cm-tooltip-hover .api-doc-signature")).toHaveText("plainNet(options)");
  });

  test("the keyboard selects several places, searches, and is never caught", async ({ page }) => {
    await open(page, { cells });
    await write(page, "draft", "one + one;");
    const editor = cell(page, "draft").locator(".cm-content");
    await page.keyboard.press("Home");
    await page.keyboard.press("ControlOrMeta+d");
    await page.keyboard.press("ControlOrMeta+d");
    await page.keyboard.type("two");
    await expect(editor).toHaveText("two + two;");
    await page.keyboard.press("ControlOrMeta+f");
    await expect(page.locator(".cm-search input[name=search]")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(editor).toBeFocused();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(cell(page, "draft").getByRole("button", { name: "Edit: draft" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(editor).not.toBeFocused();
    expect(await editor.getAttribute("aria-label")).toBe("Code of draft. Escape, then Tab, leaves it");
  });
});

for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 390],
] as const) {
  test(`help fits the page and is accessible in ${colorScheme} at ${width} pixels`, async ({ page }, testInfo) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await open(page, { cells });
    await write(page, "draft", "train({a: plainNet({depth: 8})}, {ste");
    await expect(page.locator(".cm-completionInfo")).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath("help.png") });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await findViolations(page, { without: [".observablehq--inspect"] })).toEqual([]);
  });
}

test.describe("the view of dependencies", () => {
  const graph: PageText["cells"] = [
    ...cells,
    "const steps = plain.doneSteps;",
    { source: "[steps, new Float32Array(1000), depth]", id: "large" },
    { source: "const lost = nothing;", id: "lost" },
  ];

  async function openPanel(page: Page): Promise<Locator> {
    await page.getByRole("button", { name: "Dependencies" }).click();
    const panel = page.getByRole("dialog", { name: "Cells and what they need" });
    await expect(panel.getByRole("listitem")).toHaveCount(7);
    return panel;
  }

  async function train(page: Page): Promise<void> {
    await page.evaluate(() => void window.notebook.run("plain"));
    await page.waitForFunction(() => window.trainings.length === 1);
    await page.evaluate(() => {
      window.trainings[0]?.step(400);
      window.trainings[0]?.finish();
    });
    await expect(cell(page, "plain")).toHaveAttribute("data-state", "done");
  }

  test("tells what feeds what, who is stale and why, what it cost, and follows the page", async ({ page }) => {
    await open(page, { cells: graph });
    await train(page);
    const panel = await openPanel(page);
    const row = (id: string) => panel.locator(`[data-id="${id}"]`);
    await expect(row("depth")).toContainText("feeds plain, next, large");
    await expect(row("large")).toContainText("needs depth, steps");
    await expect(row("large")).toContainText("4.0 kB");
    await expect(row("plain").locator(".dependency-costs")).toContainText(/^Time [\d.]+ m?s · result \d+ bytes$/);
    await expect(row("lost")).toContainText("Error");
    await expect(panel.locator(".dependency-summary")).toHaveText("7 cells; none is out of date.");
    await cell(page, "depth").locator("input").fill("44");
    await expect(row("plain").locator(".dependency-reason")).toHaveText("depth changed");
    await expect(row("steps").locator(".dependency-reason")).toHaveText("needs plain, which is out of date");
    await expect(panel.locator(".dependency-summary")).toHaveText("7 cells; 3 out of date.");
    await page.evaluate(() => window.notebook.edit("next", "plain.doneSteps + 1"));
    await expect(row("plain")).toContainText("feeds next, steps");
    expect(await panel.locator(".dependency-arcs path").count()).toBe(5);
  });

  test("is walked with the keyboard, and leads to cells", async ({ page }) => {
    await open(page, { cells: graph });
    const panel = await openPanel(page);
    await expect(panel.getByRole("heading")).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(panel.locator('[data-id="depth"] a').first()).toBeFocused();
    await expect(panel.locator('[data-id="plain"]')).toHaveAttribute("data-side", "feeds");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(cell(page, "plain")).toBeFocused();
    await panel.getByRole("button", { name: "Close" }).press("Escape");
    await expect(panel).toBeHidden();
    await expect(page.getByRole("button", { name: "Dependencies" })).toBeFocused();
  });

  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
    ["dark", 390],
  ] as const) {
    test(`is accessible and fits in ${colorScheme} at ${width} pixels`, async ({ page }, testInfo) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await open(page, { cells: graph });
      await train(page);
      await cell(page, "depth").locator("input").fill("44");
      const panel = await openPanel(page);
      await page.keyboard.press("ArrowDown");
      await expect(panel.locator('[data-id="plain"] .dependency-reason')).toHaveText("depth changed");
      await page.screenshot({ path: testInfo.outputPath("dependencies.png") });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await findViolations(page, { without: [".observablehq--inspect"] })).toEqual([]);
      // Where the panel would cover the cell it goes.
      await panel.locator('[data-id="plain"] a').first().click();
      await expect(cell(page, "plain")).toBeFocused();
      await expect(panel).toBeVisible({ visible: width > 900 });
    });
  }
});
