import { expect, test, type Locator, type Page } from "@playwright/test";
import { readTo } from "./chapter-page.ts";

/** What is withheld until a guess is placed, and how one is placed, as a reader meets it. No net is trained here. */
const outcome = /Holds here|lags far behind|clearly higher training loss|plain-56 0\.\d|You guessed|0\.904|55 % for/;

test("before the guess nothing on the page tells how it came out; dragging places one, which stays in the figure and locks", async ({
  page,
}) => {
  await open(page);
  const box = experiment(page, "E-D1");
  await box.scrollIntoViewIfNeeded();
  await expect(box.locator("svg[data-scale]")).toBeVisible();
  const texts = await page.evaluate(() => document.body.innerText);
  expect(texts).not.toMatch(/lags far behind|plain-56\s+0\.88|ends with a clearly higher/);
  expect(await box.innerText()).not.toMatch(outcome);
  await expect(box.getByRole("img", { name: /plain-20 at .*; plain-56 is asked for/ })).toBeVisible();
  await expect(box.locator(".experiment-outcome, .chart-data, .limits").filter({ visible: true })).toHaveCount(0);
  await expect(page.getByText("Comes after your guess at E-D1").first()).toBeVisible();

  const drawing = box.locator(".guess-layer");
  const knob = await drawing.locator(".guess-knob").boundingBox();
  const plot = await box.locator("svg[data-scale]").boundingBox();
  if (!knob || !plot) throw new Error("The guess is not in the figure.");
  await page.mouse.move(knob.x + knob.width / 2, knob.y + knob.height / 2);
  await page.mouse.down();
  await page.mouse.move(knob.x + knob.width / 2, plot.y + plot.height - 90, { steps: 4 });
  await page.mouse.up();
  const typed = box.getByRole("spinbutton", { name: "plain-56 ends at, as a number" });
  const guess = Number(await typed.inputValue());
  expect(guess).toBeGreaterThan(0);
  expect(guess).toBeLessThan(0.4);
  await expect(drawing.locator(".guess-label")).toHaveText(`your guess ${await typed.inputValue()}`);
  await box.getByRole("button", { name: "Guess", exact: true }).click();

  await expect(box.locator(".verdict-guess")).toHaveText(
    /^You guessed 0\.\d+; it ended at \d\.\d+, the mean of its last 50 steps\.$/,
  );
  await expect(box.locator(".experiment-outcome")).toBeFocused();
  await expect(box.getByText("ends with a clearly higher training loss")).toBeVisible();
  await expect(box.getByRole("img", { name: /plain-56 at/ })).toBeVisible();
  await expect(drawing).toHaveClass(/locked/);
  await expect(box.locator(".guess, .guess-grip")).toHaveCount(0);
  const said = await box.locator(".verdict-guess").textContent();
  await page.reload();
  await settled(page);
  await expect(box.locator(".verdict-guess")).toHaveText(said ?? "");
  await expect(box.locator(".guess-label")).toHaveText(/your guess/);
  await expect(experiment(page, "E-D4")).toHaveClass(/unguessed/);
});

