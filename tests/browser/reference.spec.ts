import { expect, test, type Page } from "@playwright/test";
import docs from "../../src/editor/api-docs.json" with { type: "json" };

const names = docs.map(({ name }) => name);

async function open(page: Page): Promise<string[]> {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  await page.goto("/reference/");
  await page.waitForFunction(() => window.courseNotebook !== undefined);
  return problems;
}

/** Runs one cell to its end, as Run does. */
async function runCell(page: Page, id: string) {
  return page.evaluate(async (id) => {
    await window.courseNotebook?.run(id);
    const state = window.courseNotebook?.state(id);
    const output = document.querySelector(`[data-cell="${id}"] .cell-output`);
    const shows = (output?.textContent ?? "") !== "" || Boolean(output?.querySelector("svg, canvas, input, button"));
    return { kind: state?.kind, error: state?.kind === "error" ? state.error.message : null, shows };
  }, id);
}

test("nothing runs until the reader asks, and every function stands there with its example", async ({ page }) => {
  const problems = await open(page);
  await page.evaluate(() => window.courseNotebook?.settled());
  const states = await page.evaluate(() => {
    const notebook = window.courseNotebook;
    return [...new Set(notebook?.cells.map((id) => notebook.state(id).kind))];
  });
  expect(states).toEqual(["not-run"]);
  for (const name of names) {
    await expect(page.locator(`[id="${name}"] h3`)).toHaveCount(1);
    await expect(page.locator(`[id="${name}"] [data-cell="example-${name}"]`)).toHaveCount(1);
  }
  expect(problems).toEqual([]);
});

test("every example runs and shows something", async ({ page }) => {
  test.setTimeout(600_000);
  const problems = await open(page);
  for (const id of ["exampleRun", "exampleImageRun"]) expect(await runCell(page, id)).toMatchObject({ kind: "done" });
  const failed: unknown[] = [];
  for (const name of names) {
    const result = await runCell(page, `example-${name}`);
    if (result.kind !== "done" || !result.shows) failed.push({ name, ...result });
  }
  expect(failed).toEqual([]);
  expect(problems).toEqual([]);
});

test("an example that needs a training offers to run that first", async ({ page }) => {
  await open(page);
  const cell = page.locator('[data-cell="example-finalLoss"]');
  await cell.getByRole("button", { name: "Run: example-finalLoss", exact: true }).click();
  await expect(cell).toHaveAttribute("data-state", "waiting");
  await cell.getByRole("button", { name: "Run exampleRun, then this cell: example-finalLoss" }).click();
  await expect(cell).toHaveAttribute("data-state", "done", { timeout: 90_000 });
  await expect(page.locator('[data-cell="exampleRun"]')).toHaveAttribute("data-state", "done");
  await expect(cell.locator(".cell-output")).toContainText("Array(2)");
});

test("functions are chosen by words, and an address leads to one that was not chosen", async ({ page }) => {
  await open(page);
  const filter = page.getByRole("search");
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("share wrong answers");
  await expect(page.locator("#stepsToError")).toBeVisible();
  await expect(page.locator("#finalLoss")).toBeHidden();
  await expect(page.locator("#group-page")).toBeHidden();
  await expect(filter.getByRole("status")).toContainText(" of ");
  expect(new URL(page.url()).searchParams.get("words")).toBe("share wrong answers");
  await page.evaluate(() => (location.hash = "#finalLoss"));
  await expect(page.locator("#finalLoss")).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("");
});

test("without scripts everything can be read", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/reference/");
  await expect(page.locator("#train")).toContainText("weightDecay");
  await expect(page.locator('[data-cell="example-train"] .cell-source')).toBeVisible();
  await expect(page.getByRole("searchbox", { includeHidden: false })).toHaveCount(0);
  await context.close();
});

test("any cell leads to the reference, in a tab of its own, and so do help and the site's header", async ({ page }) => {
  await page.goto("/degradation/?code");
  await page.waitForFunction(() => window.courseNotebook !== undefined);
  await expect(page.getByRole("banner").getByRole("link", { name: "Reference" })).toHaveAttribute(
    "href",
    "/reference/",
  );
  const cell = page.locator('[data-cell="plainRuns"]');
  await cell.getByRole("button", { name: "More: plainRuns" }).click();
  const link = cell.locator(".cell-menu").getByRole("link", { name: "What can I use here?" });
  await expect(link).toHaveAttribute("href", "/reference/");
  await expect(link).toHaveAttribute("target", "_blank");
  await cell.getByRole("button", { name: "Edit: plainRuns" }).click();
  await expect(cell.locator(".cell-tools").getByRole("link", { name: "What can I use here?" })).toBeVisible();
  await cell.locator(".cm-content").getByText("train", { exact: true }).first().hover();
  await expect(page.locator(".cm-tooltip-hover").getByRole("link")).toHaveAttribute("href", "/reference/#train");
});
