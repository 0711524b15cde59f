import { expect, test, type Page } from "@playwright/test";
import { bundle, origin, serve, type Bundle } from "./bundle.ts";
import { renderPage, type PageText } from "./chapter-page.ts";

let files: Bundle;

test.beforeAll(async () => {
  const script = (body: string) => ({ body, contentType: "text/javascript" });
  files = new Map([
    ...(await bundle("tests/browser/language-page.ts")),
    ["/own/units.js", script("export const metre = 100; export default (x) => x * metre;")],
    ["/own/broken.js", script("export const x = ;")],
  ]);
});

/** Opens a page of cells with the standard library. @returns the addresses that it asks for, as they come */
async function open(page: Page, cells: PageText["cells"], head = ""): Promise<readonly string[]> {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await serve(page, files, () => renderPage({ cells, head }));
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => "notebook" in window);
  return requests;
}

function output(page: Page, id: string) {
  return page.locator(`[data-cell="${id}"] .cell-output`);
}

function problem(page: Page, id: string) {
  return page.locator(`[data-cell="${id}"] .cell-problem`);
}

async function expectOutputs(page: Page, expected: Readonly<Record<string, string | RegExp>>): Promise<void> {
  for (const [id, text] of Object.entries(expected)) await expect(output(page, id), id).toHaveText(text);
}

/** Values that the cells of a page put aside: `keep("name", value)` appends to a list. */
const keeping = `<script>globalThis.kept = {}; globalThis.keep = (name, value) => (kept[name] ??= []).push(value);</script>`;

function kept(page: Page, name: string): Promise<unknown[]> {
  return page.evaluate((name) => (globalThis as unknown as { kept: Record<string, unknown[]> }).kept[name] ?? [], name);
}

test("kinds of cells, what they define and what they use", async ({ page }) => {
  await open(page, [
    { source: "1 + 2", id: "sum" },
    { source: "1 + 2;", id: "silent" },
    { source: "{foo: 1}", id: "object" },
    { source: "{ const z = 3; }", id: "block" },
    { source: "1, 2", id: "comma" },
    { source: "", id: "empty" },
    { source: "// only this", id: "comment" },
    { source: "function () { return 7 }", id: "anonymous" },
    { source: "class {}", id: "anonymous-class" },
    "function triple(x) { return 3 * x; }",
    "class Net { depth = triple(4); static kind = 'plain'; }",
    "const {a, b: [c, , ...d], e: {f = 5} = {}, ...rest} = {a: 1, b: [2, 0, 3, 4], x: 8, y: 9};",
    "let one = 1, two = one + 1; var three = 3; { var hidden = 1; }",
    { source: "[triple(2), new Net().depth, Net.kind, a, c, d.length, f, rest.x + rest.y].join(' ')", id: "used" },
    { source: "[one, two, three].join(' ')", id: "declared" },
    { source: "hidden", id: "not-exported" },
    {
      source: "((a = one, {two} = {two: 5}) => { try { throw 6; } catch (one) { return [a, two, one] } })().join()",
      id: "shadows",
    },
    { source: "[typeof document, typeof Math.max, innerWidth > 0].join(' ')", id: "globals" },
  ]);
  await expectOutputs(page, {
    sum: "3",
    silent: "",
    object: /foo: 1/,
    block: "",
    comma: "2",
    empty: "",
    comment: "",
    anonymous: /ƒ/,
    "anonymous-class": /class/,
    used: `"6 12 plain 1 2 2 5 17"`,
    declared: `"1 2 3"`,
    shadows: `"1,5,6"`,
    globals: `"object function true"`,
  });
  await expect(problem(page, "not-exported")).toContainText("hidden is not defined");
});

