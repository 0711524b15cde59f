import type { Page } from "@playwright/test";
import { publishedFiles } from "../../src/course/chapter-files.ts";
import { inChapterPage } from "../in-chapter-page.ts";
import { measurePage, type PageLayout } from "./page/measure-page.ts";

/** How a chapter's page is laid out for those who read it, at 1280 × 800. */
export interface LayoutRow extends PageLayout {
  readonly slug: string;
  /** From the page's top to the first control of a guess; null where none was reached. */
  readonly tabStops: number | null;
  /** The same by the head's link, where there is one. */
  readonly tabStopsByLink: number | null;
  /** Height of the page in screens, and its longest way without a figure, with everything shown. */
  readonly allShown: Pick<PageLayout, "screens" | "longestWithout" | "longestAfter">;
  /** On A4. */
  readonly printedPages: number;
}

const screen = { width: 1280, height: 800 };
/** More stops than this are no way to a guess. */
const mostStops = 120;
/** What a guess is placed with. */
const guessControl = ".experiment .guess :is(input, button)";

/**
 * Measures every chapter as it opens for a new reader.
 * @param site a built site: to be compared with that of another version
 */
export async function measureLayout(site: string | null, say: (line: string) => void): Promise<LayoutRow[]> {
  const rows: LayoutRow[] = [];
  for (const slug of chapters()) {
    say(`layout: ${slug}`);
    const measure = async (page: Page) => void rows.push(await measureChapter(page, slug));
    await inChapterPage(slug, measure, { site: site ?? (rows.length > 0 ? "dist" : null) });
  }
  return rows;
}

function chapters(): readonly string[] {
  return publishedFiles().map((name) => name.replace(/^\d+-|\.md$/g, ""));
}

async function measureChapter(page: Page, slug: string): Promise<LayoutRow> {
  await page.setViewportSize(screen);
  await drawAll(page);
  const layout = await page.evaluate(measurePage, screen.height);
  const tabStops = await countStops(page, false);
  const tabStopsByLink = await countStops(page, true);
  const allShown = await measureAllShown(page);
  const paper = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
  return {
    slug,
    ...layout,
    tabStops,
    tabStopsByLink,
    allShown,
    printedPages: paper.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0,
  };
}

/** Of a reader who guesses nothing. */
async function measureAllShown(page: Page): Promise<PageLayout> {
  const button = page.getByRole("button", { name: "Show everything" });
  if ((await button.count()) > 0) await button.click();
  await drawAll(page);
  return page.evaluate(measurePage, screen.height);
}

/** Figures that are drawn when they come into view are in view once. */
async function drawAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
      scrollTo({ top, behavior: "instant" });
      await new Promise((done) => setTimeout(done, 50));
    }
    scrollTo({ top: 0, behavior: "instant" });
    await new Promise((done) => setTimeout(done, 300));
  });
}

/** @param byLink follows the link to the first guess on the way */
async function countStops(page: Page, byLink: boolean): Promise<number | null> {
  await page.reload();
  await page.evaluate(() => window.courseNotebook?.settled());
  for (let stops = 1; stops <= mostStops; stops++) {
    await page.keyboard.press("Tab");
    if (byLink && (await page.evaluate(() => document.activeElement?.matches(".chapter-header .facts > a") === true)))
      await page.keyboard.press("Enter");
    if (await page.evaluate((control) => document.activeElement?.matches(control) === true, guessControl)) return stops;
  }
  return null;
}
