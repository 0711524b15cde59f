import type { Locator, Page } from "@playwright/test";

interface Place {
  readonly x: number;
  readonly y: number;
}

/** The middle of a part, brought into the window. */
export async function middleOf(part: Locator): Promise<Place> {
  await part.scrollIntoViewIfNeeded();
  const box = await part.boundingBox();
  if (box === null) throw new Error("It is not on the page.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Takes a part some way, as a hand would. */
export async function pull(page: Page, part: Locator, by: Place): Promise<void> {
  const { x, y } = await middleOf(part);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const share of [0.3, 0.6, 1]) await page.mouse.move(x + share * by.x, y + share * by.y);
  await page.mouse.up();
}
