import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, chromium, expect, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { findChromium } from "../../scripts/find-chromium.ts";
import { manifest } from "../homework/student/assigned.ts";

/**
 * The site in a browser whose reader blocks all cookies: what the setting "Block all cookies" writes stands in the
 * profile's preferences, which Chromium without windows does not read. There the mere mention of `localStorage` throws, and no database opens.
 */
const test = base.extend<object, { blocked: BrowserContext }>({
  // One for all tests: starting a browser takes longer than they do.
  blocked: [
    async ({ launchOptions }, use) => {
      const profile = await mkdtemp(join(tmpdir(), "blocked-storage-"));
      await mkdir(join(profile, "Default"));
      const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
      await writeFile(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
      const context = await chromium.launchPersistentContext(profile, {
        ...launchOptions,
        executablePath: findChromium("whole"),
      });
      await use(context);
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
    { scope: "worker" },
  ],
  page: async ({ blocked }, use) => {
    const page = await blocked.newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await use(page);
    await page.close();
    expect(problems, "errors on the page").toEqual([]);
  },
});

test("storage is blocked for real: to name it throws", async ({ page }) => {
  await page.goto(site("/"));
  const answers = await page.evaluate(() =>
    ["localStorage", "sessionStorage"].map((name) => {
      try {
        return typeof (window as unknown as Record<string, unknown>)[name];
      } catch (error) {
        return (error as Error).name;
      }
    }),
  );
  expect(answers).toEqual(["SecurityError", "SecurityError"]);
  const opening = page.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open("any");
        request.onsuccess = () => resolve("opened");
        request.onerror = () => resolve("refused");
      }),
  );
  expect(await opening).toBe("refused");
});

test("the front page says which engine trains, and the theme lasts as long as the page", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(site("/"));
  await expect(page.locator("[data-engine-check]")).toContainText("Training runs beside the page");
  const choice = page.getByRole("button", { name: /^Colours/ });
  await choice.click();
  await choice.click();
  await expect(choice).toHaveAccessibleName(/Dark/);
  await expect(page.locator("html")).toHaveCSS("background-color", "rgb(21, 23, 27)");
  await page.reload();
  await expect(page.locator("html")).toHaveClass(/script/);
  await expect(page.locator("html")).toHaveCSS("background-color", "rgb(252, 252, 250)");
});

const shortTraining = `const plainRuns = train(
  {"plain-4": plainMlp({depth: 4}), "plain-20": plainMlp({depth: 6}), "plain-56": plainMlp({depth: 8})},
  {data: spiral(), seeds: [1], steps: 20, probeAt: [0]}
);`;

test("in a chapter cells compute, a guess is placed, an edit works and says that it is not kept, and a net trains", async ({
  page,
}) => {
  await page.goto(site("/degradation/?code"));
  await settled(page);
  await expect(page.locator("notebook-cell[data-state=error]")).toHaveCount(0);
  await expect(cell(page, "costPerPoint")).toContainText("49 %");

  await page.locator('section.experiment[data-claim="E-D5"]').getByRole("button", { name: "Show me" }).click();
  const plot = cell(page, "polynomialPlot").locator("svg").first();
  const published = await plot.innerHTML();
  await typeOver(page, "degreeKnobs", "const budget = 5000;");
  await expect.poll(() => plot.innerHTML()).not.toBe(published);
  await expect(page.getByText("storage is switched off").first()).toBeVisible();

  const box = page.locator('section.experiment[data-claim="E-D1"]');
  await box.getByRole("button", { name: "Guess", exact: true }).click();
  await expect(box.locator(".experiment-outcome")).toBeVisible();
  await typeOver(page, "plainRuns", shortTraining);
  await press(page, "Run", "plainRuns");
  await expect(cell(page, "plainRuns")).toHaveAttribute("data-state", "done", { timeout: 60_000 });
  await expect(cell(page, "verdictD1").locator(".cell-output")).toContainText("Your run");
});

test("an assignment says that nothing is kept, and is handed in all the same", async ({ page }) => {
  const due = { due: "2026-12-14T22:59:00.000Z", timezone: "Europe/Berlin", grace: 0, late: [] };
  const files: Readonly<Record<string, object>> = {
    "/assignments/skip-connections-v3.json": manifest,
    "/assignments/skip-connections-dates.json": { schema: 1, assignment: "skip-connections", ...due },
  };
  await page.route(
    ({ pathname }) => pathname in files,
    (route) => route.fulfill({ json: files[new URL(route.request().url()).pathname] }),
  );
  await page.goto(site("/vanishing-gradients/?assignment=/assignments/skip-connections-v3.json"));
  const panel = page.locator("#assignment");
  await expect(panel).toContainText("This browser keeps nothing of this site");
  await panel.getByLabel("Your student id").fill("s1");
  await panel.getByRole("button", { name: "Keep", exact: true }).click();
  await panel.locator(".assignment-end > summary").click();
  const coming = page.waitForEvent("download");
  await panel.getByRole("button", { name: "Hand in: write the file" }).click();
  expect((await coming).suggestedFilename()).toBe("skip-connections-s1.html");
  await panel.getByRole("button", { name: "Leave this assignment" }).click();
  await expect(panel.getByRole("button", { name: "Leave all the same" })).toBeFocused();
});

/** A context of one's own has no base address. */
function site(path: string): string {
  return `http://localhost:${process.env["SITE_PORT"]}${path}`;
}

function cell(page: Page, id: string): Locator {
  return page.locator(`notebook-cell[data-cell="${id}"]`);
}

function settled(page: Page): Promise<void> {
  return page.evaluate(() => window.courseNotebook?.settled());
}

async function press(page: Page, action: "Run" | "Edit", id: string): Promise<void> {
  await cell(page, id).hover();
  const button = cell(page, id).getByRole("button", { name: `${action}: ${id}`, exact: true });
  await button.click();
}

async function typeOver(page: Page, id: string, source: string): Promise<void> {
  await press(page, "Edit", id);
  await expect(cell(page, id).locator(".cm-content")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(source);
  await page.keyboard.press("Shift+Enter");
}
