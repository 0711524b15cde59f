import type { Page } from "@playwright/test";

/** Runs one cell in the open page, telling how far it is. @throws Error if it does not end well */
export async function runCell(page: Page, cell: string, onProgress: (share: number) => void): Promise<number> {
  const startMs = performance.now();
  let isRunning = true;
  // An answer may come late, when another cell's share is being shown
  const show = (share: number | null): void => void (isRunning && share !== null && onProgress(share));
  const watch = setInterval(() => void readShare(page, cell).then(show, () => undefined), 500);
  try {
    await page.evaluate((id) => window.courseNotebook?.run(id), cell);
  } finally {
    clearInterval(watch);
    isRunning = false;
  }
  const seconds = Math.round((performance.now() - startMs) / 100) / 10;
  const state = await page.evaluate((id) => window.courseNotebook?.state(id), cell);
  if (state?.kind !== "done") throw new Error(`${cell} ended as ${JSON.stringify(state)}.`);
  return seconds;
}

/** Null where the cell tells none: before it begins, and when it has ended. */
async function readShare(page: Page, cell: string): Promise<number | null> {
  const state = await page.evaluate((id) => window.courseNotebook?.state(id), cell);
  const progress = state?.kind === "running" ? state.progress : null;
  return progress && progress.total > 0 ? progress.done / progress.total : null;
}

/** The cell's value as JSON keeps it. */
export async function readValue(page: Page, cell: string): Promise<unknown> {
  const text = await page.evaluate(async (id) => {
    const value = await window.courseNotebook?.value(id);
    // Typed arrays become lists, as JSON knows no others
    return JSON.stringify(value, (_, part: unknown) => (part instanceof Float32Array ? [...part] : part));
  }, cell);
  return JSON.parse(text);
}

/** Gives cells other texts, and waits until all that follows from them is computed. */
export async function changeCells(page: Page, texts: ReadonlyMap<string, string>): Promise<void> {
  for (const [cell, source] of texts) {
    await page.evaluate(([id, text]) => window.courseNotebook?.edit(id, text), [cell, source] as const);
  }
  await page.evaluate(() => window.courseNotebook?.settled());
}

/** One effect of each seed, from the claim's card in the page. @throws Error if there is no card */
export async function readEffects(page: Page, claimId: string): Promise<number[]> {
  await page.evaluate(() => window.courseNotebook?.settled());
  const card = page.locator(`[data-verdict-on="${claimId}"]`);
  if ((await card.count()) !== 1) throw new Error(`The page shows ${await card.count()} verdicts on ${claimId}.`);
  const text = (await card.getAttribute("data-effects")) ?? "";
  return text === "" ? [] : text.split(" ").map(Number);
}