test("errors stand in the reader's own text", async ({ page }) => {
  await open(page, [
    { source: "1", id: "cell" },
    "const depth = 8;",
    { source: "const later = () => {\n  return nope + 1;\n};\nlater()", id: "runs" },
    { source: "nope + 1", id: "unknown" },
    { source: "penguins.length", id: "observable" },
    { source: `FileAttachment("penguins.csv")`, id: "file" },
    { source: "const made = [1, 2]\n  .map((x) => x.y.z);", id: "made" },
    { source: "const p = Promise.reject(new RangeError('too far'));", id: "rejected" },
    { source: "try { p } catch { 'caught' }", id: "catches" },
    { source: "const q = Promise.reject(new Error('no')).catch(() => 'fallback');", id: "handles" },
    { source: "q", id: "handled" },
  ]);
  const refused: readonly (readonly [string, number, number, RegExp])[] = [
    ["depth = 1", 1, 1, /depth is not declared in this cell/],
    ["let y;\ndepth ||= 1", 2, 1, /depth is not declared/],
    ["for (depth of [1]) {}", 1, 6, /depth is not declared/],
    ["document = 1", 1, 1, /belongs to the browser/],
    ["const Math = 1", 1, 7, /belongs to the browser/],
    ["export const x = 1", 1, 1, /Delete the word export/],
    ["const x = 1;\n\nreturn x", 3, 1, /cannot return at its top level/],
    ["yield 1", 1, 1, /cannot yield at its top level/],
    ["const x = 1;\nconst x = 2;", 2, 7, /declared twice/],
    ["FileAttachment(name)", 1, 1, /plain string/],
    ["viewof n = Inputs.range([0, 9])", 1, 1, /Write const n = view\(Inputs\.range\(\[0, 9\]\)\);/],
    ["mutable n = 0", 1, 1, /Write const n = Mutable\(0\);/],
    ['import _ from "npm:lodash"', 1, 1, /npm:d3, npm:@observablehq\/plot/],
  ];
  await expectOutputs(page, { cell: "1" });
  for (const [source, line, column, message] of refused) {
    const state = await page.evaluate(async (text) => {
      await window.notebook.edit("cell", text);
      return window.notebook.state("cell");
    }, source);
    expect(state, source).toMatchObject({ kind: "error", error: { line, column } });
    expect(state.kind === "error" && state.error.message, source).toMatch(message);
  }
  await page.evaluate(() => window.notebook.reset("cell"));
  await expectOutputs(page, { cell: "1", handled: `"fallback"` });
  await expect(problem(page, "runs")).toContainText("nope is not defined");
  await expect(problem(page, "unknown")).toContainText("nope is not defined");
  await expect(problem(page, "observable")).toContainText("Observable brings penguins; this course does not");
  await expect(problem(page, "file")).toContainText(`there is no "penguins.csv". Read a file of your own`);
  await expect(problem(page, "catches")).toContainText("caused by cell rejected");
  await expect(problem(page, "made")).toContainText("TypeError");
  const made = await page.evaluate(() => window.notebook.state("made"));
  expect(made).toMatchObject({ error: { line: 2, column: 19 } });
});

test("imports come from the site alone", async ({ page }) => {
  const requests = await open(page, [
    { source: `import {sum, scaleLinear as scale} from "npm:d3";`, id: "named" },
    {
      source: `import * as P from "npm:@observablehq/plot@0.6";\nimport {toggle} from "@observablehq/inputs";`,
      id: "space",
    },
    { source: `import toCentimetres, {metre} from "./own/units.js";`, id: "own" },
    { source: `import {html as tag} from "npm:htl"; display(tag\`<i>\${metre}</i>\`);`, id: "tagged" },
    { source: `import {Mutable as Cell} from "observablehq:stdlib";\nconst held = Cell(4);`, id: "stdlib" },
    {
      source: `[sum([1, 2]), scale([0, 1], [0, 10])(0.5), typeof P.plot, typeof toggle, toCentimetres(2), held].join(" ")`,
      id: "use",
    },
    { source: `const {max} = await import("d3"); display(max([1, 5]));`, id: "dynamic" },
    { source: `P === Plot && (await import("npm:d3")) === d3`, id: "same" },
    { source: `const before = 1;\nimport {sum as s, maxx} from "npm:d3";`, id: "missing" },
    { source: `import d from "npm:d3";`, id: "no-default" },
    { source: `import {inch} from "/own/units.js";`, id: "own-missing" },
    { source: `import "./own/none.js";`, id: "absent" },
    { source: `import {x} from "./own/broken.js";`, id: "broken" },
    {
      source: `import {sub} from "npm:@tensorflow/tfjs"; sub(5, 3).dataSync()[0] + display(1);`,
      id: "manual",
      run: "manual",
    },
  ]);
  await expectOutputs(page, { tagged: "100", use: `"3 5 function function 200 4"`, dynamic: "5", same: "true" });
  await expect(problem(page, "missing")).toContainText(`"npm:d3" has no export named maxx. Did you mean max?`);
  const missing = await page.evaluate(() => window.notebook.state("missing"));
  expect(missing).toMatchObject({ error: { line: 2, column: 19 } });
  await expect(problem(page, "no-default")).toContainText(`"npm:d3" has no default export. Write import * as name`);
  await expect(problem(page, "own-missing")).toContainText("has no export named inch");
  await expect(problem(page, "absent")).toContainText(`"./own/none.js" could not be loaded`);
  await expect(problem(page, "broken")).toContainText(`"./own/broken.js" could not be loaded`);
  await page.evaluate(() => window.notebook.run("manual"));
  await expectOutputs(page, { manual: "1" });
  const elsewhere = requests.filter((url) => !url.startsWith(origin) && !url.startsWith("data:"));
  expect(elsewhere).toEqual([]);
});

