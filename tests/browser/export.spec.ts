import { readFile, rename } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import { renderChapter } from "../../src/notebook/render-chapter.ts";
import { findNotebookProblems } from "../export/nbformat.ts";
import { findViolations } from "./find-violations.ts";

const hostile =
  'display(html`<b onclick="alert(1)">bold</b><a href="javascript:alert(2)">link</a><iframe srcdoc="<script>alert(3)</script>"></iframe><img src="/favicon.svg" alt="mark">`);' +
  'const canvas = display(document.createElement("canvas")); canvas.getContext("2d").fillRect(0, 0, 9, 9);' +
  'display(html`<script>alert(4)</script><style>@import "https://elsewhere.example/x.css";</style>`);';

/** Opens the chapter and makes it the reader's own: an edit, hostile output, a run without end, a deleted and a moved cell. */
async function openEdited(page: Page): Promise<void> {
  await page.goto("degradation/");
  await page.waitForFunction(() => window.courseNotebook !== undefined);
  await page.evaluate(async (hostile) => {
    const notebook = window.courseNotebook;
    if (!notebook) return;
    await notebook.settled();
    await notebook.edit("knobs", notebook.view("knobs").source.replace("value: 400", "value: 300"));
    notebook.reader.add({ run: "auto", source: hostile, after: "seeds" });
    const endless = 'display("so far");\nawait new Promise(() => {});';
    const running = notebook.reader.add({ run: "manual", source: endless, after: "seeds" });
    const program = 'sourceCode(toPyTorch(plainNet({depth: 8})), {name: "plain-8.py"})';
    notebook.reader.add({ run: "auto", source: program, after: "seeds" });
    notebook.reader.remove("spiralPicture");
    notebook.reader.move("seeds", "up");
    await notebook.settled();
    void notebook.run(running);
  }, hostile);
  await expect(page.locator('[data-cell="mine-2"] .cell-output')).toContainText("so far");
  await expect(page.getByLabel("plain-8.py", { exact: true })).toContainText("class Plain8(nn.Module)");
}

/** Chooses from the menu by keyboard. @returns the file's path */
async function exportBy(page: Page, choice: string, ending: string): Promise<string> {
  await page.locator("[data-export-menu] summary").focus();
  await page.keyboard.press("Enter");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: choice }).press("Enter");
  const file = await download;
  expect(file.suggestedFilename()).toMatch(new RegExp(`^degradation-edited-\\d{4}-\\d\\d-\\d\\d\\.${ending}$`));
  await expect(page.locator(".export-said")).toHaveText(`Saved ${file.suggestedFilename()}`);
  await expect(page.locator("[data-export-menu] summary")).toBeFocused();
  const path = await file.path();
  await rename(path, `${path}.${ending}`);
  return `${path}.${ending}`;
}

