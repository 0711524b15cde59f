import { expect, test } from "@playwright/test";
import { bundle, origin, serve } from "../bundle.ts";
import { renderPage } from "../chapter-page.ts";

/**
 * Kind: progress that waits for the screen. A tab that is not in front has no animation frames, is never idle, and
 * observes neither sizes nor what is in view; its timers are held back. Whatever is computed goes on there.
 */

const cells = [
  { source: "const a = await new Promise((resolve) => setTimeout(() => resolve(1), 30));", run: "manual" as const },
  { source: "const b = a + 1;", run: "manual" as const },
  { source: "const c = b + 1;", run: "manual" as const },
  "const plain = c * 10;",
  "const wide = width > 100;",
  "const counted = (function* () { for (let i = 0; i <= 5; i++) yield i; })();",
  { id: "boxed", source: "resize((width) => `drawn at ${Math.round(width) > 100}`)" },
  { source: "const run = train({});", run: "manual" as const },
  { id: "drawn", source: "curve(run)" },
  { source: "const after = run.doneSteps;", run: "manual" as const },
];

test("cells, trainings, hand-overs and widths go on in a page that nobody sees", async ({ page }) => {
  const files = await bundle("tests/browser/host-page.ts");
  await page.addInitScript(() => {
    Object.defineProperty(document, "hidden", { get: () => true });
    Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
    const never = { observe() {}, unobserve() {}, disconnect() {}, takeRecords: () => [] };
    Object.assign(window, {
      requestAnimationFrame: () => 1,
      requestIdleCallback: () => 1,
      IntersectionObserver: function () {
        return never;
      },
      ResizeObserver: function () {
        return never;
      },
    });
  });
  await serve(page, files, () => renderPage({ cells }));
  await page.goto(`${origin}/`);
  const outcome = await page.evaluate(async () => {
    const { notebook, trainings } = window;
    const startedMs = performance.now();
    const all = notebook.runAll(new AbortController().signal);
    while (trainings.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const training = trainings[0];
    for (let step = 1; step <= 20; step++) {
      training?.step(step);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    training?.finish();
    await all;
    await notebook.settled();
    const ids = ["a", "b", "c", "plain", "wide", "counted", "run", "drawn", "after"];
    return {
      states: Object.fromEntries(ids.map((id) => [id, notebook.state(id).kind])),
      tookMs: performance.now() - startedMs,
    };
  });
  expect(new Set(Object.values(outcome.states)), JSON.stringify(outcome.states)).toEqual(new Set(["done"]));
  test.info().annotations.push({ type: "ms", description: String(Math.round(outcome.tookMs)) });
  await expect(page.locator('notebook-cell[data-cell="boxed"] .cell-output')).toContainText("drawn at true");
});

const counted = (name: string) => `resize((width) => (log(["${name}", Math.round(width)]), "drawn"))`;

test("what is drawn to a width is drawn where it is hidden too, once, and again only where it is shown with another", async ({
  page,
}) => {
  const files = await bundle("tests/browser/host-page.ts");
  const withheld = [
    { id: "seen", source: counted("seen") },
    { id: "cell", source: counted("cell") },
    { id: "output", source: counted("output") },
    { id: "moved", source: counted("moved") },
    {
      id: "folded",
      source: `const folded = document.createElement("details"); folded.append(${counted("folded")}); display(folded);`,
    },
  ];
  const head = `<style>
    body:not(.told) :is([data-cell="cell"], [data-cell="moved"], [data-cell="output"] > .cell-output > *) { display: none; }
    body.told [data-cell="moved"] { width: 300px; padding: 0; border: 0; }
  </style>`;
  await serve(page, files, () => renderPage({ cells: withheld, head }));
  await page.goto(`${origin}/`);
  // A cell that is not in view waits otherwise
  await page.evaluate(() => window.notebook.startAll());
  const widths = () =>
    page.evaluate(() => {
      const byCell: Record<string, number[]> = {};
      for (const [name, width] of window.log as [string, number][]) (byCell[name] ??= []).push(width);
      return byCell;
    });
  await expect.poll(async () => Object.keys(await widths()).length, { timeout: 10_000 }).toBe(5);
  const [width] = (await widths())["seen"] ?? [];
  expect(await widths()).toEqual({ seen: [width], cell: [width], output: [width], moved: [width], folded: [width] });
  expect(await page.locator('[style*="display"]').count()).toBe(0);
  await page.evaluate(async () => {
    document.body.classList.add("told");
    document.querySelector("details")?.toggleAttribute("open", true);
    for (let frame = 0; frame < 4; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  expect(await widths()).toEqual({
    seen: [width],
    cell: [width],
    output: [width],
    moved: [width, 300],
    folded: [width],
  });
});
