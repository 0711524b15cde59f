import type { Locator, Page } from "@playwright/test";

/** Opens a chapter of the built site in which nothing runs until it is asked to. */
export async function openQuietChapter(page: Page): Promise<void> {
  await page.goto("/degradation/?safe&code");
  await page.waitForFunction(() => window.courseNotebook !== undefined);
}

/** Adds an automatic cell at the chapter's end, as a reader does; it runs. @returns its id */
export async function addCell(page: Page, source: string): Promise<string> {
  const id = await page.evaluate(
    (source) => window.courseNotebook?.reader.add({ run: "auto", source, after: null }) ?? "",
    source,
  );
  await page.waitForFunction((id) => /^(?:done|error)$/.test(window.courseNotebook?.state(id).kind ?? ""), id);
  return id;
}

export function cellById(page: Page, id: string): Locator {
  return page.locator(`notebook-cell[data-cell="${id}"]`);
}
