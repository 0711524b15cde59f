import { expect, test } from "@playwright/test";
import { addCell, cellById, openQuietChapter } from "./chapter-cells.ts";

/**
 * Output without bounds: long texts, many values, wide, deep and high elements. What is shown at first is laid out at once;
 * the rest comes when the reader asks for it.
 */
const bounded: Readonly<Record<string, readonly [code: string, button: RegExp | null]>> = {
  "a text of ten million": [`"x".repeat(1e7)`, /^Show all 10,000,002 characters$/],
  "a text of a hundred thousand": [`display("x".repeat(1e5))`, /^Show all 100,002 characters$/],
  "a text with many lines": [`"line\\n".repeat(1e6)`, null],
  "a text of 25 long lines": [`("y".repeat(9000) + "\\n").repeat(19)`, /^Show all [\d,]+ characters$/],
  "a text node": [`document.createTextNode("x".repeat(1e6))`, /^Show all 1,000,000 characters$/],
  "a long name of a property": [`({["k".repeat(1e6)]: 1})`, /^Show all 1,000,000 characters$/],
  "a number of many digits": [`10n ** 50000n`, /^Show all 50,002 characters$/],
  "a symbol": [`Symbol("s".repeat(1e5))`, /^Show all 100,008 characters$/],
  "an error that is shown": [`new Error("e".repeat(1e5))`, /^Show all [\d,]+ characters$/],
  "an error that is thrown": [`throw new Error("e".repeat(1e6))`, /^Show all 1,000,007 characters$/],
  "a text that is thrown": [`throw "e".repeat(1e6)`, /^Show all 1,000,000 characters$/],
  "a long array": [`Array.from({length: 1e6}, (_, at) => at)`, null],
  "an array of long texts": [`Array.from({length: 1000}, () => "x".repeat(1e4))`, null],
  "an array of holes": [`new Array(4e9)`, null],
  "a large map": [`new Map(Array.from({length: 1e5}, (_, at) => [at, {at}]))`, null],
  "a large object": [`Object.fromEntries(Array.from({length: 1e5}, (_, at) => ["k" + at, at]))`, null],
  "a typed array": [`new Float32Array(1e7)`, null],
  "many values": [`for (let at = 0; at < 1e5; at++) display(at);`, /^Show all: 99,900 more$/],
  "many elements": [`for (let at = 0; at < 5000; at++) display(html\`<b>\${at}</b>\`);`, /^Show all: 4,900 more$/],
  "an element of many": [`html\`<div>\${Array.from({length: 50000}, () => html\`<i>x</i>\`)}</div>\``, /^Show all$/],
  "a picture of many marks": [
    `svg\`<svg width=10 height=10>\${Array.from({length: 30000}, () => svg\`<rect width=1 height=1/>\`)}</svg>\``,
    /^Show all$/,
  ],
  "Markdown of many lines": [
    `md\`\${Array.from({length: 3000}, (_, at) => "- " + at + "\\n").join("")}\``,
    /pixels high/,
  ],
  "a high element": [`html\`<div style="height: 1000000px">x</div>\``, /^Show all \(1,000,0\d\d pixels high\)$/],
  "an element with a text of ten million": [`html\`<pre>\${"x".repeat(1e7)}</pre>\``, /^Show all$/],
  "a deep element": [
    `const root = document.createElement("div"); let at = root;
for (let n = 0; n < 3000; n++) { const next = document.createElement("div"); at.append(next); at = next; }
display(root);`,
    null,
  ],
};

test("every output is laid out at once and stays low", async ({ page }) => {
  await openQuietChapter(page);
  for (const [name, [code, button]] of Object.entries(bounded)) {
    const id = await addCell(page, code);
    const cell = cellById(page, id);
    if (button) await expect(cell.locator(".cell-show-all").first(), name).toHaveText(button);
    else await expect(cell.locator(".cell-output"), name).not.toBeEmpty();
    if (name === "a deep element") await expect(cell.locator(".cell-output")).toContainText("nested 3001 deep");
    const height = await cell.locator(".cell-output").evaluate((output) => output.getBoundingClientRect().height);
    expect(height, name).toBeLessThan(5100);
    await page.evaluate((id) => window.courseNotebook?.reader.remove(id), id);
  }
});

