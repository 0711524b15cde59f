import { expect, test, type Page } from "@playwright/test";
import { bundle, origin, serve, type Bundle } from "./bundle.ts";
import { renderPage } from "./chapter-page.ts";
import { findViolations } from "./find-violations.ts";
import { pull } from "./hand.ts";

let files: Bundle;

test.beforeAll(async () => {
  files = await bundle("tests/browser/cost-widgets-page.ts");
});

const cells = [
  'const designed = view(designNet({preset: "ResNet-34", goal: {macs: 3.858e9, block: "basic"}}));',
  {
    id: "built",
    source: "display(`${designed.name} ${countParameters(designed)} ${designed.goal.met ? 'hit' : 'missed'}`)",
  },
  "compareCosts()",
  "squeezeWiden()",
  'paperTable("imagenet-results", {only: {crops: "1"}, against: true})',
];

async function open(page: Page): Promise<string[]> {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await serve(page, files, () => renderPage({ cells }));
  await page.goto(`${origin}/`);
  await page.evaluate(() => window.notebook.settled());
  return problems;
}

const widget = (page: Page, kind: string) => page.locator(`.widget-${kind}`);
const shows = (page: Page, id: string) => expect(page.locator(`[data-cell="${id}"] .cell-output`));

/** Texts of the drawings that lie over a mark or over another text. */
async function covered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const meets = (a: DOMRect, b: DOMRect) =>
      a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return [...document.querySelectorAll("figure.widget svg")]
      .flatMap((svg) => {
        const texts = [...svg.querySelectorAll("text")].filter(({ textContent }) => textContent !== "");
        const marks = [...svg.querySelectorAll(".design-stage, .design-end, .design-pin, .costs-part, circle[fill]")];
        const boxes = [...marks, ...texts].map((each) => ({ each, box: each.getBoundingClientRect() }));
        return texts.filter((text) => {
          const own = text.getBoundingClientRect();
          return boxes.some(({ each, box }) => each !== text && box.width > 0 && meets(own, box));
        });
      })
      .map((text) => text.textContent);
  });
}

test("a net is designed, costs are compared, a pixel is followed and results are chosen: by pointer", async ({
  page,
}) => {
  const problems = await open(page);
  await expect(page.locator(".cell-show-height")).toHaveCount(0);
  expect(await covered(page)).toEqual([]);

  const design = widget(page, "design-net");
  await shows(page, "built").toContainText("ResNet-34 21797672 missed");
  const first = design.locator(".design-stage").first();
  const { width = 0 } = (await first.boundingBox()) ?? {};
  await pull(page, design.locator(".design-handle").first(), { x: width / 3, y: 0 });
  await expect(design.getByLabel("Blocks of stage 1")).toHaveValue("4");
  await shows(page, "built").toContainText("designed-36 21871656 missed");
  // The last stage a little lower: fewer filters
  const { height = 0 } = (await design.locator(".design-stage").last().boundingBox()) ?? {};
  await pull(page, design.locator(".design-handle").last(), { x: 0, y: 0.05 * height });
  await expect(design.getByLabel("Filters of stage 4")).toHaveValue(/^(496|504)$/);
  await expect(design.locator(".design-verdict")).toContainText("Hit");
  await shows(page, "built").toContainText("hit");
  await design.getByLabel("Begin with").selectOption("ResNet-152");
  await expect(design.locator(".design-totals")).toContainText("60,192,808");
  expect(await covered(page)).toEqual([]);

  const costs = widget(page, "compare-costs");
  await costs.getByRole("radio", { name: "shares of each net" }).check();
  await costs.locator(".costs-name", { hasText: "VGG-16" }).click();
  await expect(costs.getByRole("status")).toContainText("VGG-16, 16 layers.");
  await expect(costs.locator(".costs-details tfoot")).toContainText("138,357,544");

  const squeeze = widget(page, "squeeze-widen");
  await squeeze.getByRole("button", { name: "y, channel 3" }).click();
  await expect(squeeze.getByRole("status")).toContainText("The shortcut brings channel 3");
  await squeeze.getByRole("radio", { name: "4", exact: true }).check();
  await expect(squeeze.locator(".squeeze-costs")).toContainText("69,632");

  const results = widget(page, "paper-table");
  await results.getByRole("radio", { name: "torchvision V2" }).check();
  await expect(results.locator("tbody tr")).toHaveCount(4);
  await results.getByRole("button", { name: /^Top-1/ }).click();
  await expect(results.locator("tbody th").first()).toHaveText("resnet152 V2");
  expect(await covered(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test("the same by keyboard, on a phone's width, without motion, in the dark", async ({ browser }) => {
  const look = { viewport: { width: 390, height: 844 }, colorScheme: "dark", reducedMotion: "reduce" } as const;
  const page = await (await browser.newContext(look)).newPage();
  const problems = await open(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await findViolations(page, { within: ["figure.widget"] })).toEqual([]);
  expect(await covered(page)).toEqual([]);

  const design = widget(page, "design-net");
  await design.getByLabel("Blocks of stage 1").focus();
  await page.keyboard.press("ArrowUp");
  await shows(page, "built").toContainText("designed-36 21871656 missed");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowUp");
  await expect(design.getByLabel("First stride of stage 1")).toHaveValue("2");
  await design.getByRole("radio", { name: "basic" }).focus();
  await page.keyboard.press("ArrowRight");
  await shows(page, "built").toContainText("designed-53");

  const costs = widget(page, "compare-costs");
  await costs.getByRole("radio", { name: "as listed" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(costs.locator(".costs-name").first()).toHaveText("VGG-19");
  await costs.getByLabel("Look into").focus();
  await page.keyboard.press("Home");
  await expect(costs.getByRole("status")).toContainText("AlexNet, 8 layers.");

  const squeeze = widget(page, "squeeze-widen");
  await squeeze.getByRole("button", { name: "Squeezed, channel 1" }).focus();
  for (let presses = 0; presses < 4; presses++) await page.keyboard.press("ArrowRight");
  await expect(squeeze.getByRole("button", { name: "F, channel 1" })).toBeFocused();
  await expect(squeeze.getByRole("status")).toContainText("The last 1×1, channel 1 of F");

  const results = widget(page, "paper-table");
  await results.getByRole("radio", { name: "validation" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(results.getByText("No result in this list was come by in this way.").first()).toBeVisible();
  expect(problems).toEqual([]);
  await page.context().close();
});
