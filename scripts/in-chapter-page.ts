import { chromium, type Page } from "@playwright/test";
import { buildSite } from "./build-site.ts";
import { chromiumArguments, ignoredDefaults } from "./chromium-options.ts";
import { findChromium } from "./find-chromium.ts";
import { serveSite } from "./serve-site.ts";

/**
 * Builds the site, opens a chapter in Chromium, waits until its automatic cells are computed and hands the page over.
 * @param slug the chapter, e.g. "degradation"
 */
export async function inChapterPage(slug: string, work: (page: Page) => Promise<void>): Promise<void> {
  buildSite();
  const { server, port } = await serveSite("dist", 0);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...chromiumArguments],
    ignoreDefaultArgs: [...ignoredDefaults],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    await page.goto(`http://localhost:${port}/${slug}/`);
    await page.waitForFunction(() => window.courseNotebook !== undefined);
    await page.evaluate(() => window.courseNotebook?.settled());
    await work(page);
  } finally {
    await browser.close();
    server.close();
  }
}