test("TypeScript cells run without their types, which are stripped only where they are written", async ({ page }) => {
  const requests = await open(page, [
    {
      source:
        "interface Layer {\n  readonly width: number;\n}\nimport type {Arc} from 'npm:d3';\nenum Kind { Plain, Residual }\n" +
        "const layer = {width: 16} satisfies Layer;\nconst name: string = Kind[1] as string;",
      id: "typed",
      mode: "ts",
    },
    { source: "layer.width + (name as any).length", id: "expression", mode: "ts" },
    { source: "layer.width", id: "plain" },
    { source: "const list: number[] = [1];\nconst bad: any = null; bad.x", id: "fails", mode: "ts" },
  ]);
  await expectOutputs(page, { expression: "24", plain: "16" });
  await expect(problem(page, "fails")).toContainText("TypeError");
  expect(await page.evaluate(() => window.notebook.state("fails"))).toMatchObject({ error: { line: 2, column: 28 } });
  const asked = () => requests.some((url) => url.includes("strip-types"));
  await page.evaluate(() => window.notebook.edit("plain", "layer.width * 2"));
  await expectOutputs(page, { plain: "32" });
  expect(asked()).toBe(false);
  await page.evaluate(() => window.notebook.edit("expression", "(layer.width as number) + 1"));
  await expectOutputs(page, { expression: "17" });
  expect(asked()).toBe(true);
  const typed = page.locator(`[data-cell="expression"]`);
  await typed.hover();
  await typed.getByRole("button", { name: "Edit: expression", exact: true }).click();
  await expect(typed.locator(".cm-content")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("layer as { width: }");
  await expect(typed.locator(".cm-lintRange-error")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("(layer as { width: number }).width");
  await expect(typed.locator(".cm-lintRange-error")).toHaveCount(0);
  await page.keyboard.press("Shift+Enter");
  await expectOutputs(page, { expression: "16" });
});

test("the standard library is there under its names", async ({ page }) => {
  await open(page, [
    { source: "d3.extent([3, 1, 2]).join()", id: "d3" },
    { source: "Object.keys(htl).includes('html')", id: "htl" },
    { source: "md`*a* ${html`<b>b</b>`} ${tex`x^2`}`", id: "md" },
    { source: "tf.scalar(3).square().dataSync()[0]", id: "tf" },
    { source: "svg`<g><circle r=3></g>`", id: "svg" },
    { source: "resize((width) => (width > 0 ? Promise.resolve(`wide`) : null))", id: "resize" },
    {
      source:
        "html`<div style='height: 90px'>${resize((width, height) => svg`<svg width=${width} height=${height}>`)}</div>`",
      id: "both",
    },
    {
      source:
        "const first = Inputs.range([0, 10], {label: 'first', step: 1, value: 4}); const second = Inputs.bind(Inputs.number({label: 'second'}), first);",
      id: "inputs",
    },
    "const bound = Generators.input(first);",
    { source: "[first, second]", id: "list" },
    { source: "display(first); display(second);", id: "shown" },
    { source: "bound * 2", id: "doubled" },
    { source: "const table = view(Inputs.table([{a: 1}, {a: 2}]));", id: "table" },
    { source: "const word = view(html`<select><option>no<option selected>yes</select>`);", id: "select" },
    { source: "word + table.length", id: "chosen" },
    { source: "(now > 1.7e12) + ' ' + (width > 300) + ' ' + dark + ' ' + (now - Date.now() < 1000)", id: "live" },
    { source: "[1, html`<b>two</b>`, 'three']", id: "inline-1", place: "inline" },
    { source: "display('a'), display(['b', 'c'])", id: "inline-2", place: "inline" },
    { source: "null", id: "inline-3", place: "inline" },
  ]);
  await expectOutputs(page, {
    d3: `"1,3"`,
    htl: "true",
    md: /^a b x/,
    tf: "9",
    resize: "wide",
    doubled: "8",
    chosen: `"yes2"`,
    live: `"true true false true"`,
  });
  await expect(output(page, "svg").locator("circle")).toHaveAttribute("r", "3");
  await expect(output(page, "both").locator("svg")).toHaveAttribute("height", "90");
  await output(page, "shown").locator("input[type=range]").fill("7");
  await expect(output(page, "shown").locator("input").last()).toHaveValue("7");
  await expectOutputs(page, { doubled: "14" });
  await output(page, "shown").locator("input").last().fill("3");
  await expectOutputs(page, { doubled: "6" });
  await output(page, "select").locator("select").selectOption("no");
  await expectOutputs(page, { chosen: `"no2"` });
  await page.emulateMedia({ colorScheme: "dark" });
  await expectOutputs(page, { live: `"true true true true"` });
  await expect(page.locator("main > p").nth(0)).toHaveText("It is 1twothree.");
  await expect(page.locator("main > p").nth(1)).toHaveText("It is abc.");
  await expect(page.locator("main > p").nth(2)).toHaveText("It is null.");
});

/** The patterns with which Observable teaches reactivity, as a reader would paste them. */
test("reactive cells behave as Observable's readers know them", async ({ page }) => {
  await open(
    page,
    [
      // Order does not matter, and promises are awaited from cell to cell.
      { source: "width0 * height0", id: "area" },
      "const width0 = 3, height0 = 4;",
      "const fast = new Promise((resolve) => setTimeout(resolve, 5, 'fast'));\nconst slow = new Promise((resolve) => setTimeout(resolve, 60, 'slow'));",
      { source: "display(fast);\ndisplay(slow);", id: "both" },
      "const early = 1;\nawait new Promise((resolve) => setTimeout(resolve, 30));\nconst late = 2;",
      { source: "early + late", id: "waited" },
      {
        source:
          "const answers = await Promise.all([1, 2].map(async (x) => x * 2));\ndisplay(html`<ol>${answers.map((x) => html`<li>${x}`)}`);",
        id: "markup",
      },
      {
        source:
          "let total = 0;\nfor await (const x of (async function* () { yield 1; yield 2; })()) display((total += x));",
        id: "for-await",
      },
      // Generators step once per frame, or when what they await is there.
      "const frame = (function* () {\n  for (let i = 0; true; ++i) yield i;\n})();",
      { source: "keep('frame', frame);", id: "frames" },
      "const beat = (async function* () {\n  try {\n    for (let i = 0; true; ++i) {\n      yield i;\n      await new Promise((resolve) => setTimeout(resolve, 15));\n    }\n  } finally { keep('ended', pace); }\n})(pace);",
      { source: "`beat ${Math.min(beat, 3)}`", id: "beats" },
      { source: "const pace = view(Inputs.range([1, 9], {label: 'pace', step: 1, value: 2}));", id: "pace" },
      "const pointer = Generators.observe((notify) => {\n  const moved = (event) => notify([event.clientX, event.clientY]);\n  addEventListener('pointermove', moved);\n  notify([0, 0]);\n  return () => removeEventListener('pointermove', moved);\n});",
      { source: "pointer.join(' ')", id: "pointed" },
      "const queued = Generators.queue((notify) => { for (const x of [1, 2, 3]) notify(x); });\nconst observed = Generators.observe((notify) => { for (const x of [1, 2, 3]) notify(x); });",
      { source: "keep('queued', queued);", id: "queues" },
      { source: "keep('observed', observed);", id: "observes" },
      // Inputs of one's own, shown elsewhere than they are defined.
      "const nameInput = html`<input placeholder='anonymous' aria-label='name'>`;\nconst who = Generators.input(nameInput);",
      { source: "html`<div>Enter your name: ${nameInput}</div>`", id: "form" },
      { source: "md`Hi **${who || 'anonymous'}**!`", id: "greeting" },
      {
        source: "const picked = view(Plot.dot([[1, 1], [2, 2]], {tip: true}).plot({width: 300, height: 200}));",
        id: "chart",
      },
      { source: "picked === null ? 'nothing' : picked.join()", id: "picked" },
      // What only its own cell can change, others through its functions.
      "const count = Mutable(0);\nconst increment = () => ++count.value;\nconst reset = () => count.value = 0;",
      { source: "Inputs.button([['Increment', increment], ['Reset', reset]])", id: "buttons" },
      { source: "count", id: "inline-count", place: "inline" },
      // Clean-up.
      {
        source:
          "const timer = setInterval(() => keep('ticks', pace), 10);\nkeep('timers', timer);\ninvalidation.then(() => { clearInterval(timer); keep('cleared', timer); });",
        id: "timer",
      },
      {
        source:
          "const canvas = display(document.createElement('canvas'));\nlet request = requestAnimationFrame(function tick() {\n  canvas.dataset.frames = +(canvas.dataset.frames ?? 0) + 1;\n  request = requestAnimationFrame(tick);\n});\ninvalidation.then(() => cancelAnimationFrame(request));",
        id: "animation",
      },
      // Display.
      { source: "for (let i = 0; i < 3; ++i) {\n  display(i);\n}", id: "loop" },
      "const displayThere = display;",
      { source: "Inputs.button('Say', {value: 0, reduce: (i) => displayThere(++i)})", id: "say" },
      { source: "const y0 = display(Math.max(1, 2)) * 10;", id: "returned" },
      { source: "y0", id: "value" },
      { source: "html`<span style=${{color: `hsl(${(now / 10) % 360} 100% 50%)`}}>Rainbow</span>`", id: "rainbow" },
      { source: "Plot.barX([9, 4, 8]).plot({width})", id: "bars" },
      { source: "html`<div style='height: 3000px'>`", id: "long" },
      { source: "await visibility();\nkeep('seen', 1);\ndisplay('seen');", id: "seen" },
    ],
    keeping,
  );
  await expectOutputs(page, {
    area: "12",
    both: `"fast""slow"`,
    waited: "3",
    markup: "24",
    "for-await": "13",
    beats: `"beat 3"`,
    pointed: `"0 0"`,
    greeting: "Hi anonymous!",
    picked: `"nothing"`,
    loop: "012",
    returned: "2",
    value: "20",
    rainbow: "Rainbow",
  });
  await expect(output(page, "bars").locator("svg")).toBeVisible();
  expect(await kept(page, "queued")).toEqual([1, 2, 3]);
  expect(await kept(page, "observed")).toEqual([3]);
  // One step per frame: no number is left out, and not more numbers than frames.
  const [steps, frames] = await page.evaluate(async () => {
    const seen = (globalThis as unknown as { kept: { frame: number[] } }).kept.frame;
    const before = seen.length;
    const frames = 20;
    for (let at = 0; at < frames; at++) await new Promise(requestAnimationFrame);
    return [seen.slice(before), frames] as const;
  });
  expect(steps.length).toBeGreaterThan(2);
  expect(steps.length).toBeLessThanOrEqual(frames + 1);
  expect(steps).toEqual(steps.map((_, at) => (steps[0] ?? 0) + at));

  await page.mouse.move(11, 12);
  await expectOutputs(page, { pointed: `"11 12"` });
  await output(page, "form").locator("input").fill("Ada");
  await expectOutputs(page, { greeting: "Hi Ada!" });
  await output(page, "buttons").getByRole("button", { name: "Increment" }).click();
  await output(page, "buttons").getByRole("button", { name: "Increment" }).click();
  await expect(page.locator("main > p")).toHaveText("It is 2.");
  await output(page, "buttons").getByRole("button", { name: "Reset" }).click();
  await expect(page.locator("main > p")).toHaveText("It is 0.");
  await output(page, "say").getByRole("button").click();
  await output(page, "say").getByRole("button").click();
  await expectOutputs(page, { displayThere: "12" });
  await output(page, "chart")
    .locator("svg")
    .hover({ position: { x: 280, y: 20 } });
  await expectOutputs(page, { picked: `"2,2"` });

  await output(page, "pace").locator("input[type=number]").fill("5");
  await expect.poll(() => kept(page, "ended")).toEqual([2]);
  await expect.poll(async () => (await kept(page, "ticks")).at(-1)).toBe(5);
  const [timers, cleared] = [await kept(page, "timers"), await kept(page, "cleared")];
  expect([timers.length, cleared]).toEqual([2, timers.slice(0, 1)]);

  expect(await kept(page, "seen")).toEqual([]);
  await page.locator(`[data-cell="seen"]`).scrollIntoViewIfNeeded();
  await expectOutputs(page, { seen: `"seen"` });
});
