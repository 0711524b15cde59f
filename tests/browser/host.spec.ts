import { expect, test, type Locator, type Page } from "@playwright/test";
import { bundle, origin, serve, type Bundle } from "./bundle.ts";
import { renderPage, type PageText } from "./chapter-page.ts";

let files: Bundle;

test.beforeAll(async () => {
  files = await bundle("tests/browser/host-page.ts");
});

async function open(page: Page, text: PageText): Promise<void> {
  let html = renderPage(text);
  await serve(page, files, () => html);
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(`${origin}/`);
  await settled(page);
  html = renderPage(text);
}

async function settled(page: Page): Promise<void> {
  await page.evaluate(() => window.notebook.settled());
}

function cell(page: Page, id: string): Locator {
  return page.locator(`notebook-cell[data-cell="${id}"]`);
}

function output(page: Page, id: string): Locator {
  return cell(page, id).locator(".cell-output");
}

function stateOf(page: Page, id: string): Promise<unknown> {
  return page.evaluate((id) => window.notebook.state(id), id);
}

async function edit(page: Page, id: string, source: string): Promise<void> {
  await page.evaluate(([id, source]) => window.notebook.edit(id, source), [id, source] as const);
  await settled(page);
}

async function press(
  page: Page,
  action: "Run" | "Stop" | "Pause" | "Resume" | "Edit" | "Reset",
  id: string,
): Promise<void> {
  await cell(page, id).hover();
  await cell(page, id)
    .getByRole("button", { name: `${action}: ${id}`, exact: true })
    .click();
}

async function training(page: Page, index: number, action: string, value?: number | string): Promise<void> {
  await page.waitForFunction((index) => window.trainings[index] !== undefined, index);
  await page.evaluate(
    ([index, action, value]) => {
      const found = window.trainings[index] as unknown as Record<string, (value: unknown) => void>;
      found[action]?.(value);
    },
    [index, action, value] as const,
  );
}

