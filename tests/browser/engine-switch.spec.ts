import { expect, test } from "@playwright/test";

test("WebGL in software is warned about where it is chosen, and chosen all the same, also after a reload", async ({
  page,
}) => {
  await page.goto("/degradation/");
  const menu = page.locator("[data-export-menu] > summary");
  await menu.click();
  const choice = page.getByLabel("Train on");
  const warning = page.locator("[data-engine-warning]");
  await expect(warning).toBeEmpty();
  await choice.selectOption("webgl");
  await expect(warning).toContainText("about four times slower than on wasm");
  await expect(warning).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem("engine")).catch(() => "closed")).toMatch(/webgl|closed/);
  await page.reload();
  await menu.click();
  await expect(choice).toHaveValue("webgl");
  await expect(warning).toContainText("four times slower");
  await choice.selectOption("wasm");
  await expect(warning).toBeEmpty();
});

test("how many workers train at once is said, can be changed, and is kept; they are there before Run", async ({
  page,
}) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "hardwareConcurrency", { get: () => 4 }));
  await page.goto("/degradation/");
  const menu = page.locator("[data-export-menu] > summary");
  await menu.click();
  const workers = page.getByLabel("Workers");
  await expect(workers.locator("option")).toHaveText(["usual (3)", "1", "2", "3", "4"]);
  await expect(workers).toHaveValue("usual");
  await workers.selectOption("2");
  await page.reload();
  await menu.click();
  await expect(workers).toHaveValue("2");
  await workers.selectOption("usual");
  await page.reload();
  await menu.click();
  await expect(workers).toHaveValue("usual");
  // One hands out examples; the others load once a cell that trains is come near, before anything is run
  const loaded = () => page.workers().filter((each) => /\/worker-[^/]*\.js$/.test(each.url())).length;
  expect(loaded()).toBeLessThanOrEqual(1);
  await page.locator('notebook-cell[data-cell="longRuns"]').scrollIntoViewIfNeeded();
  await expect.poll(loaded).toBe(3);
});
