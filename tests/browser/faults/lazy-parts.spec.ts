import { expect, test, type Locator, type Page } from "@playwright/test";

/*
 * The kind: a part of the site that is loaded when it is needed does not come, because there is no connection or
 * because the site was published anew and the files of the open page are gone. Beside the control stands what failed;
 * "Try again" asks once more and works as soon as the part is to be had; a renewed course offers to reload.
 */

const chapter = "/degradation/?code";
const renewed = "The course was renewed: reload the page (your edits are kept).";
const offline = "there is no connection to the site. Connect, then try again.";

async function open(page: Page): Promise<void> {
  await page.goto(chapter);
  await page.evaluate(() => window.courseNotebook?.settled());
}

function cell(page: Page, id: string): Locator {
  return page.locator(`notebook-cell[data-cell="${id}"]`);
}

/** Answers requests for the site's own scripts as a server does from which the files were removed. */
async function remove(page: Page, files: RegExp): Promise<() => Promise<void>> {
  const pattern = new RegExp(`/_astro/${files.source}`);
  await page.route(pattern, (route) => route.fulfill({ status: 404, body: "not found" }));
  return () => page.unroute(pattern);
}

/** A control of the page, the notice that it gets, and what is there when its part has come. */
interface Control {
  readonly what: string;
  readonly files: RegExp;
  readonly press: (page: Page) => Promise<void>;
  readonly notice: (page: Page) => Locator;
  readonly worked: (page: Page) => Locator;
}

/** Everything that is done with the whole chapter stands in one menu. */
async function openMenu(page: Page): Promise<void> {
  const menu = page.locator("[data-export-menu]");
  if ((await menu.getAttribute("open")) === null) await menu.locator("summary").click();
}

const controls: readonly Control[] = [
  {
    what: "The editor",
    files: /cell-editor\..*\.js$/,
    press: async (page) => {
      await cell(page, "degreeKnobs").hover();
      await page.getByRole("button", { name: "Edit: degreeKnobs", exact: true }).click();
    },
    notice: (page) => cell(page, "degreeKnobs").locator(".part-notice"),
    worked: (page) => cell(page, "degreeKnobs").locator(".cm-content"),
  },
  {
    what: "The view of dependencies",
    files: /dependency-panel\..*\.js$/,
    press: async (page) => {
      await openMenu(page);
      await page.getByRole("button", { name: "Dependencies", exact: true }).click();
    },
    notice: (page) => page.locator("[data-export-menu] .part-notice"),
    worked: (page) => page.locator(".dependency-panel[open]"),
  },
  {
    what: "The export",
    files: /to-markdown\..*\.js$/,
    press: async (page) => {
      await openMenu(page);
      await page.locator("[data-export=md]").click();
    },
    notice: (page) => page.locator(".export-place .part-notice"),
    worked: (page) => page.locator(".export-said", { hasText: "Saved" }),
  },
];

test("without a connection it is said beside each control, and tried again", async ({ page, context }) => {
  await open(page);
  for (const { what, press, notice, worked } of controls) {
    await context.setOffline(true);
    await press(page);
    await expect(notice(page)).toContainText(`${what} could not be loaded: ${offline}`);
    const again = notice(page).getByRole("button", { name: "Try again" });
    await again.click();
    await expect(notice(page)).toContainText(offline);
    await context.setOffline(false);
    await again.click();
    await expect(worked(page)).toBeVisible();
    await expect(notice(page)).toHaveCount(0);
  }
});

test("after a republication a reload is offered beside each control", async ({ page }) => {
  await open(page);
  for (const { files, press, notice } of controls) {
    await remove(page, files);
    await press(page);
    await expect(notice(page)).toContainText(renewed);
  }
  await page.unrouteAll();
  const [editor] = controls as readonly [Control];
  await editor.notice(page).getByRole("button", { name: "Reload" }).click();
  await page.waitForFunction(() => window.courseNotebook !== undefined && !document.querySelector(".part-notice"));
  await editor.press(page);
  await expect(editor.worked(page)).toBeVisible();
});

test("a module that the part imports is missing, a page stands under its name, the server fails", async ({ page }) => {
  await open(page);
  const { notice, press } = controls[1] as Control;
  const pattern = /\/_astro\/dependency-panel\..*\.js$/;
  await page.route(pattern, (route) => route.fulfill({ status: 503, body: "" }));
  await press(page);
  await expect(notice(page)).toContainText("The view of dependencies could not be loaded: the server answered 503.");
  await page.unroute(pattern);
  await page.route(pattern, (route) => route.fulfill({ contentType: "text/html", body: "<h1>Welcome</h1>" }));
  await notice(page).getByRole("button", { name: "Try again" }).click();
  await expect(notice(page)).toContainText(renewed);
  await page.unroute(pattern);
  await page.route(pattern, (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: 'import "./gone-with-it.js"; export class DependencyPanel {}',
    }),
  );
  await press(page);
  await expect(notice(page)).toContainText(renewed);
});