/** Types into the open editor of a cell, in place of what stands there. */
async function typeOver(page: Page, id: string, source: string): Promise<void> {
  await press(page, "Edit", id);
  await expect(cell(page, id).locator(".cm-content")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(source);
}

test.describe("automatic cells", () => {
  test("display expressions and leave statements silent", async ({ page }) => {
    await open(page, {
      cells: [
        { source: "1 + 2", id: "sum" },
        { source: "1 + 2;", id: "silent" },
        { source: "({foo: 1})", id: "object" },
      ],
    });
    await expect(output(page, "sum")).toHaveText("3");
    await expect(output(page, "silent")).toBeEmpty();
    await expect(output(page, "object")).toContainText("foo: 1");
  });

  test("recompute what depends on an edited cell", async ({ page }) => {
    await open(page, { cells: ["const a = 2;", { source: "a * 10", id: "product" }] });
    await expect(output(page, "product")).toHaveText("20");
    await edit(page, "a", "const a = 7;");
    await expect(output(page, "product")).toHaveText("70");
  });

  test("follow the value of a viewed input", async ({ page }) => {
    await open(page, { cells: ["const depth = view(slider(20));", { source: "depth + 2", id: "next" }] });
    await expect(output(page, "next")).toHaveText("22");
    await cell(page, "depth").locator("input").fill("56");
    await expect(output(page, "next")).toHaveText("58");
  });

  test("append what display is given, return it, and keep the old output until the first new one", async ({ page }) => {
    await open(page, {
      cells: [
        "const n = Mutable(1); const set = (value) => { n.value = value; };",
        { source: `const wait = n === 1 ? null : new Promise((resolve) => { globalThis.go = resolve; });`, id: "wait" },
        { source: `const shown = display(n + " first"); await wait; display("then " + shown);`, id: "shown" },
        {
          source: `if (n > 1) await new Promise((resolve) => { globalThis.late = resolve; });\ndisplay(n);`,
          id: "late",
        },
        { source: "globalThis.set = set;", id: "export" },
      ],
    });
    await expect(output(page, "shown")).toHaveText(`"1 first""then 1 first"`);
    await page.evaluate(() => (globalThis as unknown as { set(value: number): void }).set(2));
    await page.waitForFunction(() => "late" in globalThis);
    await expect(output(page, "late")).toHaveText("1");
    await page.evaluate(() => (globalThis as unknown as { late(): void }).late());
    await expect(output(page, "late")).toHaveText("2");
  });

  test("refuse display calls of a run that is out of date", async ({ page }) => {
    await open(page, {
      cells: [
        "const n = view(slider(1));",
        { source: `const mine = n; display("run " + mine); log(() => display("late " + mine));`, id: "shown" },
      ],
    });
    await cell(page, "n").locator("input").fill("2");
    await expect(output(page, "shown")).toHaveText(`"run 2"`);
    const late = (at: number) => page.evaluate((at) => (window.log as (() => unknown)[])[at]?.(), at);
    await expect(late(0)).rejects.toThrow("display: this run of cell shown is over");
    await late(1);
    await expect(output(page, "shown")).toHaveText(`"run 2""late 2"`);
  });

  test("insert nodes and keep unfolded parts of inspected values unfolded", async ({ page }) => {
    await open(page, {
      cells: [
        "const n = view(slider(1));",
        { source: "document.createElement('canvas')", id: "node" },
        { source: "({list: [n, 2, 3]})", id: "object" },
      ],
    });
    await expect(output(page, "node").locator("canvas")).toBeAttached();
    await output(page, "object").locator(".observablehq--collapsed a, a").first().click();
    await expect(output(page, "object").locator(".observablehq--expanded").first()).toBeVisible();
    await cell(page, "n").locator("input").fill("5");
    await expect(output(page, "object")).toContainText("5");
    await expect(output(page, "object").locator(".observablehq--expanded").first()).toBeVisible();
  });

  test("step generators and await promises across cells", async ({ page }) => {
    await open(page, {
      cells: [
        "const counter = (function* () { for (let i = 1; i <= 3; ++i) yield i; })();",
        { source: "const later = (async function* () { yield 1; await null; yield counter * 100; })();", id: "later" },
        "const promised = Promise.resolve(5);",
        { source: "counter + promised", id: "sum" },
        { source: "const awaited = await Promise.resolve(9); display(awaited);", id: "awaited" },
        { source: "later", id: "seen" },
      ],
    });
    await expect(output(page, "sum")).toHaveText("8");
    await expect(output(page, "awaited")).toHaveText("9");
    await expect(output(page, "seen")).toHaveText("300");
  });

  test("run finally blocks when they are out of date", async ({ page }) => {
    await open(page, {
      cells: [
        "const a = 1;",
        "const ticks = (function* () { try { for (;;) yield a; } finally { log('closed ' + a); } })();",
        { source: "invalidation.then(() => log('invalidated ' + a)); a;", id: "watch" },
      ],
    });
    await edit(page, "a", "const a = 2;");
    await expect.poll(() => page.evaluate(() => window.log)).toEqual(["invalidated 1", "closed 1"]);
  });

  test("give their values to scripts", async ({ page }) => {
    await open(page, {
      cells: ["const a = 1;", "const b = a + 1, c = 3;", { source: "a * 10", id: "product" }, "const d = nope;"],
    });
    const value = (id: string) => page.evaluate((id) => window.notebook.value(id), id);
    expect([await value("a"), await value("b"), await value("product")]).toEqual([1, { b: 2, c: 3 }, 10]);
    await expect(value("d")).rejects.toThrow("nope is not defined");
  });

  test("show numbers and text within a sentence as text", async ({ page }) => {
    await open(page, { cells: ["const depth = 20;", { source: "depth * 2", id: "inline-1", place: "inline" }] });
    await expect(page.locator("main > p")).toHaveText("It is 40.");
  });
});

test.describe("errors", () => {
  test("name the line, keep the last good output dimmed, and clear when the cell works again", async ({ page }) => {
    await open(page, {
      cells: [
        "const n = view(slider(1));",
        {
          source: `const factor = 2;\nif (n > 1)\n  throw new TypeError("too large");\ndisplay(n * factor);`,
          id: "risky",
        },
      ],
    });
    await cell(page, "n").locator("input").fill("9");
    const risky = cell(page, "risky");
    await expect(risky.locator(".cell-problem-message")).toHaveText("TypeError: too large");
    await expect(risky.getByRole("button", { name: "line 3" })).toBeVisible();
    await expect(risky.locator(".cell-error-line")).toBeVisible();
    await expect(output(page, "risky")).toHaveText("2");
    await expect(output(page, "risky")).toHaveCSS("opacity", "0.45");
    await cell(page, "n").locator("input").fill("1");
    await expect(risky.locator(".cell-problem")).toHaveCount(0);
    await expect(output(page, "risky")).toHaveCSS("opacity", "1");
  });

  test("link to the first cell that failed", async ({ page }) => {
    await open(page, {
      cells: ["const a = null.length;", "const b = a + 1;", { source: "b * 2", id: "last" }],
    });
    const link = cell(page, "last").getByRole("link", { name: "a", exact: true });
    await expect(link).toHaveAttribute("href", "#cell-a");
    await expect(cell(page, "last").locator(".cell-problem")).toContainText("caused by cell a");
  });

  test("suggest a similar name for one that nobody defines", async ({ page }) => {
    await open(page, {
      cells: ["const depth = 3;", { source: "dept + 1", id: "typo" }, { source: "zzzz", id: "alien" }],
    });
    await expect(cell(page, "typo").locator(".cell-problem")).toContainText("dept is not defined");
    await expect(cell(page, "typo").locator(".cell-problem")).toContainText("Did you mean depth?");
    await expect(cell(page, "alien").locator(".cell-problem")).toContainText("No cell of this chapter defines it");
  });

  test("stand on both cells that define one name, and go when one is renamed", async ({ page }) => {
    await open(page, {
      cells: [{ source: "const a = 1;", id: "one" }, { source: "const a = 2;", id: "two" }, "a + 1"],
    });
    await expect(cell(page, "one").locator(".cell-problem")).toContainText("a is defined by 2 cells (one, two)");
    await expect(cell(page, "two").locator(".cell-problem")).toContainText("a is defined by 2 cells (one, two)");
    await edit(page, "two", "const b = 2;");
    await expect(page.locator(".cell-problem")).toHaveCount(0);
    await expect(output(page, "cell-3")).toHaveText("2");
  });

  test("say which cells form a circle", async ({ page }) => {
    await open(page, { cells: ["const a = b;", "const b = a;"] });
    await expect(cell(page, "a").locator(".cell-problem")).toContainText("a needs b needs a");
  });

  test("of a part of the library that cannot be loaded name that part", async ({ page }) => {
    await open(page, { cells: [{ source: "unreachable(1)", id: "use" }] });
    await expect(cell(page, "use").locator(".cell-problem")).toContainText("unreachable could not be loaded");
  });

  test("in an edit that is not JavaScript name the line and lose nothing", async ({ page }) => {
    await open(page, { cells: ["const a = 2;", { source: "a * 10", id: "product" }] });
    await edit(page, "product", "a *\n  * 10");
    await expect(cell(page, "product").getByRole("button", { name: "line 2" })).toBeVisible();
    await expect(output(page, "product")).toHaveText("20");
    expect(await page.evaluate(() => window.notebook.view("product").source)).toBe("a *\n  * 10");
    await edit(page, "product", "a * 100");
    await expect(output(page, "product")).toHaveText("200");
    await expect(cell(page, "product").locator(".cell-problem")).toHaveCount(0);
  });
});

const trainingCells: PageText["cells"] = [
  "const depth = view(slider(20));",
  { source: "const run = train({depth});", run: "manual" },
  { source: "`${run.status} ${run.doneSteps}`", id: "curve" },
];

test.describe("manual cells", () => {
  test("do not run until asked, and what needs them waits", async ({ page }) => {
    await open(page, { cells: trainingCells });
    expect(await stateOf(page, "run")).toEqual({ kind: "not-run" });
    const waiting = cell(page, "curve").locator(".cell-problem");
    await expect(waiting).toHaveText("Waitingfor run: press Run there.Run run, then this cell");
    expect(await page.evaluate(() => window.trainings.length)).toBe(0);
    await waiting.getByRole("button", { name: "Run run, then this cell" }).click();
    await training(page, 0, "step", 10);
    await expect(output(page, "curve")).toHaveText(`"running 10"`);
  });

  test("show every snapshot downstream and run until their generator ends", async ({ page }) => {
    await open(page, { cells: trainingCells });
    await press(page, "Run", "run");
    await training(page, 0, "step", 100);
    await expect(output(page, "curve")).toHaveText(`"running 100"`);
    await expect(cell(page, "run")).toHaveAttribute("data-state", "running");
    await expect(cell(page, "run").locator(".cell-status")).toContainText("step 100 of 400");
    await training(page, 0, "step", 200);
    await expect(output(page, "curve")).toHaveText(`"running 200"`);
    await training(page, 0, "finish");
    await expect(output(page, "curve")).toHaveText(`"done 200"`);
    await expect(cell(page, "run")).toHaveAttribute("data-state", "done");
    expect(await page.evaluate(() => window.trainings[0]?.options)).toEqual({ depth: 20 });
  });

  test("keep the last value on Stop", async ({ page }) => {
    await open(page, { cells: trainingCells });
    await press(page, "Run", "run");
    await training(page, 0, "step", 120);
    await expect(output(page, "curve")).toHaveText(`"running 120"`);
    await press(page, "Stop", "run");
    await expect(cell(page, "run")).toHaveAttribute("data-state", "stopped");
    await expect(output(page, "curve")).toHaveText(`"stopped 120"`);
    await expect(cell(page, "run").locator(".cell-status")).toContainText("the last values are kept");
  });

  test("rest on Pause, go on on Resume, with the keyboard as well, and end on Stop", async ({ page }) => {
    await open(page, { cells: trainingCells });
    await expect(cell(page, "run").locator(".cell-pause")).toBeHidden();
    await press(page, "Run", "run");
    await training(page, 0, "step", 120);
    await expect(cell(page, "run").locator(".cell-status")).toContainText("wasm (SIMD)");
    await press(page, "Pause", "run");
    await expect(cell(page, "run")).toHaveAttribute("data-state", "paused");
    await expect(cell(page, "run").locator(".cell-status")).toContainText("Pausedat step 120 of 400");
    await expect(cell(page, "run").getByRole("status")).toContainText("run: Paused at step 120");
    await expect(output(page, "curve")).toHaveText(`"paused 120"`);
    await expect(page.getByRole("button", { name: "Resume: run" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(cell(page, "run")).toHaveAttribute("data-state", "running");
    await training(page, 0, "step", 130);
    await expect(output(page, "curve")).toHaveText(`"running 130"`);
    await page.keyboard.press("Enter");
    await expect(cell(page, "run")).toHaveAttribute("data-state", "paused");
    await press(page, "Stop", "run");
    await expect(cell(page, "run")).toHaveAttribute("data-state", "stopped");
    await expect(output(page, "curve")).toHaveText(`"stopped 130"`);
    await expect(cell(page, "run").locator(".cell-pause")).toBeHidden();
  });

  test("end a generator of the reader's own on Stop", async ({ page }) => {
    await open(page, {
      cells: [
        {
          source:
            "const ticks = (async function* () { for (let i = 1; ; ++i) { yield Math.min(i, 3); await null; } })();",
          run: "manual",
        },
        { source: "ticks", id: "seen" },
      ],
    });
    await press(page, "Run", "ticks");
    await expect(output(page, "seen")).toHaveText("3");
    await press(page, "Stop", "ticks");
    await expect(cell(page, "ticks")).toHaveAttribute("data-state", "stopped");
    await expect(output(page, "seen")).toHaveText("3");
  });

  test("leave a promise behind on Stop, and can run again", async ({ page }) => {
    await open(page, {
      cells: [
        { source: "const answer = await new Promise((resolve) => log(resolve));", run: "manual" },
        { source: "answer", id: "seen" },
      ],
    });
    await press(page, "Run", "answer");
    await page.waitForFunction(() => window.log.length === 1);
    await press(page, "Stop", "answer");
    await expect(cell(page, "answer")).toHaveAttribute("data-state", "stopped");
    await expect(cell(page, "seen").locator(".cell-problem")).toContainText("it was stopped before its first value");
    await press(page, "Run", "answer");
    await page.waitForFunction(() => window.log.length === 2);
    await page.evaluate(() => (window.log[1] as (value: number) => void)(42));
    await expect(output(page, "seen")).toHaveText("42");
  });

  test("go stale when a knob moves, say which, and recover when it moves back", async ({ page }) => {
    await open(page, { cells: trainingCells });
    await press(page, "Run", "run");
    await training(page, 0, "step", 400);
    await training(page, 0, "finish");
    await expect(cell(page, "run")).toHaveAttribute("data-state", "done");
    await cell(page, "depth").locator("input").fill("56");
    await expect(cell(page, "run").locator(".cell-status")).toContainText("depth changed");
    await expect(output(page, "curve")).toHaveText(`"done 400"`);
    expect(await page.evaluate(() => window.trainings.length)).toBe(1);
    await cell(page, "depth").locator("input").fill("20");
    await expect(cell(page, "run")).toHaveAttribute("data-state", "done");
    await cell(page, "depth").locator("input").fill("44");
    await press(page, "Run", "run");
    await training(page, 1, "step", 1);
    expect(await page.evaluate(() => window.trainings[1]?.options)).toEqual({ depth: 44 });
  });

  test("end the former run when they run again", async ({ page }) => {
    await open(page, { cells: trainingCells });
    await press(page, "Run", "run");
    await training(page, 0, "step", 50);
    await page.evaluate(() => void window.notebook.run("run"));
    await training(page, 1, "step", 7);
    await expect(output(page, "curve")).toHaveText(`"running 7"`);
    expect(await page.evaluate(() => window.trainings[0]?.isAborted())).toBe(true);
  });

  test("hold a recorded value, labelled, until the reader runs them", async ({ page }) => {
    const recorded = { date: "12 May 2026", device: "Chrome, Apple M2" };
    await open(page, {
      cells: trainingCells,
      recordings: { run: { status: "done", doneSteps: 400, recorded } },
    });
    await expect(output(page, "curve")).toHaveText(`"done 400"`);
    const status = cell(page, "run").locator(".cell-status");
    await expect(status).toContainText("Recorded run12 May 2026, Chrome, Apple M2. Press Run to make your own.");
    await cell(page, "depth").locator("input").fill("56");
    await expect(status).toContainText("depth changed");
    await press(page, "Run", "run");
    await training(page, 0, "step", 3);
    await expect(output(page, "curve")).toHaveText(`"running 3"`);
  });

  test("are stale, not run, when their text is edited", async ({ page }) => {
    await open(page, { cells: trainingCells });
    await edit(page, "run", "const run = train({depth, steps: 5});");
    await expect(cell(page, "run").locator(".cell-status")).toContainText("edited");
    expect(await page.evaluate(() => window.trainings.length)).toBe(0);
    await press(page, "Run", "run");
    await training(page, 0, "step", 1);
    expect(await page.evaluate(() => window.trainings[0]?.options)).toEqual({ depth: 20, steps: 5 });
  });

  test("show an error that comes in the middle of a run, and keep what was shown", async ({ page }) => {
    await open(page, { cells: trainingCells });
    await press(page, "Run", "run");
    await training(page, 0, "step", 10);
    await expect(output(page, "curve")).toHaveText(`"running 10"`);
    await training(page, 0, "fail", "the device was lost");
    await expect(cell(page, "run").locator(".cell-problem")).toContainText("the device was lost");
    await expect(cell(page, "curve").locator(".cell-problem")).toContainText("caused by cell run");
    await expect(output(page, "curve")).toHaveText(`"running 10"`);
  });

  test("are announced when they start and end, not at each step", async ({ page }) => {
    await open(page, { cells: trainingCells });
    const announcer = cell(page, "run").getByRole("status");
    await expect(announcer).toHaveText("");
    await press(page, "Run", "run");
    await training(page, 0, "step", 100);
    await expect(output(page, "curve")).toHaveText(`"running 100"`);
    await expect(announcer).toHaveText("run: Running");
    await training(page, 0, "finish");
    await expect(announcer).toContainText("run: Done in");
  });

  test("show their place in the queue", async ({ page }) => {
    await open(page, { cells: trainingCells });
    await press(page, "Run", "run");
    await training(page, 0, "queue", 2);
    await expect(cell(page, "run").locator(".cell-status")).toContainText("Queuedplace 2 in line");
  });

  test("wait for another manual cell and are free once it has run", async ({ page }) => {
    await open(page, {
      cells: [
        { source: "const first = 1;", run: "manual" },
        { source: "const second = first + 1;", run: "manual" },
        { source: "second", id: "seen" },
      ],
    });
    await press(page, "Run", "second");
    await expect(cell(page, "second").locator(".cell-problem")).toContainText("for first: press Run there");
    await press(page, "Run", "first");
    await expect(cell(page, "second")).toHaveAttribute("data-state", "not-run");
    await press(page, "Run", "second");
    await expect(output(page, "seen")).toHaveText("2");
  });
});

test.describe("editing", () => {
  const cells: PageText["cells"] = ["const a = 2;", { source: "a * 10", id: "product" }];

  test("runs with the keyboard and leaves the editor with Escape", async ({ page }) => {
    await open(page, { cells });
    await typeOver(page, "a", "const a = 5;");
    await page.keyboard.press("Shift+Enter");
    await expect(output(page, "product")).toHaveText("50");
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText(" // more");
    await expect(cell(page, "a").locator(".cell-status")).toContainText("edited");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(cell(page, "a")).toHaveAttribute("data-state", "done");
    await page.keyboard.press("Escape");
    await expect(cell(page, "a").getByRole("button", { name: "Edit: a" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(cell(page, "a").getByRole("button", { name: "Reset: a" })).toBeFocused();
  });

  test("survives a reload and is undone by Reset", async ({ page }) => {
    await open(page, { cells });
    await typeOver(page, "a", "const a = 5;");
    await page.keyboard.press("Shift+Enter");
    await expect(output(page, "product")).toHaveText("50");
    await page.reload();
    await settled(page);
    await expect(output(page, "product")).toHaveText("50");
    await expect(cell(page, "a").locator(".cell-source")).toHaveText("const a = 5;");
    await expect(cell(page, "a").locator(".cell-edits-word")).toHaveText("Edited");
    await press(page, "Reset", "a");
    await expect(output(page, "product")).toHaveText("20");
    await expect(cell(page, "a").locator(".cell-source")).toHaveText("const a = 2;");
    await page.reload();
    await settled(page);
    await expect(output(page, "product")).toHaveText("20");
    await expect(cell(page, "a").locator(".cell-edits")).toBeHidden();
  });

  test("keeps an edit whose published text has changed, and says so", async ({ page }) => {
    let published = "const a = 2;";
    await serve(page, files, () => renderPage({ cells: [{ source: published, id: "a" }, "a"] }));
    await page.goto(`${origin}/`);
    await edit(page, "a", "const a = 5;");
    published = "const a = 3;";
    await page.reload();
    await settled(page);
    await expect(output(page, "cell-2")).toHaveText("5");
    await expect(cell(page, "a").locator(".cell-edits")).toContainText(
      "The published cell has changed since your edit",
    );
    await press(page, "Reset", "a");
    await expect(output(page, "cell-2")).toHaveText("3");
    await expect(cell(page, "a").locator(".cell-edits")).not.toContainText("has changed");
  });

  test("says when the browser refuses to keep an edit", async ({ page }) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await open(page, { cells });
    await edit(page, "a", "const a = 5;");
    await expect(output(page, "product")).toHaveText("50");
    await expect(cell(page, "a").locator(".cell-edits")).toContainText("storage is full");
  });

  test("runs nothing in safe mode until asked, then what is needed with its kept edits", async ({ page }) => {
    await open(page, { cells });
    await edit(page, "a", "const a = 5;");
    await page.goto(`${origin}/?safe`);
    await settled(page);
    await expect(output(page, "product")).toBeEmpty();
    await expect(page.getByRole("region", { name: "Opened without running" })).toContainText("your edits are kept");
    await press(page, "Run", "product");
    await expect(output(page, "product")).toHaveText("50");
  });

  test("marks syntax errors while typing and completes the names of cells", async ({ page }) => {
    await open(page, { cells });
    await typeOver(page, "product", "a * * 2");
    await expect(cell(page, "product").locator(".cm-lintRange-error")).toBeVisible();
    await typeOver(page, "product", "1 + ");
    await page.keyboard.type("prod");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("Gener");
    await expect(page.locator(".cm-tooltip-autocomplete")).toContainText("Generators");
  });

  test("opens at the clicked line", async ({ page }) => {
    await open(page, { cells: [{ source: "const a = 1;\nconst b = 2;\nconst c = 3;", id: "many" }] });
    await cell(page, "many").locator(".tok-number", { hasText: "2" }).click();
    await expect(cell(page, "many").locator(".cm-content")).toBeFocused();
    await page.keyboard.insertText("/* here */ ");
    expect(await page.evaluate(() => window.notebook.view("many").source)).toContain("\n/* here */ const b");
  });

  test("unfolds hidden code with a button that says so", async ({ page }) => {
    await open(page, { cells: [{ source: "1 + 1", id: "folded", code: "folded" }] });
    const pre = cell(page, "folded").locator(".cell-source");
    await expect(pre).toBeHidden();
    const button = cell(page, "folded").getByRole("button", { name: "Show code: folded" });
    await expect(button).toHaveAttribute("aria-expanded", "false");
    await button.click();
    await expect(pre).toBeVisible();
  });
});
