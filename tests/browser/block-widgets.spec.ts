import { expect, test, type Locator, type Page } from "@playwright/test";
import { bundle, origin, serve, type Bundle } from "./bundle.ts";
import { renderPage } from "./chapter-page.ts";
import { findViolations } from "./find-violations.ts";
import { middleOf } from "./hand.ts";

let files: Bundle;

test.beforeAll(async () => {
  files = await bundle("tests/browser/block-widgets-page.ts");
});

const cells = [
  "const wired = view(wireBlock());",
  { id: "built", source: 'display([wired.equation, wired.problem === null ? "fits" : "misfits"].join(" "))' },
  "traceNet(imageNetResNet({depth: 34}))",
  "const start = view(zeroTensor());",
  { id: "dead", source: 'display(start.dead.join(" ") + " dead, F " + start.residual)' },
  "const node = view(addingNode());",
  { id: "arrives", source: "display(`${node.copyToBranch} ${node.copyToShortcut} ${node.atX.toFixed(2)}`)" },
  'paperTable("residual-3")',
];

async function open(page: Page): Promise<void> {
  await serve(page, files, () => renderPage({ cells }));
  await page.goto(`${origin}/`);
  await page.evaluate(() => window.notebook.settled());
}

const widget = (page: Page, kind: string) => page.locator(`.widget-${kind}`);
const shows = (page: Page, id: string) => expect(page.locator(`[data-cell="${id}"] .cell-output`));

/** Takes the middle of one thing to a place beside the middle of another, as a hand would. */
async function drag(page: Page, from: Locator, to: Locator, beside = { x: 0, y: 0 }): Promise<void> {
  const [start, end] = [await middleOf(from), await middleOf(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
  await page.mouse.move(end.x + beside.x, end.y + beside.y);
  await page.mouse.up();
}

test("three blocks are wired, a net is traced, a tensor zeroed and a way broken: by pointer", async ({ page }) => {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await open(page);

  const wiring = widget(page, "wire-block");
  const before = await wiring.boundingBox();
  await shows(page, "built").toContainText("y = ReLU(F(x)) fits");
  await expect(page.locator(".cell-show-height")).toHaveCount(0);
  await drag(page, wiring.locator(".wiring-pin"), wiring.locator(".wiring-sum"), { x: 20, y: 0 });
  await shows(page, "built").toContainText("y = ReLU(F(x) + x) fits");
  // The wrong shape, and what mends it
  await wiring.getByRole("radio", { name: "128" }).check();
  await shows(page, "built").toContainText("y = ReLU(F(x) + x) misfits");
  await expect(wiring.locator(".wiring-remark")).toContainText("they differ in channels");
  await drag(page, wiring.locator(".wiring-chip", { hasText: "1×1 conv" }), wiring.locator(".wiring-slot").first());
  await shows(page, "built").toContainText("y = ReLU(F(x) + Wₛx) fits");
  // The ReLU in the wrong place, by a press
  await wiring.locator(".wiring-chip", { hasText: "ReLU" }).click();
  await shows(page, "built").toContainText("y = ReLU(F(x)) + Wₛx fits");
  await expect(wiring.locator(".wiring-remark")).toContainText("only add and never take away");
  // Nothing below has moved
  expect((await wiring.boundingBox())?.height).toBe(before?.height);

  const trace = widget(page, "trace-net");
  const drawing = trace.locator(".trace-drawing");
  const { width = 0 } = (await drawing.boundingBox()) ?? {};
  await drawing.click({ position: { x: (5.5 * width) / 20, y: 130 } });
  await expect(trace.getByRole("status")).toHaveText("Stage 2, Block 2.1: in 56 × 56 × 64, out what comes out?");
  await trace.getByLabel("Height and width").fill("28");
  await trace.getByLabel("Channels").fill("64");
  await trace.getByRole("button", { name: "Check" }).click();
  await expect(trace.locator(".trace-wrong")).toContainText("Count the filters");
  await trace.getByLabel("Channels").fill("128");
  await trace.getByRole("button", { name: "Check" }).click();
  await expect(trace.getByRole("status")).toContainText("Right. Stage 2, Block 2.1");

  const zero = widget(page, "zero-tensor");
  await zero.getByRole("button", { name: "Set W2 to 0" }).click();
  await shows(page, "dead").toContainText("W1 dead, F 0");
  await zero.getByRole("button", { name: "Train from here" }).click();
  await expect(zero.getByRole("status")).toContainText("From the start “W2 = 0”: after 200 steps the error goes from");

  const adding = widget(page, "adding-node");
  await shows(page, "arrives").toContainText("1 1 0.60");
  await adding.locator(".adding-breaker").first().click();
  await shows(page, "arrives").toContainText("0 1 1.00");
  await drag(page, adding.locator(".adding-handle .wiring-pin"), adding.locator(".adding-handle .wiring-pin"), {
    x: 0,
    y: 51,
  });
  await shows(page, "arrives").toContainText("0 -2 -2.00");

  await widget(page, "paper-table")
    .getByRole("button", { name: /^Top-1/ })
    .click();
  await expect(widget(page, "paper-table").locator("tbody th").first()).toHaveText("ResNet-152");
  expect(problems).toEqual([]);
});

test("the same by keyboard, on a phone's width, without motion, in the dark", async ({ browser }) => {
  const look = { viewport: { width: 390, height: 844 }, colorScheme: "dark", reducedMotion: "reduce" } as const;
  const page = await (await browser.newContext(look)).newPage();
  await open(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await findViolations(page, { within: ["figure.widget"] })).toEqual([]);

  const wiring = widget(page, "wire-block");
  await wiring.getByRole("radio", { name: "none" }).focus();
  await page.keyboard.press("ArrowRight");
  await shows(page, "built").toContainText("y = ReLU(F(x) + x) fits");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await shows(page, "built").toContainText("y = ReLU(F(x)) + x fits");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await shows(page, "built").toContainText("misfits");
  await expect(wiring.getByRole("status")).toContainText("it does not fit");

  const trace = widget(page, "trace-net");
  await trace.getByRole("slider").focus();
  await page.keyboard.press("ArrowRight");
  await expect(trace.getByRole("status")).toContainText("Stem, 3×3 max pool, /2: in 112 × 112 × 64");
  await trace.getByLabel("Height and width").focus();
  await page.keyboard.type("56");
  await page.keyboard.press("Tab");
  await page.keyboard.type("64");
  await page.keyboard.press("Enter");
  await expect(trace.getByRole("status")).toContainText("out 56 × 56 × 64");

  await widget(page, "zero-tensor").getByRole("button", { name: "Set W1 to 0" }).focus();
  await page.keyboard.press("Space");
  await shows(page, "dead").toContainText("W1 W2 dead, F 0");

  const adding = widget(page, "adding-node");
  await adding.getByLabel("break the shortcut").focus();
  await page.keyboard.press("Space");
  await shows(page, "arrives").toContainText("1 0 -0.40");
  await adding.getByRole("button", { name: "Push δ in" }).focus();
  await page.keyboard.press("Enter");
  await expect(adding.getByRole("status")).toHaveText("δ = 1.0 stands at y.");
  await page.keyboard.press("Enter");
  await expect(adding.getByRole("status")).toContainText("has come to the addition");
  await page.context().close();
});
