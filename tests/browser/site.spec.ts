import { globSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { publishedFiles } from "../../src/course/chapter-files.ts";
import { readWhole } from "./chapter-page.ts";
import { findViolations } from "./find-violations.ts";

/** "02-degradation.md" is /degradation/. */
const chapters = publishedFiles().map((name) => `/${name.replace(/^\d+-|\.md$/g, "")}/`);
const pages = [
  "/",
  ...chapters,
  "/glossary/",
  "/claims/",
  "/reference/",
  "/teachers/",
  "/students/",
  "/teachers/guide/",
  "/gallery/",
  "/404.html",
];

/**
 * Plot names its own groups within a picture; old outputs are dimmed on purpose, beside a word that says why; in the list
 * of claims one row is like another, and so is one function of the reference.
 */
const exceptions = [
  "svg g[aria-label]",
  ':is([data-state="stale"], [data-state="error"]) > .cell-output',
  ".claim-row:nth-of-type(n + 10)",
  ".function-entry:nth-of-type(n + 3)",
];

/** Axe's rules that another theme could break. */
const colourRules = ["color-contrast", "link-in-text-block"];

/** Everything that a healthy page keeps empty. */
function watch(page: Page): { readonly problems: string[]; readonly strangers: string[] } {
  const seen = { problems: [] as string[], strangers: [] as string[] };
  page.on("pageerror", (error) => seen.problems.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.problems.push(message.text());
  });
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "localhost") seen.strangers.push(request.url());
  });
  return seen;
}

/** A chapter is calm once its automatic cells are computed. The gallery has two cells that never end. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  if (chapters.includes(path)) await readWhole(page);
  if (path === "/gallery/")
    await expect(page.locator('[data-cell="stopped"]')).toHaveAttribute("data-state", "stopped");
}

/** The reader's system turns dark while the page is open: axe must not look before the page has followed. */
async function darken(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveCSS("background-color", "rgb(21, 23, 27)");
  // What is folded away keeps its transitions when they have ended.
  const isStill = () =>
    document.getAnimations().every((each) => !(each instanceof CSSTransition) || each.playState === "finished");
  await page.waitForFunction(isStill);
}

test("every page of the site is looked at", () => {
  const built = globSync("**/*.html", { cwd: "dist" }).map((file) => `/${file.replace(/(^|\/)index\.html$/, "$1")}`);
  expect(built.sort()).toEqual([...pages].sort());
});

for (const path of pages)
  for (const width of [390, 1280])
    test(`${path} opens at ${width} px without a problem, asks nobody else, fits and passes axe in light and dark`, async ({
      page,
    }) => {
      const seen = watch(page);
      await page.setViewportSize({ width, height: 900 });
      // What moves is part of a page that opens without a problem, at one of the widths.
      await page.emulateMedia({ colorScheme: "light", reducedMotion: width === 390 ? "reduce" : "no-preference" });
      await open(page, path);
      await page.emulateMedia({ reducedMotion: "reduce" });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await findViolations(page, { without: exceptions })).toEqual([]);
      await darken(page);
      if (chapters.includes(path)) await page.evaluate(() => window.courseNotebook?.settled());
      expect(await findViolations(page, { without: exceptions, rules: colourRules }), "dark").toEqual([]);
      expect(seen).toEqual({ problems: [], strangers: [] });
    });

/** Paths of a page's links within the site, and those of them that lead nowhere. */
async function findBrokenLinks(page: Page): Promise<{ readonly count: number; readonly broken: readonly string[] }> {
  const hrefs = await page.evaluate(() => Array.from(document.links, ({ href }) => href));
  const own = [...new Set(hrefs)].map((href) => new URL(href)).filter(({ hostname }) => hostname === "localhost");
  const texts = new Map<string, string>();
  for (const { origin, pathname } of own) {
    if (texts.has(pathname)) continue;
    const answer = await page.request.get(origin + pathname);
    texts.set(pathname, answer.ok() ? await answer.text() : "");
  }
  const isBroken = ({ pathname, hash }: URL) => {
    const text = texts.get(pathname) ?? "";
    return text === "" || (hash !== "" && !text.includes(`id="${decodeURIComponent(hash.slice(1))}"`));
  };
  return { count: own.length, broken: own.filter(isBroken).map(({ pathname, hash }) => pathname + hash) };
}

