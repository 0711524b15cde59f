import { expect, test, type Page } from "@playwright/test";
import { readWhole } from "./chapter-page.ts";
import { publishedFiles } from "../../src/course/chapter-files.ts";

/** The chapters on A4, as Chromium prints them for a reader who has only opened the page. */
const slugs = publishedFiles().map((name) => name.replace(/^\d+-|\.md$/g, ""));

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.evaluate(() => window.courseNotebook?.settled());
}

async function countPages(page: Page): Promise<number> {
  const paper = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
  return paper.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** Pages of A4. The third chapter has as many experiments and exercises as the two before it together. */
const mostPages = (slug: string) => (slug === "residual-blocks" ? 42 : 25);

for (const slug of slugs)
  test(`${slug} is printed on at most ${mostPages(slug)} pages, without controls and code, which is an appendix on request`, async ({
    page,
  }) => {
    await open(page, `/${slug}/`);
    const pages = await countPages(page);
    expect(pages).toBeLessThanOrEqual(mostPages(slug));
    expect(pages).toBeGreaterThan(10);
    await readWhole(page);
    expect(await countPages(page), "read to the end").toBe(pages);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 695, height: 1000 });
    // A table's heads, by which a reader sorts it, are its heads on paper too; pieces that are set by hand are the figure.
    const controls =
      'button:not(th *, .strip-cell, .unit-chip), select, input:not([type="radio"], .exercise input), summary, .cell-tools, .site-header nav, .contents-rail';
    expect(await page.locator(controls).filter({ visible: true }).allTextContents()).toEqual(
      await page
        .locator(".prose > details.more:not(:has(> notebook-cell[data-keeps-open], .source-code)) > summary")
        .allTextContents(),
    );
    const code = await page.locator(".cell-source, .cell-editor").filter({ visible: true }).count();
    expect(code).toBe(await page.locator('.exercise[data-kind="code"]').count());
    await expect(page.locator("svg.effect-strip").first()).toBeVisible();
    await expect(page.locator(".verdict-words").first()).toBeVisible();
    expect(await page.locator(".series > .exercise").filter({ visible: false }).count()).toBe(0);
    const tooWide = await page.evaluate(() =>
      Array.from(document.querySelectorAll("table, svg, img, pre"))
        // A drawing within a drawing is cut where that one ends.
        .filter((each) => !each.parentElement?.closest("svg"))
        .filter((each) => each.getBoundingClientRect().width > 0 && each.getBoundingClientRect().right > innerWidth + 1)
        .map((each) => each.closest("[data-cell], [id]")?.id ?? each.outerHTML.slice(0, 99)),
    );
    expect(tooWide).toEqual([]);
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 1280, height: 900 });
    await expect(page.locator(".print-code")).toHaveCount(0);
    await open(page, `/${slug}/?print=code`);
    expect(await countPages(page)).toBeGreaterThan(pages + 2);
    await expect(page.locator(".print-code")).toHaveCount(0);
  });
