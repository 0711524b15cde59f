import { expect, test, type Page } from "@playwright/test";
import { bundle, origin, serve, type Bundle } from "./bundle.ts";
import { renderPage } from "./chapter-page.ts";
import { findViolations } from "./find-violations.ts";
import { middleOf, pull } from "./hand.ts";

let files: Bundle;

test.beforeAll(async () => {
  files = await bundle("tests/browser/unit-widgets-page.ts");
});

const cells = [
  "const slid = view(slideBorder());",
  { id: "slidTo", source: "display(`${slid.placement}, border ${slid.border}`)" },
  "const picked = view(sixShortcuts({blocks: 12}));",
  {
    id: "pickedTo",
    source:
      "display(`${picked.name}: ${picked.product}, ${countParameters(stagedNet({depth: 8, width: 4, block: picked.block}))}`)",
  },
  "const placed = view(placeUnits({depth: 8}));",
  {
    id: "placedTo",
    source:
      "display(`${placed.name}: ${countParameters(stagedNet({depth: 8, width: 4, block: placed.block, ending: placed.ending}))}`)",
  },
  'deepPicture(preActivationNet({depth: 1001, block: "bottleneck", width: 16, inputShape: [32, 32, 3]}))',
  'paperTable("identity-4")',
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

/** Texts of the drawings that lie over another text, or stick out of their drawing. */
async function covered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const meets = (a: DOMRect, b: DOMRect) =>
      a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return [...document.querySelectorAll("figure.widget svg")]
      .flatMap((svg) => {
        const whole = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll("text")].filter(({ textContent }) => textContent !== "");
        return texts.filter((text) => {
          const own = text.getBoundingClientRect();
          const sticksOut = own.left < whole.left - 1 || own.right > whole.right + 1;
          return sticksOut || texts.some((other) => other !== text && meets(own, other.getBoundingClientRect()));
        });
      })
      .map((text) => text.textContent);
  });
}

test("borders slide, shortcuts are picked and mixed, units are placed, a deep net is walked through: by pointer", async ({
  page,
}) => {
  const problems = await open(page);
  await expect(page.locator(".cell-show-height")).toHaveCount(0);
  expect(await covered(page)).toEqual([]);

  const border = widget(page, "slide-border");
  await shows(page, "slidTo").toContainText("batch-norm-after-addition, border 0");
  await border.getByRole("radio", { name: "the branch alone" }).check();
  await expect(border).toContainText("Two wires cross a border");
  await pull(page, border.locator(".border-handle .border-pin").nth(1), { x: -80, y: 0 });
  await shows(page, "slidTo").toContainText("full-pre-activation, border 1");
  await expect(border.locator(".border-unit")).toContainText("full pre-activation, Fig. 4(e)");
  await expect(border.locator(".border-remarks")).toContainText("Unit 1: its activation is the stem's");

  const six = widget(page, "six-shortcuts");
  await six.getByRole("radio", { name: "dropout (D)" }).check();
  await shows(page, "pickedTo").toContainText(`dropout, rate 0.5: ${0.5 ** 12}`);
  await six.getByRole("radio", { name: "the blocks that I press" }).check();
  await six.getByRole("radio", { name: "identity (x)" }).check();
  const [first, third] = [
    await middleOf(six.locator(".strip-cell").first()),
    await middleOf(six.locator(".strip-cell").nth(2)),
  ];
  await pull(page, six.locator(".strip-cell").first(), { x: third.x - first.x, y: 0 });
  await shows(page, "pickedTo").toContainText(`2 shortcuts, mixed: ${0.5 ** 9}`);
  await expect(six.getByRole("status")).toContainText("behind 12 blocks");

  const place = widget(page, "place-units");
  await shows(page, "placedTo").toContainText("original, Fig. 4(a)");
  const [relu, sum] = [place.locator(".unit-chip").last(), place.locator(".unit-sum")];
  await pull(page, relu, { x: (await middleOf(sum)).x - (await middleOf(relu)).x - 20, y: 0 });
  await shows(page, "placedTo").toContainText("ReLU before addition, Fig. 4(c)");
  await place.getByRole("button", { name: "Move it →" }).click();
  await shows(page, "placedTo").toContainText("original, Fig. 4(a)");

  const deep = widget(page, "deep-picture");
  await expect(deep.getByRole("status")).toContainText("Stem: layer 1 of 1,001");
  const drawing = await deep.locator("svg.deep-drawing").boundingBox();
  await deep
    .locator("svg.deep-drawing")
    .click({ position: { x: (drawing?.width ?? 0) - 20, y: (drawing?.height ?? 0) - 20 } });
  await expect(deep.getByRole("status")).toContainText("Unit 333 of 333, in stage 3: layers 998 to 1,000");
  await deep.getByRole("radio", { name: "units", exact: true }).check();
  await expect(deep.locator(".deep-number").last()).toHaveText("333");
  await expect(widget(page, "paper-table")).toContainText("4.62 (4.69 ± 0.20)");
  expect(await covered(page)).toEqual([]);

  // On paper chips and cells are parts of the drawing, and what is there to be worked with is left out
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".unit-chip:visible")).toHaveCount(4);
  await expect(page.locator(".strip-cell:visible")).toHaveCount(12);
  const tools = "figure.widget :is(input, .widget-button, .widget-choice, .range-field):visible";
  await expect(page.locator(tools)).toHaveCount(0);
  expect(problems).toEqual([]);
});