for (const path of ["/claims/", ...chapters])
  test(`each link of ${path} within the site leads somewhere`, async ({ page }) => {
    await page.goto(path);
    const { count, broken } = await findBrokenLinks(page);
    expect(count).toBeGreaterThan(20);
    expect(broken).toEqual([]);
  });

test("claims are chosen by words and verdict with the keyboard, and the choice is kept in the address", async ({
  page,
}) => {
  await page.goto("/claims/");
  const rows = page.locator("[data-row-verdict]:visible");
  const status = page.getByRole("search").getByRole("status");
  const total = await rows.count();
  await expect(status).toHaveText(`${total} claims`);
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("xavier");
  await expect(page.locator("#V17")).toBeVisible();
  await expect(page.locator("#D1")).toBeHidden();
  await page.getByRole("radio", { name: /^all/ }).focus();
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: /^wrong/ })).toBeChecked();
  await expect(status).toHaveText(`${await rows.count()} of ${total} claims`);
  await expect(page).toHaveURL(/verdict=wrong&?.*words=xavier|words=xavier.*verdict=wrong/);
  await page.reload();
  await expect(page.locator("#D1")).toBeHidden();
  await page.evaluate(() => (location.hash = "#D1"));
  await expect(page.locator("#D1")).toBeInViewport();
  await expect(status).toHaveText(`${total} claims`);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the claims are all there, and prose says what it rests on", async ({ page }) => {
    await page.goto("/claims/");
    await expect(page.locator("#V13 .row-verdict")).toHaveText("wrong");
    await expect(page.locator("#D1 [data-recorded-verdict]").first()).toHaveText("Holds here");
    await expect(page.locator("#X1")).toContainText("in preparation");
    await expect(page.getByRole("search")).toBeHidden();
    await page.goto("/degradation/");
    const mark = page.locator('.row-mark[data-marks="D2"]');
    await expect(mark).toHaveText(/reported\s+He et al\. 2015, sec\. 1\s+derived here\s+E-D2/);
    await mark.getByRole("link", { name: /^reported/ }).click();
    await expect(page).toHaveURL(/\/claims\/#D2$/);
  });

  test("a chapter can be read: headings, prose, code, formulas and recorded figures", async ({ page }) => {
    await page.goto("/degradation/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Degradation");
    await expect(page.getByRole("heading", { level: 2, name: "A deeper net that cannot be worse" })).toBeVisible();
    await expect(page.getByText("Stack convolutional layers one after the other")).toBeVisible();
    await expect(page.locator('[data-cell="plainRuns"] .cell-source')).toContainText("plainMlp({depth: 56})");
    await expect(page.locator(".katex").first()).toBeVisible();
    await expect(page.locator('[data-cell="plainCurves"] .cell-output[data-recorded] svg').first()).toBeVisible();
    await expect(page.getByRole("button", { name: /^Colours/ })).toBeHidden();
  });

  test("the system's theme is followed", async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto("/");
    await expect(page.locator("html")).toHaveCSS("background-color", "rgb(21, 23, 27)");
  });
});

test("the first Tab leads past the header to the text", async ({ page }) => {
  await page.goto("/degradation/");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the text" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();
});

test("the reader's choice of colours wins over the system, by keyboard, and is kept", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  const choice = page.getByRole("button", { name: /^Colours/ });
  await choice.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(choice).toHaveAccessibleName(/Dark/);
  await expect(page.locator("html")).toHaveCSS("background-color", "rgb(21, 23, 27)");
  await page.goto("/degradation/");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByRole("button", { name: /^Colours/ }).click();
  await expect(page.locator("html")).toHaveCSS("background-color", "rgb(252, 252, 250)");
});

test("the rail shows which section is being read", async ({ page }) => {
  await page.goto("/degradation/#construction");
  await expect(page.locator("[data-contents] a[aria-current]")).toContainText("A deeper net that cannot be worse");
});

test("a note opens in the text on a narrow screen, and stands in the gutter on a wide one", async ({ page }) => {
  const note = page.locator("#fn1");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("/degradation/");
  await expect(note).toBeVisible();
  const text = await page.locator("article > p").first().boundingBox();
  const beside = await note.boundingBox();
  expect(beside?.x).toBeGreaterThan((text?.x ?? 0) + (text?.width ?? 0));
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(note).toBeHidden();
  await page.locator("#fnref1").click();
  await expect(note).toBeVisible();
  await page.locator("#fnref1").click();
  await expect(note).toBeHidden();
});

test("an address without a page says so", async ({ page }) => {
  const response = await page.goto("/no-such-page/");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no page at this address");
});
