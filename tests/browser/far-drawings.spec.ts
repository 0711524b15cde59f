import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { JSDOM } from "jsdom";
import { gatherSheets } from "../../src/course/gather-sheets.ts";
import { lightenDrawings } from "../../src/course/lighten-drawings.ts";
import { lightenTags } from "../../src/course/lighten-tags.ts";
import { readRecordings } from "../../src/course/recorded-runs.ts";

const slug = "degradation";
/** Far down, drawn by a chart of its own. */
const far = '[data-cell="explodingPicture"] .cell-output';
/** Further down, with nothing to be guessed before it. */
const open = '[data-cell="ownCurves"] .cell-output';
const waiting = "svg[data-drawing]";

/** Nothing runs, so that every figure stands as it was drawn for all readers. */
async function openSafe(page: Page): Promise<void> {
  await page.goto(`/${slug}/?safe`);
  await page.waitForFunction(() => window.courseNotebook !== undefined);
}

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a far figure is a picture of the size that it has on the page, with its text alternative", async ({ page }) => {
    await page.goto(`/${slug}/`);
    const pictures = page.locator(`${waiting} img`);
    expect(await pictures.count()).toBeGreaterThan(30);
    const svg = page.locator(`${far} ${waiting}`).first();
    const picture = svg.locator("img");
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
    const [place, shown] = [await svg.boundingBox(), await picture.boundingBox()];
    expect(shown?.width).toBeCloseTo(place?.width ?? 0, 0);
    expect(shown?.height).toBeCloseTo(place?.height ?? 0, 0);
    const unnamed = await page.evaluate((waiting) => {
      const isNamed = (svg: Element) =>
        svg.closest("[aria-label], [aria-hidden=true]") !== null || svg.querySelector("img")?.alt !== "";
      return [...document.querySelectorAll(waiting)].filter((svg) => !isNamed(svg)).length;
    }, waiting);
    expect(unnamed).toBe(0);
  });
});

test("all drawings come after the first paint, one after the other, and stand as they were drawn", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/drawings/")) asked.push(request.url());
  });
  const html = readFileSync(`dist/${slug}/index.html`, "utf8");
  const awaited = [...html.matchAll(/data-drawing="([^"]+)"/g)].map(([, address = ""]) => address);
  await openSafe(page);
  await expect(page.locator(waiting)).toHaveCount(0);
  expect(new Set(asked).size).toBe(new Set(awaited).size);
  const { outputs } = readRecordings(slug);
  const shown = await page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>(".cell-output[data-recorded]")].map((output) => [
        output.closest<HTMLElement>("[data-cell]")?.dataset["cell"] ?? "",
        [...output.querySelectorAll("svg:not(svg svg)")].map((svg) => svg.outerHTML),
      ]),
    ),
  );
  const expected = Object.fromEntries(
    Object.keys(shown).map((id) => {
      const { document } = new JSDOM(gatherSheets(lightenTags(lightenDrawings(outputs[id] ?? "")))).window;
      const svgs = [...document.querySelectorAll("svg")].filter((svg) => !svg.parentElement?.closest("svg"));
      return [id, svgs.map((svg) => svg.outerHTML)];
    }),
  );
  expect(Object.values(shown).flat().length).toBeGreaterThan(30);
  expect(shown).toEqual(expected);
});

test("nothing moves when far figures come", async ({ page }) => {
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { readonly value: number })[])
        window.drawingShift = (window.drawingShift ?? 0) + entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/drawings/**", async (route) => {
    await held;
    await route.continue();
  });
  await openSafe(page);
  const heights = () =>
    page.evaluate(() => Array.from(document.querySelectorAll(".cell-output"), (each) => each.clientHeight));
  await page.locator(far).scrollIntoViewIfNeeded();
  expect(await page.locator(waiting).count()).toBeGreaterThan(30);
  const before = await heights();
  await page.evaluate(() => (window.drawingShift = 0));
  release();
  await expect(page.locator(waiting)).toHaveCount(0);
  expect(await heights()).toEqual(before);
  expect(await page.evaluate(() => window.drawingShift ?? 0)).toBeLessThanOrEqual(0.02);
});

test("paper has the figures that have not come yet", async ({ page }) => {
  // Nothing is idle: the reader prints at once.
  await page.addInitScript(() => (window.requestIdleCallback = () => 0));
  await openSafe(page);
  expect(await page.locator(waiting).count()).toBeGreaterThan(20);
  await page.pdf({ format: "A4" });
  await expect(page.locator(waiting)).toHaveCount(0);
  await expect(page.locator(`${far} svg path`).first()).toBeAttached();
});

test("a figure that does not come says so where it should stand, and can be asked for again", async ({ page }) => {
  await page.route("**/drawings/**", (route) => route.abort());
  await openSafe(page);
  await page.locator(open).scrollIntoViewIfNeeded();
  const notice = page.locator(`${open} .part-notice`);
  await expect(notice).toContainText("This figure could not be loaded");
  await page.unroute("**/drawings/**");
  await notice.getByRole("button", { name: "Try again" }).click();
  await expect(notice).toHaveCount(0);
  await expect(page.locator(`${open} ${waiting}`)).toHaveCount(0);
  await expect(page.locator(`${open} svg path`).first()).toBeAttached();
});

test("what was missing comes by itself when the connection is back", async ({ page }) => {
  await page.route("**/drawings/**", (route) => route.abort());
  await openSafe(page);
  await page.locator(open).scrollIntoViewIfNeeded();
  await expect(page.locator(`${open} .part-notice`)).toBeVisible();
  await page.unroute("**/drawings/**");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(page.locator(".part-notice")).toHaveCount(0);
  await expect(page.locator(waiting)).toHaveCount(0);
});

declare global {
  interface Window {
    drawingShift?: number;
  }
}
