import type { Locator, Page } from "@playwright/test";

/** Opens a chapter of the built site in which nothing runs until it is asked to. */
export async function openQuietChapter(page: Page): Promise<void> {
  await page.goto("/degradation/?safe");
  await page.waitForFunction(() => window.courseNotebook !== undefined);
}

/** Adds a cell at the chapter's end, as a reader does, and runs it. @returns its id */
export async function addCell(page: Page, source: string): Promise<string> {
  return page.evaluate(async (source) => {
    const notebook = window.courseNotebook;
    const id = notebook?.reader.add({ run: "auto", after: null }) ?? "";
    await notebook?.settled();
    await notebook?.edit(id, source);
    return id;
  }, source);
}

export function cellById(page: Page, id: string): Locator {
  return page.locator(`notebook-cell[data-cell="${id}"]`);
}