test("a chapter with a reader's edits and results becomes a page, a notebook and a text", async ({ page, browser }) => {
  await openEdited(page);

  await test.step("the page is whole without network, and nothing in it runs", async () => {
    const path = await exportBy(page, "Web page", "html");
    const context = await browser.newContext({ offline: true, colorScheme: "dark" });
    const copy = await context.newPage();
    const unwanted: string[] = [];
    copy.on("request", (request) => /^(file|data):/.test(request.url()) || unwanted.push(request.url()));
    copy.on("dialog", (dialog) => void dialog.dismiss().then(() => unwanted.push(dialog.message())));
    await copy.goto(`file://${path}`);
    const cell = (id: string) => copy.locator(`[data-cell="${id}"]`);
    await expect(cell("knobs").locator("pre")).toContainText("value: 300");
    await expect(cell("knobs").locator("input[type=number]").first()).toHaveValue("300");
    await expect(cell("mine-1")).toContainText("Added by the reader");
    await expect(cell("mine-2")).toContainText("Exported before its run had ended: Running");
    await expect(cell("plainCurves").locator("figure svg").first()).toBeVisible();
    await expect(cell("plainCurves").locator("details.chart-data tr").first()).toBeAttached();
    await expect(cell("spiralPicture")).toHaveCount(0);
    await expect(copy.locator("article .katex").first()).toBeVisible();
    await copy.locator('a.term[href="#term-relu"]').click();
    await expect(copy.locator(":target")).toContainText("sets negative ones to zero");
    const about = copy.locator('.row-mark[data-marks="D2"] .row-about');
    await expect(about).toHaveAttribute("href", /^http:.*\/claims\/#D2$/);
    await expect(about).not.toHaveAttribute("aria-describedby");
    await cell("mine-1").locator("b").click();
    await cell("mine-1").locator("a").click();
    await expect(cell("mine-1").locator("iframe, script")).toHaveCount(0);
    for (const image of await cell("mine-1").locator("img").all())
      expect(await image.evaluate((each: HTMLImageElement) => each.naturalWidth)).toBeGreaterThan(0);
    const facts = await copy.evaluate(() => ({
      paper: getComputedStyle(document.documentElement).backgroundColor,
      fonts: [...document.fonts].filter(({ status }) => status === "loaded").map(({ family }) => family),
      scripts: [...document.scripts].map(({ type }) => type),
      edits: JSON.parse(document.querySelector("#course-edits")?.textContent ?? "null") as unknown,
      overflow: document.documentElement.scrollWidth - innerWidth,
    }));
    expect(facts.paper).toBe("rgb(21, 23, 27)");
    expect(facts.fonts).toEqual(expect.arrayContaining([expect.stringContaining("Source Serif"), "KaTeX_Math"]));
    expect(facts.scripts).toEqual(["application/json"]);
    expect(facts.overflow).toBe(0);
    expect(facts.edits).toMatchObject({ chapter: "degradation", edits: { deleted: ["spiralPicture"] } });
    expect(unwanted).toEqual([]);
    // Plot names its own groups within a picture; the table of Inputs leaves the head of its check boxes empty.
    expect(await findViolations(copy, { without: ["svg g[aria-label]", "form th:empty"] })).toEqual([]);
    await context.close();
  });

  await test.step("the notebook is valid, and its figures need no style sheet", async () => {
    const text = await readFile(await exportBy(page, "Jupyter notebook", "ipynb"), "utf8");
    expect(findNotebookProblems(text)).toEqual([]);
    expect(text).toMatch(
      /\*\(\[reported: He et al\. 2015, sec\. 1; derived here: E-D2\]\(http:[^)]*\/claims\/#D2\)\)\*/,
    );
    const { cells } = JSON.parse(text) as { cells: { id: string; outputs?: { data?: Record<string, string[]> }[] }[] };
    const outputsOf = (id: string) => cells.find((each) => each.id === id)?.outputs ?? [];
    const drawing = outputsOf("plainCurves")
      .flatMap(({ data }) => data?.["image/svg+xml"] ?? [])
      .join("");
    expect(drawing).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(drawing).not.toMatch(/var\(|class=|<style|visibility="hidden"/);
    expect(drawing).toContain('stroke="rgb(134, 139, 146)"');
    expect(JSON.stringify(outputsOf("mine-1"))).not.toMatch(/onclick|javascript:|<script|iframe/);
    expect(JSON.stringify(outputsOf("knobs"))).toContain("Training steps");
  });

  await test.step("the text compiles to the cells of the page again", async () => {
    const text = await readFile(await exportBy(page, "Markdown", "md"), "utf8");
    const again = renderChapter(text, { file: "02-degradation.md" }).cells.map(({ id, source, run }) => [
      id,
      source,
      run,
    ]);
    const cells = await page.evaluate(() => {
      const notebook = window.courseNotebook;
      return notebook?.cells.map((id) => [id, notebook.view(id).source, notebook.view(id).run]);
    });
    expect(again).toEqual(cells);
  });

  await test.step("Escape closes the menu, and code can be copied", async () => {
    await page.locator("[data-export-menu] summary").press("Enter");
    await page.getByRole("button", { name: "Jupyter notebook" }).press("Escape");
    await expect(page.locator("[data-export-menu]")).not.toHaveAttribute("open");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy plain-8.py" }).click();
    await expect(page.getByText("Copied", { exact: true })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("def load_parameters(net, path):");
  });
});

test("without scripts the menu still leads to the chapter's text", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? "" });
  const page = await context.newPage();
  await page.goto("degradation/");
  await page.locator("[data-export-menu] summary").click();
  const link = page.locator("[data-export-menu] a");
  await expect(page.locator("[data-export-menu] button:visible")).toHaveCount(0);
  const answer = await context.request.get((await link.getAttribute("href")) ?? "");
  expect(await answer.text()).toBe(await readFile("chapters/02-degradation.md", "utf8"));
  await context.close();
});
