import { expect, test, type Locator, type Page } from "@playwright/test";
import { bundle, origin, serve, type Bundle } from "./bundle.ts";
import { renderPage, type PageText } from "./chapter-page.ts";

let files: Bundle;

test.beforeAll(async () => {
  files = await bundle("tests/browser/library-page.ts");
});

async function open(page: Page, cells: PageText["cells"]): Promise<{ readonly requests: string[] }> {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await serve(page, files, () => renderPage({ cells }));
  await page.goto(`${origin}/`);
  await page.evaluate(() => window.notebook.settled());
  return { requests };
}

function output(page: Page, id: string) {
  return page.locator(`[data-cell="${id}"] .cell-output`);
}

test("a page whose cells name nothing of the library loads nothing of it", async ({ page }) => {
  const { requests } = await open(page, [{ source: "1 + 1", id: "sum" }]);
  await expect(output(page, "sum")).toHaveText("2");
  // How errors are worded is shared with parts that are loaded later: the bundler makes a file of its own of it.
  const paths = requests.map((url) => new URL(url).pathname.replace(/-[\w-]+\.js$/, ".js"));
  expect(paths.sort()).toEqual(["/", "/assets/errors.js", "/entry.css", "/entry.js"]);
});

test("templates, inputs and plots are there, and nothing comes from another site", async ({ page }) => {
  const { requests } = await open(page, [
    `const depth = view(Inputs.range([8, 56], {label: "Layers", step: 6, value: 20}));`,
    { source: "html`<b>${depth}</b> layers`", id: "html" },
    { source: "svg`<circle r=${depth}>`", id: "svg" },
    { source: "md`**${depth}** and ${html`<i>a node</i>`}`", id: "md" },
    { source: "tex`x_{${depth}}`", id: "tex" },
    { source: "Plot.lineY([1, 3, 2]).plot({width})", id: "plot" },
    { source: "resize((width) => html`<p>${width} wide`)", id: "resize" },
    { source: "typeof now + typeof dark + typeof visibility", id: "live" },
    { source: "countParameters(plainMlp({depth: 4, width: 8}))", id: "count" },
  ]);
  await expect(output(page, "html")).toHaveText("20 layers");
  await expect(output(page, "svg").locator("circle")).toHaveAttribute("r", "20");
  await expect(output(page, "md").locator("strong")).toHaveText("20");
  await expect(output(page, "md").locator("i")).toHaveText("a node");
  await expect(output(page, "tex").locator(".katex")).toBeVisible();
  await expect(output(page, "plot").locator("svg")).toBeVisible();
  await expect(output(page, "resize")).toContainText("wide");
  await expect(output(page, "live")).toHaveText(`"numberbooleanfunction"`);
  await expect(output(page, "count")).toHaveText(/^\d+$/);
  await expect(output(page, "depth").locator("input[type=range]")).toHaveAttribute("aria-label", "Layers");
  expect(requests.filter((url) => !url.startsWith(origin) && !url.startsWith("data:"))).toEqual([]);
});

test("tf computes on the page", async ({ page }) => {
  await open(page, [{ source: "tf.tidy(() => tf.scalar(2).add(3).dataSync()[0])", id: "tf" }]);
  await expect(output(page, "tf")).toHaveText("5");
});

test("a training runs in the worker, shows its progress and can be stopped", async ({ page }) => {
  await open(page, [
    {
      source: `const run = train(plainMlp({depth: 4, width: 8}), {data: spiral({points: 90}), steps: 200000, engine: "wasm"});`,
      run: "manual",
    },
    { source: "run.status", id: "status" },
    { source: "learningCurvesChart(run)", id: "curves" },
  ]);
  const cell = page.locator(`[data-cell="run"]`);
  await cell.getByRole("button", { name: "Run: run" }).click();
  await expect(output(page, "status")).toHaveText(`"running"`, { timeout: 10000 });
  await expect(cell.locator(".cell-status")).toContainText("of 200,000");
  await expect(output(page, "curves").locator("figure svg").first()).toBeVisible();
  await cell.getByRole("button", { name: "Stop: run" }).click();
  await expect(output(page, "status")).toHaveText(`"stopped"`);
  await expect(cell).toHaveAttribute("data-state", "stopped");
});

test("Stop reaches an evaluation in the worker, and the next question has the engine at once", async ({ page }) => {
  const net = "const net = residualMlp({depth: 56, width: 256}), parameters = initialParameters(net, { seed: 1 });";
  await open(page, [
    net,
    {
      source: `const long = await evaluate(net, parameters, {data: spiral({points: 90000}), engine: "wasm"})`,
      run: "manual",
    },
    {
      source: `const short = (await evaluate(net, parameters, {data: spiral({points: 90}), engine: "wasm"})).loss`,
      run: "manual",
    },
  ]);
  const [long, short] = ["long", "short"].map((id) => page.locator(`[data-cell="${id}"]`)) as [Locator, Locator];
  await long.getByRole("button", { name: "Run: long" }).click();
  await expect(long.locator(".cell-status")).toContainText(/[1-9]\d* of 90,000/, { timeout: 20_000 });
  await short.getByRole("button", { name: "Run: short" }).click();
  await expect(short.locator(".cell-status")).toContainText("next in line");
  await long.getByRole("button", { name: "Stop: long" }).click();
  await expect(long).toHaveAttribute("data-state", "stopped", { timeout: 4000 });
  await expect(short).toHaveAttribute("data-state", "done", { timeout: 10_000 });
});

test("every name of the library can be loaded", async ({ page }) => {
  await open(page, [{ source: "1", id: "one" }]);
  const names = await page.evaluate(() => window.notebook.names);
  const values = names.filter((name) => !["display", "view", "invalidation"].includes(name));
  const cells = values.map((name) => ({ source: `typeof ${name}`, id: `type-${name}` }));
  await page.unrouteAll();
  await open(page, cells);
  for (const name of values)
    await expect(output(page, `type-${name}`)).toHaveText(/^"(function|object|number|boolean)"$/);
});
