import { readFileSync } from "node:fs";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { readTo } from "./chapter-page.ts";

/** A run is the reader's: it is judged by what it is, outlives the page with its settings, and goes when it is told to. */

test("a short run is not judged, its figure says what it shows, and it is there after a reload until it is deleted", async ({
  page,
}) => {
  await open(page);
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(claimOf(page, "plainCurves")).toBeVisible();
  await setKnobs(page, 250, 1);
  await expect(cell(page, "plainRuns")).toHaveAttribute("data-state", "stale");
  await page.evaluate(() => window.courseNotebook?.run("plainRuns"));
  await expect(cell(page, "plainRuns")).toHaveAttribute("data-state", "done");

  const card = page.locator('[data-verdict-on="E-D1"]');
  await expect(card).toHaveAttribute("data-verdict", "other-settings");
  await expect(card.locator(".verdict-differences")).toContainText("steps: 250 instead of 400");
  await expect(card.locator(".verdict-differences")).toContainText("1 seed instead of at least 3");
  const shown = await page.evaluate(() => {
    const figure = document.querySelector('[data-cell="plainCurves"] figcaption');
    const display = (name: string) => getComputedStyle(figure?.querySelector(name) ?? document.body).display;
    return [display(".caption-claim"), display(".caption-computed")];
  });
  expect(shown).toEqual(["none", "inline"]);
  await expect(cell(page, "plainShares")).toContainText("After 250 steps");
  await readTo(page, "bothDepths");
  await expect(cell(page, "bothDepths").locator(".chart-conditions")).toContainText(
    /250 steps; .*plain-4, plain-20, plain-56: your run; residual-4, .*: recorded /,
  );
  await expect.poll(() => page.evaluate(() => window.courseNotebook?.runs.cells)).toEqual(["plainRuns"]);

  await open(page);
  expect(await knobValues(page)).toEqual(["250", "1"]);
  await expect(cell(page, "plainRuns")).toHaveAttribute("data-state", "done");
  await expect(cell(page, "plainRuns").locator(".cell-status-word")).toHaveText("Your run");
  await expect(cell(page, "plainRuns").locator(".cell-status-detail")).toHaveText(/^of \d+ \w+, \d\d:\d\d; it took /);
  await readTo(page, "plainCurves");
  await expect(card).toHaveAttribute("data-verdict", "other-settings");
  await expect(cell(page, "plainCurves").locator(".chart-conditions")).toContainText("250 steps; seed 1");
  await expect(cell(page, "plainCurves").locator(".chart-conditions")).toContainText("your run of");
  await readTo(page, "bothDepths");
  await expect(cell(page, "residualRuns").locator(".cell-status-detail")).toContainText(
    "seedCount changed. The nearest recorded run, with steps = 250: ",
  );

  await expectSwitchedFigures(page);

  await setKnobs(page, 300, 1);
  await expect(cell(page, "plainRuns")).toHaveAttribute("data-state", "stale");
  await expect(cell(page, "plainRuns").locator(".cell-status-detail")).toHaveText("steps changed");
  for (const id of ["plainCurves", "verdictD1", "bothDepths", "verdictR2"])
    await expect(cell(page, id)).toHaveAttribute("data-outdated", /steps.* changed/);

  await page.evaluate(() => window.courseNotebook?.forgetRun("plainRuns"));
  await expect(cell(page, "plainRuns").locator(".cell-status-detail")).toContainText("The nearest recorded run");
  await open(page);
  await readTo(page, "plainCurves");
  await expect(cell(page, "plainRuns").locator(".cell-status-detail")).toContainText("The nearest recorded run");
  expect(await page.evaluate(() => window.courseNotebook?.runs.cells)).toEqual([]);

  await page.evaluate(() => window.courseNotebook?.reset("knobs"));
  await expect(cell(page, "plainRuns")).toHaveAttribute("data-state", "recorded");
  await expect(cell(page, "knobs")).not.toHaveAttribute("data-edited");
  await expect(page.locator("[data-outdated]")).toHaveCount(0);
  await expect(claimOf(page, "plainCurves")).toBeVisible();
});

test("what a cell writes into the browser's database is no run of the reader's", async ({ page }) => {
  await open(page);
  await setKnobs(page, 250, 1);
  await page.evaluate(() => window.courseNotebook?.run("plainRuns"));
  await expect.poll(() => page.evaluate(() => window.courseNotebook?.runs.cells)).toEqual(["plainRuns"]);
  const denied = await page.evaluate(() => {
    try {
      return String(indexedDB);
    } catch (error) {
      return String(error);
    }
  });
  expect(denied).toContain("cells cannot reach what this site keeps in the browser");
  // Another page of the site, without cells: what stands there is changed, as a program could.
  await page.goto("/claims/");
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("course-runs", 1);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error("not opened"));
    });
    const transaction = database.transaction("bytes", "readwrite");
    const store = transaction.objectStore("bytes");
    const [key = ""] = await new Promise<IDBValidKey[]>((resolve) => {
      const asked = store.getAllKeys();
      asked.onsuccess = () => resolve(asked.result);
    });
    const bytes = await new Promise<Uint8Array>((resolve) => {
      const asked = store.get(key) as IDBRequest<Uint8Array>;
      asked.onsuccess = () => resolve(asked.result);
    });
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    store.put(bytes, key);
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
  });
  await open(page);
  await expect(cell(page, "plainRuns").locator(".cell-status-detail")).toContainText(/recorded run/i);
});