test("by keyboard: the slider, Enter; an answer in words; and everything at once, which is remembered", async ({
  page,
}) => {
  await open(page);
  const box = experiment(page, "E-D3");
  const slider = box.getByRole("slider", { name: "block with shortcut ends at" });
  await slider.focus();
  const before = await slider.getAttribute("aria-valuetext");
  for (let press = 0; press < 5; press++) await page.keyboard.press("ArrowDown");
  expect(await slider.getAttribute("aria-valuetext")).not.toBe(before);
  await page.keyboard.press("Enter");
  await expect(box.locator(".verdict-guess")).toContainText("You guessed");

  const words = experiment(page, "E-D7");
  expect(await words.innerText()).not.toMatch(/has not vanished|does not vanish|Holds here/);
  // The figure is there as an empty frame: no curve, no numbers of its scale, no words.
  await expect(words.locator("figure.chart svg").first()).toBeVisible();
  await expect(words.getByRole("img", { name: /^The frame of a figure/ })).toBeVisible();
  const marks = "figcaption, .chart-svg > g:not(.chart-frame)";
  await expect(words.locator(`figure.chart :is(${marks})`).filter({ visible: true })).toHaveCount(0);
  await expect(words.locator(".chart-frame").filter({ visible: true })).not.toHaveCount(0);
  await words.getByRole("button", { name: "never below a tenth" }).focus();
  await page.keyboard.press("Enter");
  await expect(words.locator(".verdict-guess")).toHaveText(
    /^You said “never below a tenth”, and so it came out for 3 of 3 seeds\.$/,
  );
  await expect(words.locator(".caption-claim")).toBeVisible();

  const row = page.locator("table[data-beside] tr", { hasText: "too few steps" });
  await expect(row.locator("td[data-after]").first()).toBeHidden();
  await expect(row.locator(".comes-after").first()).toHaveText("after E-D4");
  const board = page.locator(".gutter-board");
  await expect(board.locator("dd")).toHaveText(["still open", /^never below/, "still open", "yours to run, above"]);
  // It stands in the gutter, beside the text and not over it.
  const paragraph = page.locator(".prose > p").filter({ hasText: "Its introduction calls vanishing" });
  const [text, beside] = [await paragraph.boundingBox(), await board.boundingBox()];
  expect(beside?.x).toBeGreaterThanOrEqual((text?.x ?? Infinity) + (text?.width ?? 0));
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(page.locator(".unguessed, .guess")).toHaveCount(0);
  await expect(page.locator(".comes-after")).toHaveCount(0);
  await expect(board.locator("dd", { hasText: "still open" })).toHaveCount(0);
  await page.reload();
  await settled(page);
  await expect(page.locator(".unguessed, .comes-after, .show-everything")).toHaveCount(0);
  await expect(experiment(page, "E-R2").locator(".verdict-words")).toBeVisible();
});

test("on paper and without scripts nothing is withheld", async ({ page, browser }) => {
  await open(page);
  await page.emulateMedia({ media: "print" });
  for (const id of ["E-D1", "E-D7"]) await expect(experiment(page, id).locator(".experiment-outcome")).toBeVisible();
  await expect(page.locator(".guess, .comes-after").filter({ visible: true })).toHaveCount(0);
  await expect(page.getByText("The pattern stays.")).toBeVisible();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const still = await context.newPage();
  await still.goto(new URL("/degradation/", page.url()).href);
  await expect(experiment(still, "E-D1").locator(".experiment-claim")).toBeVisible();
  await expect(experiment(still, "E-D1").locator(".verdict-words")).toHaveText("Holds here");
  await expect(still.getByText("The pattern stays.")).toBeVisible();
  await context.close();
});

test("on a phone and in forced colours the guess can be seen and placed, and nothing is wider than the screen", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.emulateMedia({ forcedColors: "active" });
  await open(page);
  const box = experiment(page, "E-D1");
  await readTo(page, "plainCurves");
  await box.scrollIntoViewIfNeeded();
  await expect(box.locator(".guess-knob")).toBeVisible();
  const [grip, plot] = [await box.locator(".guess-grip").boundingBox(), await box.locator(".chart-plot").boundingBox()];
  expect((grip?.x ?? 0) > (plot?.x ?? Infinity)).toBe(true);
  for (const button of await box.locator(".guess button").all())
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(43.9);
  await box.getByRole("button", { name: "Guess", exact: true }).click();
  await expect(box.locator(".verdict-guess")).toContainText("You guessed");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

function experiment(page: Page, id: string): Locator {
  return page.locator(`section.experiment[data-claim="${id}"]`);
}

async function open(page: Page): Promise<void> {
  await page.goto("/degradation/");
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => window.courseNotebook);
  await page.evaluate(() => window.courseNotebook?.settled());
}
