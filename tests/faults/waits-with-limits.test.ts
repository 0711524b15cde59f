// @vitest-environment jsdom
import { openProgress } from "../../src/browser/exercise-progress.ts";
import { afterEach, describe, expect, it } from "vitest";
import { connectExercises } from "../../src/components/reader/exercise.ts";
import type { CellContext } from "../../src/host/cell/cell-context.ts";
import { compileCell } from "../../src/notebook/compile-cell.ts";
import { closeCells, openCells, type CellText, type OpenCells } from "./open-cells.ts";

/**
 * Every wait for a reader's code has a limit, and an end that is said: an answer, a check or a cell that they need may
 * never end. What counts steps is waited for as long as it does.
 */
afterEach(closeCells);

const never = "new Promise(() => {})";
const timeoutSeconds = 0.4;

/** Presses Check on an exercise whose cell is `answer`, and gives what it says in the end. */
async function check(cells: OpenCells, source: string): Promise<string> {
  document.querySelector(".exercise")?.remove();
  document.body.insertAdjacentHTML(
    "beforeend",
    `<section class="exercise" data-exercise="answer"><div class="exercise-outcome"></div></section>`,
  );
  const compiled = compileCell(source, { mode: "js" });
  const checks = [{ name: "value", points: 1, source, compiled, hint: "Not yet.", line: 1 }];
  const starter = { starter: "", cell: "answer", defines: [], points: 1, kind: "code" as const, line: 1 };
  const exercises = [{ id: "answer", timeoutSeconds, checks, ...starter }];
  connectExercises(document, { notebook: cells.notebook, exercises, progress: openProgress("test", null) });
  const box = document.querySelector<HTMLElement>(".exercise:last-of-type");
  box?.querySelector<HTMLButtonElement>(".exercise-check")?.click();
  const text = () => `${box?.querySelector(".exercise-summary")?.textContent} ${box?.querySelector("ul")?.textContent}`;
  expect(text()).toContain("Checking …");
  const startedMs = performance.now();
  while (text().includes("Checking …") && performance.now() - startedMs < 6000)
    await new Promise((resolve) => setTimeout(resolve, 20));
  return text();
}

const answer = (source: string): CellText => ({ source, id: "answer" });

describe("Check ends, and says why", () => {
  it.each([
    [[answer(`const x = await ${never};`)], "x === 1", /no sign for 0\.4 seconds and was stopped/],
    [[answer(`while (true) await sleep(10);\nconst x = 1;`)], "x === 1", /was stopped\. Look for an await or a loop/],
    [[answer(`const x = ${never};`)], "x === 1", /No answer within 0\.4 seconds/],
    [[answer(`const x = {then() {}};`)], "x === 1", /No answer within 0\.4 seconds/],
    [[answer(`const x = (async function* () { await ${never}; })();`)], "x === 1", /No answer within 0\.4 seconds/],
    [[answer(`const x = () => ${never};`)], "await x()", /No answer within 0\.4 seconds/],
    [[answer(`const x = 1;`)], `await ${never}`, /No answer within 0\.4 seconds/],
    [[answer(`const x = y;`), `const y = await ${never};`], "x === 1", /it waits for cell y/],
    [[answer(`const x = 1;`), `const y = await ${never};`], "x === y", /seconds: cell y is still at work/],
    [[answer(`const x = `.concat("1;")), `const y = await ${never};`], "x === 1", /Visible checks passed/],
    [[answer(`const x = nope;`)], "x === 1", /nope is not defined/],
    [[answer(`const x = 1;`)], "(() => { throw null; })()", /still missing/],
  ] as const)("%j, asked %j", async (texts, source, words) => {
    expect(await check(await openCells(texts), source)).toMatch(words);
  });

  it("also when an edit is broken after a right answer, and after a reload", async () => {
    const cells = await openCells([answer("const x = 1;")]);
    expect(await check(cells, "x === 1")).toContain("Visible checks passed.");
    cells.notebook.draft("answer", "const x = ");
    expect(await check(cells, "x === 1")).toMatch(/0 of 1 visible checks passed.*caused by cell answer/s);
    const again = await cells.reload();
    expect(await check(again, "x === 1")).toMatch(/0 of 1 visible checks passed.*caused by cell answer/s);
  });

  it("also when what the answer needs is broken, however far away", async () => {
    const cells = await openCells([answer("const x = far;"), "const far = further;", "const further = 1;"]);
    await cells.edit("further", "const further = (");
    expect(await check(cells, "x === 1")).toContain("caused by cell further");
    const manual = await openCells([
      { ...(answer("const x = far;") as object), run: "manual" } as CellText,
      "const far = 1;",
    ]);
    await manual.notebook.run("answer");
    await manual.edit("far", "const far = (");
    expect(await check(manual, "x === 1")).toContain("caused by cell far");
  });
});

it("Check waits longer than its limit for what counts steps", async () => {
  const work = (context: CellContext) => async () => {
    for (let done = 1; done <= 10; done++) {
      context.reportProgress({
        doneSteps: done,
        totalSteps: 10,
        elapsedMs: 0,
        queuePlace: null,
        paused: false,
        engine: null,
      });
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    return 5;
  };
  const texts = [{ source: "const x = await work();", id: "answer", run: "manual" as const }];
  const cells = await openCells(texts, { library: { perRun: { work } } });
  expect(await check(cells, "x === 5")).toContain("Visible checks passed.");
});

it("a question about the page that is given up leaves nothing behind", async () => {
  const cells = await openCells([`const x = await ${never};`]);
  const compiled = compileCell("x", { mode: "js" });
  const late = new AbortController();
  const value = cells.notebook.evaluate("question", compiled, late.signal);
  setTimeout(() => late.abort(new Error("too late")), 50);
  await expect(value).rejects.toThrow("too late");
});