test("a turned knob is answered by the run that was recorded there; elsewhere by the nearest, which says so", async ({
  page,
}) => {
  await open(page);
  await page.getByRole("button", { name: "Show everything" }).click();
  const card = page.locator('[data-verdict-on="E-D1"]');
  const detail = cell(page, "plainRuns").locator(".cell-status-detail");
  await setKnobs(page, 400, 5);
  await expect(card).toContainText("5 of 5 seeds");
  await expect(cell(page, "plainRuns")).toHaveAttribute("data-state", "recorded");
  await expect(detail).toContainText(/^with seedCount = 5: \d{4}-\d\d-\d\d, /);
  await expect(cell(page, "plainCurves")).not.toHaveAttribute("data-outdated");

  await setKnobs(page, 800, 3);
  await expect(cell(page, "plainShares")).toContainText("After 800 steps");
  await expect(card).toHaveAttribute("data-verdict", "other-settings");
  await expect(card.locator(".verdict-differences")).toContainText("steps: 800 instead of 400");

  await setKnobs(page, 700, 3);
  await expect(cell(page, "plainRuns")).toHaveAttribute("data-state", "stale");
  await expect(detail).toContainText("steps changed. The nearest recorded run, with steps = 800: ");
  await expect(cell(page, "plainCurves")).toHaveAttribute("data-outdated", "training steps changed");

  await setKnobs(page, 400, 3);
  await expect(card).toHaveAttribute("data-verdict", "holds");
  await expect(detail).toContainText(/^\d{4}-\d\d-\d\d, /);
});

test("knobs are in the link, as data: whoever opens it sees them first", async ({ page, browser }) => {
  await open(page);
  await setKnobs(page, 300, 2);
  await page.getByRole("button", { name: "Share edits" }).click();
  const field = page.locator(".share-field");
  await expect(field).toHaveValue(/#v1=/);
  const address = await field.inputValue();
  const other = await (await browser.newContext()).newPage();
  await other.goto(address);
  await settled(other);
  const panel = other.locator(".shared-code:not(.held-code)");
  await expect(panel).toContainText("This link changes the settings of 1 cell of this chapter");
  await expect(panel).toContainText("knobs steps 300, seedCount 2");
  await expect(cell(other, "plainRuns")).toHaveAttribute("data-state", "recorded");
  await panel.getByRole("button", { name: "Run shared code" }).click();
  await expect(cell(other, "plainRuns")).toHaveAttribute("data-state", "stale");
  await expect.poll(() => knobValues(other)).toEqual(["300", "2"]);
  await other.context().close();
});

/** The recorded run stands pale behind the reader's own; the switch is one stop for the keyboard, and files are as it says. */
async function expectSwitchedFigures(page: Page): Promise<void> {
  const [curves, both] = [cell(page, "plainCurves"), cell(page, "bothDepths")];
  const label = curves.locator(".chart-plot");
  await expect(label).toHaveAttribute("aria-label", /over 250 steps.* Pale, the recorded run: .*over 400 steps/);
  expect(await palesIn(page)).toBe(3);
  await expect(both.locator(".chart-plot")).toHaveAttribute("aria-label", / Pale, the recorded run: /);

  await curves.getByRole("radio", { name: "both" }).focus();
  await page.keyboard.press("ArrowUp");
  await expect(curves.getByRole("radio", { name: "mine" })).toBeFocused();
  await expect(label).toHaveAttribute("aria-label", /over 250 steps/);
  await expect(label).not.toHaveAttribute("aria-label", /recorded/);
  expect(await palesIn(page)).toBe(0);
  await curves.getByRole("radio", { name: "mine" }).focus();
  await page.keyboard.press("ArrowUp");
  await expect(label).toHaveAttribute("aria-label", /over 400 steps/);
  await expect(curves.locator(".chart-conditions")).toContainText("400 steps; seeds 1, 2 and 3");
  await expect(curves.locator(".chart-conditions")).toContainText("recorded");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(curves.getByRole("radio", { name: "both" })).toBeChecked();
}

/** Pale lines in the file that the reader takes along. */
async function palesIn(page: Page): Promise<number> {
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "SVG of E-D1", exact: true }).click();
  const text = readFileSync(await (await saved).path(), "utf8");
  return text.match(/stroke-opacity="0.38"/g)?.length ?? 0;
}

async function open(page: Page): Promise<void> {
  await page.goto("/degradation/?code");
  await settled(page);
}

function settled(page: Page): Promise<void> {
  return page.evaluate(() => window.courseNotebook?.settled());
}

async function setKnobs(page: Page, steps: number, seeds: number): Promise<void> {
  await readTo(page, "knobs");
  const [stepsInput, seedsInput] = await cell(page, "knobs").locator("input[type=number]").all();
  await stepsInput?.fill(String(steps));
  await seedsInput?.fill(String(seeds));
  await settled(page);
}

async function knobValues(page: Page): Promise<string[]> {
  const inputs = await cell(page, "knobs").locator("input[type=number]").all();
  return Promise.all(inputs.slice(0, 2).map((input) => input.inputValue()));
}

function claimOf(page: Page, id: string): Locator {
  return cell(page, id).locator(".caption-claim");
}

function cell(page: Page, id: string): Locator {
  return page.locator(`notebook-cell[data-cell="${id}"]`);
}