test("all of it is shown when the reader asks", async ({ page }) => {
  await openQuietChapter(page);
  const shown: readonly (readonly [string, number])[] = [
    [`"x".repeat(30000)`, 30_002],
    [`for (let at = 0; at < 300; at++) display("abc");`, 300 * 5],
    [`html\`<div>\${Array.from({length: 25000}, () => html\`<i>x</i>\`)}</div>\``, 25_000],
  ];
  for (const [code, length] of shown) {
    const cell = cellById(page, await addCell(page, code));
    await cell.locator(".cell-show-all").first().click();
    await expect
      .poll(() => cell.locator(".cell-output").evaluate(({ textContent }) => textContent.length))
      .toBe(length);
    await expect(cell.locator(".cell-show-all:not(.cell-show-height)")).toHaveCount(0);
  }
  const high = cellById(page, await addCell(page, `html\`<div style="height: 9000px">x</div>\``));
  await high.locator(".cell-show-height").click();
  await expect
    .poll(() => high.locator(".cell-output").evaluate(({ clientHeight }) => clientHeight))
    .toBeGreaterThan(8999);
});

test("a wide output scrolls in its own place", async ({ page }) => {
  await openQuietChapter(page);
  await addCell(page, `html\`<div style="width: 20000px">x</div>\``);
  await addCell(page, `html\`<svg width="20000" height="20"><rect width="20000" height="20"/></svg>\``);
  await addCell(page, `html\`<pre>\${"x".repeat(5000)}</pre>\``);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test("classes are shown by their names, errors and functions as the reader wrote them", async ({ page }) => {
  await openQuietChapter(page);
  const shown: readonly (readonly [string, RegExp])[] = [
    [`tf.tensor([1, 2, 3])`, /^\s*Tensor \{/],
    [`tf.variable(tf.scalar(1))`, /^\s*Variable \{/],
    [`tf.sequential()`, /^\s*Sequential \{/],
    [`tf.layers.dense({units: 1})`, /^\s*Dense \{/],
    [`tf.train.sgd(0.1)`, /^\s*SGDOptimizer \{/],
    [`tf.input({shape: [2]})`, /^\s*SymbolicTensor \{/],
    [`[tf.scalar(1)]`, /Tensor/],
    [`d3.rgb(1, 2, 3)`, /^\s*Rgb \{/],
    [`d3.select("body")`, /^\s*Selection \{/],
    [`new d3.InternMap([[1, 2]])`, /^\s*Map\(1\)/],
    [`d3.hierarchy({a: 1})`, /^\s*Node \{/],
    [`Plot.dot([1])`, /^\s*Dot \{/],
    [`(tf.scalar(1)).constructor.name`, /^"Tensor"$/],
    [`String((n) => { while (n) n--; })`, /^"\(n\) => \{ while \(n\) n--; \}"$/],
    [
      `const f = () => {\n  throw new Error("inner");\n};\ntry { f(); } catch (error) { display(error); }`,
      /^Error: inner\s+at f, cell mine-\d+, line 2\s+at cell mine-\d+, line 4$/,
    ],
  ];
  for (const [code, text] of shown) {
    const output = cellById(page, await addCell(page, code)).locator(".cell-output");
    await expect(output, code).toHaveText(text);
  }
});

test("names of the window that mean something else, and values that are thrown", async ({ page }) => {
  await openQuietChapter(page);
  const problems: readonly (readonly [string, ...string[]])[] = [
    [`print("x")`, "print is not defined", "write display(x)"],
    [`alert("x")`, "alert is not defined", "write display(x)"],
    [`prompt("x")`, "prompt is not defined", "Inputs.text"],
    [`confirm("x")`, "confirm is not defined", "Inputs.toggle"],
    [`name + 1`, "name is not defined", "window.name"],
    [`history.loss`, "history is not defined", "window.history"],
    [`close()`, "close is not defined", "window.close"],
    [`[length, status, event, top, open, stop, find, parent, origin]`, "is not defined"],
    [`throw {code: 3}`, "The cell threw {code: 3}", "throw new Error(…)"],
    [`await Promise.reject(undefined)`, "The cell threw undefined"],
    [`const d3old = require("d3@7");`, "require is not defined", "write d3, which every cell can name"],
    [`DOM.canvas(2, 2)`, "DOM is not defined", 'document.createElement("canvas")'],
    [`Promises.delay(10)`, "Promises is not defined", "setTimeout(resolve, ms)"],
    [`Generators.range(3)`, "Generators.range is not a function", "d3.range(start, stop, step)"],
    [`d3.max(3)`, "TypeError: a value is not iterable", "inside d3.max, which this line calls"],
  ];
  for (const [code, ...words] of problems) {
    const problem = cellById(page, await addCell(page, code)).locator(".cell-problem");
    for (const each of words) await expect(problem, code).toContainText(each);
  }
  const mine = cellById(page, await addCell(page, `const name = "mine", print = (x) => x; display(print(name));`));
  await expect(mine.locator(".cell-output")).toHaveText(`"mine"`);
});