test("the same by keyboard, on a phone's width, without motion, in the dark; and without scripts", async ({
  browser,
}) => {
  const look = { viewport: { width: 390, height: 844 }, colorScheme: "dark", reducedMotion: "reduce" } as const;
  const page = await (await browser.newContext(look)).newPage();
  const problems = await open(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await findViolations(page, { within: ["figure.widget"] })).toEqual([]);
  expect(await covered(page)).toEqual([]);
  const drawn = await page.locator("figure.widget").evaluateAll((all) => all.map((each) => each.outerHTML).join(""));

  const border = widget(page, "slide-border");
  await border.getByRole("radio", { name: "both ways" }).focus();
  await page.keyboard.press("ArrowRight");
  await border.getByRole("slider").focus();
  for (let presses = 0; presses < 4; presses++) await page.keyboard.press("ArrowRight");
  await shows(page, "slidTo").toContainText("full-pre-activation, border 1");

  const six = widget(page, "six-shortcuts");
  await six.getByRole("radio", { name: "shortcut-only gate (S)" }).focus();
  await page.keyboard.press("Space");
  await six.getByRole("slider").focus();
  await page.keyboard.press("Home");
  await shows(page, "pickedTo").toContainText("shortcut-only gate, b = −8");
  await six.getByRole("radio", { name: "all blocks" }).focus();
  await page.keyboard.press("ArrowRight");
  await six.getByRole("radio", { name: "dropout (D)" }).focus();
  await page.keyboard.press("Space");
  await six.locator(".strip-cell").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await shows(page, "pickedTo").toContainText("2 shortcuts, mixed");
  await expect(six.getByRole("button", { name: "Block 2: dropout, rate 0.5" })).toBeFocused();

  const place = widget(page, "place-units");
  await place.getByRole("button", { name: "ReLU, behind the addition" }).focus();
  for (let presses = 0; presses < 6; presses++) await page.keyboard.press("ArrowLeft");
  await shows(page, "placedTo").toContainText("ReLU-only pre-activation, Fig. 4(d)");

  const deep = widget(page, "deep-picture");
  await deep.getByRole("slider").focus();
  await page.keyboard.press("ArrowRight");
  await expect(deep.getByRole("status")).toContainText("Unit 1 of 333");
  await page.keyboard.press("End");
  await expect(deep.getByRole("status")).toContainText("10,327,706 of 10,327,706 parameters (100 %)");
  expect(problems).toEqual([]);
  await page.context().close();

  // What stands in the page for readers without scripts is the figures as they were drawn
  const still = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await still.setContent(drawn);
  for (const words of [
    "x′ = f(x + F(x))",
    "identity: behind 12 blocks a signal has 1.00 times its size.",
    "x′ = ReLU(x + BN(W₂ ReLU(BN(W₁ x))))",
    "Stem: layer 1 of 1,001",
  ]) {
    await expect(still.getByText(words).first()).toBeVisible();
  }
  await still.context().close();
});
