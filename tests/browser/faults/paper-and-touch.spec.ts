import { expect, test, type Page } from "@playwright/test";

/*
 * The kind: what fits a screen with a mouse does not fit paper, a phone or a page in another language. On paper nothing
 * is cut off at the side; fields that are typed in have letters of 16 px where fingers point; formulas are not translated.
 */

/** Opens a chapter in which nothing runs until it is asked to, with one cell of the test's own. */
async function openWith(page: Page, source: string): Promise<void> {
  await page.goto("/degradation/?safe&code");
  await page.waitForFunction(() => window.courseNotebook !== undefined);
  await page.evaluate((text) => window.courseNotebook?.edit("costPerPoint", text), source);
}

const rows = `Array.from({length: 3}, (_, row) => Object.fromEntries(
  Array.from({length: 24}, (_, at) => ["column " + at, "value " + row * at])))`;

/** What a cell may show that is wider than a page. */
const wide: Readonly<Record<string, string>> = {
  "a table of Inputs": `Inputs.table(${rows})`,
  "a table of one's own": `html\`<table>\${${rows}.map((row) => html\`<tr>\${Object.values(row).map((value) => html\`<td style="white-space: nowrap; min-width: 9em">\${value}</td>\`)}</tr>\`)}</table>\``,
  "a long word in a cell": `html\`<table><tr><td>\${"x".repeat(600)}</td><td>1</td></tr></table>\``,
  "a long text": `"word".repeat(300)`,
  "a wide picture": `svg\`<svg width="2000" height="80" viewBox="0 0 2000 80"><rect width="2000" height="80"/></svg>\``,
  "a net's table": `summaryTable(residualNet({depth: 20}))`,
};

test("on paper nothing that a cell shows is cut off at the side", async ({ page }) => {
  await openWith(page, "1");
  await page.setViewportSize({ width: 672, height: 900 });
  await page.emulateMedia({ media: "print" });
  for (const [what, source] of Object.entries(wide)) {
    await page.evaluate((text) => window.courseNotebook?.edit("costPerPoint", text), source);
    const output = page.locator('notebook-cell[data-cell="costPerPoint"] .cell-output');
    await expect
      .poll(() => output.evaluate((element) => element.childNodes.length), { message: what })
      .toBeGreaterThan(0);
    await expect
      .poll(
        () =>
          output.evaluate((element) => {
            const all = [element, ...element.querySelectorAll("*")];
            return Math.max(...all.map((each) => each.getBoundingClientRect().right)) - innerWidth;
          }),
        { message: what },
      )
      .toBeLessThanOrEqual(0);
    const hidden = await output.evaluate((element) =>
      [element, ...element.querySelectorAll("form, table, td, th, div, pre")]
        .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
        .map((each) => `${each.tagName} ${each.scrollWidth} of ${each.clientWidth}`),
    );
    expect(hidden, what).toEqual([]);
  }
  const tables = await page
    .locator(".prose table")
    .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().right - innerWidth));
  expect(Math.max(0, ...tables)).toBe(0);
});

test.describe("where fingers point", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

  test("fields and the editor have letters of 16 px", async ({ page }) => {
    await openWith(
      page,
      `html\`<div>\${[Inputs.text(), Inputs.textarea(), Inputs.select(["a"]), Inputs.range([0, 1]), Inputs.search([1])]}<input><textarea></textarea></div>\``,
    );
    await page.locator('notebook-cell[data-cell="costPerPoint"] .cell-edit').click();
    await expect(page.locator(".cm-content")).toBeVisible();
    for (const address of [null, "/claims/", "/reference/"]) {
      if (address !== null) await page.goto(address);
      const small = await page
        .locator("input, select, textarea, .cm-content")
        .evaluateAll((all) =>
          all.filter((each) => parseFloat(getComputedStyle(each).fontSize) < 16).map((each) => each.outerHTML),
        );
      expect(small, address ?? "chapter").toEqual([]);
    }
  });
});

test("formulas of the text and of cells are not translated", async ({ page }) => {
  await openWith(page, "tex`x_l`");
  const output = page.locator('notebook-cell[data-cell="costPerPoint"] .cell-output');
  await expect(output.locator(".katex")).toHaveCount(1);
  const translated = await page
    .locator(".katex")
    .evaluateAll((all) => all.filter((each) => each.closest('[translate="no"]') === null).length);
  expect(translated).toBe(0);
});