test.describe("cells", () => {
  test("need the compiler", async ({ page, context }) => {
    await open(page);
    await context.setOffline(true);
    await page.evaluate(() => window.courseNotebook?.edit("costPerPoint", "7 * 6"));
    const problem = cell(page, "costPerPoint").locator(".cell-problem");
    await expect(problem).toContainText(`The compiler could not be loaded: ${offline}`);
    await context.setOffline(false);
    await problem.getByRole("button", { name: "Try again: costPerPoint" }).click();
    await expect(cell(page, "costPerPoint").locator(".cell-output")).toHaveText("42");
  });

  test("need parts of the library: each cell that waits for one runs when it is there", async ({ page, context }) => {
    await open(page);
    const set = (text: string) => page.evaluate((source) => window.courseNotebook?.edit("costPerPoint", source), text);
    const [problem, output] = [".cell-problem", ".cell-output"].map((part) =>
      cell(page, "costPerPoint").locator(part),
    ) as [Locator, Locator];
    await set("1 + 1");
    await context.setOffline(true);
    await set("countParameters(alexNet())");
    await expect(problem).toContainText(`alexNet could not be loaded: ${offline}`);
    await set('import {tidy} from "npm:@tensorflow/tfjs";\ntypeof tidy');
    await expect(problem).toContainText(`tf could not be loaded: ${offline}`);
    await set('import {x} from "./own.js";\nx');
    await expect(problem).toContainText(`"./own.js" could not be loaded: ${offline}`);
    await set("countParameters(alexNet())");
    await expect(problem).toContainText(offline);
    // A browser that is connected again says so.
    await context.setOffline(false);
    await expect(output).toHaveText("60965224");
    const pattern = /\/_astro\/vgg\..*\.js$/;
    await page.route(pattern, (route) => route.fulfill({ status: 502 }));
    await set("countParameters(vggNet({depth: 16}))");
    await expect(problem).toContainText("vggNet could not be loaded: the server answered 502.");
    await page.unroute(pattern);
    const restore = await remove(page, /vgg\..*\.js$/);
    await problem.getByRole("button", { name: "Try again: costPerPoint" }).click();
    await expect(problem).toContainText(renewed);
    await expect(problem.getByRole("button", { name: "Reload the page: costPerPoint" })).toBeVisible();
    await restore();
    await page.evaluate(() => window.courseNotebook?.run("costPerPoint"));
    await expect(problem).toHaveCount(0);
  });

  test("need the training worker, its engine, and the engine's files", async ({ page }) => {
    let lost = /\/_astro\/worker-[^/]*\.js$/;
    await page.route(
      (url) => lost.test(url.pathname),
      (route) => route.fulfill({ status: 404 }),
    );
    await open(page);
    // It is withheld before the guess, and so it sleeps: Run all and exports start it.
    await page.evaluate(() => window.courseNotebook?.startAll());
    await expect(cell(page, "planeMaps").locator(".cell-problem")).toContainText(renewed);
    lost = /\/_astro\/wasm-backend-[^/]*\.js$/;
    const training = `const plainRuns = train(
  {"plain-4": plainMlp({depth: 4}), "plain-20": plainMlp({depth: 6}), "plain-56": plainMlp({depth: 8})},
  {data: spiral(), seeds: [1], steps: 5, engine: "wasm"}
);`;
    await page.evaluate((text) => window.courseNotebook?.edit("plainRuns", text), training);
    const run = () => page.evaluate(() => window.courseNotebook?.run("plainRuns"));
    const problem = cell(page, "plainRuns").locator(".cell-problem");
    await run();
    await expect(problem).toContainText(renewed);
    lost = /\.wasm$/;
    await run();
    await expect(problem).toContainText(renewed);
    lost = /nothing/;
    await run();
    await expect(problem).toHaveCount(0);
    await expect(cell(page, "plainRuns")).toHaveAttribute("data-state", "done");
  });
});

test("a script or a style sheet of the page itself that does not come is said on top of the page", async ({ page }) => {
  const restore = await remove(page, /page\..*\.css$/);
  await page.goto(chapter);
  await expect(page.locator(".part-lost")).toContainText("reload the page (your edits are kept)");
  await restore();
  const restoreScript = await remove(page, /_slug_\..*\.js$/);
  await page.goto(chapter);
  await expect(page.locator(".part-lost")).toHaveCount(1);
  await restoreScript();
  await page.locator(".part-lost").getByRole("button", { name: "Reload" }).click();
  await expect(page.locator(".part-lost")).toHaveCount(0);
  await page.evaluate(() => window.courseNotebook?.settled());
});

test("typefaces that do not come leave the page to read, with nothing missing", async ({ page }) => {
  await page.route(/\.woff2$/, (route) => route.abort());
  await open(page);
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.locator(".part-lost")).toHaveCount(0);
});
