import { chromium, type Page } from "@playwright/test";
import type { EngineChoice } from "../src/training/contract/protocol.ts";
import { buildSite } from "./build-site.ts";
import { chromiumArguments, ignoredDefaults } from "./chromium-options.ts";
import { findChromium } from "./find-chromium.ts";
import { serveSite } from "./serve-site.ts";

export interface PageOptions {
  /** The site is built with the chapters that are not open to readers yet. */
  readonly drafts?: boolean;
  /** A built site; without it the site is built. */
  readonly site?: string | null;
  /** What trains wherever a cell does not say. */
  readonly engine?: EngineChoice;
}

/**
 * Opens a chapter of the built site in Chromium, waits until its automatic cells are computed and hands the page over.
 * The page's storage is its own and goes with it: what is edited there is kept nowhere.
 * @param slug the chapter, e.g. "degradation"
 */
export async function inChapterPage(
  slug: string,
  work: (page: Page) => Promise<void>,
  { site = null, drafts = false, engine = "auto" }: PageOptions = {},
): Promise<void> {
  if (site === null) buildSite({ drafts });
  const { server, port } = await serveSite(site ?? "dist", 0);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...chromiumArguments],
    ignoreDefaultArgs: [...ignoredDefaults],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    // As the switch at the top of a chapter keeps it
    if (engine !== "auto") await page.addInitScript((choice) => localStorage.setItem("engine", choice), engine);
    // A machine that does much else may take its time
    page.setDefaultTimeout(120_000);
    await page.goto(`http://localhost:${port}/${slug}/`, { waitUntil: "domcontentloaded" });
    await page.waitForFunction(() => window.courseNotebook !== undefined);
    await page.evaluate(() => window.courseNotebook?.startAll());
    await page.evaluate(() => window.courseNotebook?.settled());
    await work(page);
  } finally {
    await browser.close();
    server.close();
  }
}
