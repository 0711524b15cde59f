// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { closeCells, openCells, type OpenCells } from "./open-cells.ts";

/**
 * Code of a run that another one has replaced, or that is over: it went on, and showed nothing. `display` and `view`
 * throw in it, as in Observable, which ends its loops; loops that show nothing end all the same, at their next turn, where
 * they stand in the cell itself and no other cell can be in them; and whatever it still waits for holds up no later run.
 */
afterEach(closeCells);

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** How many of the loops that logged are still at work. */
async function running({ log }: OpenCells): Promise<number> {
  log.splice(0);
  await wait(150);
  return new Set(log).size;
}

/** Logs its own number as long as it goes on. */
const loop = (call: string, text = "") =>
  `const mark = Math.random(); while (true) { log(mark); ${call}; await sleep(10 + 0 * n); } // ${text}`;

const n = "const nField = view(field('1')); const n = Mutable(1); const setN = (value) => { n.value = value; };";
const calls = ["display(mark)", "view(field('a'))", "[1].forEach(display)", "/* shows nothing */"];

describe.each(calls)("a loop with %s ends", (call) => {
  it("when its cell is edited, however often", async () => {
    const cells = await openCells([n, { source: loop(call), id: "loop" }]);
    expect(await running(cells)).toBe(1);
    for (const text of ["a", "b", "c"]) {
      void cells.notebook.edit("loop", loop(call, text));
      await wait(60);
    }
    expect(await running(cells)).toBe(1);
  });

  it("when an input changes, and the new run begins at once", async () => {
    const cells = await openCells([n, { source: loop(call), id: "loop" }, { source: "log(setN)", id: "give" }]);
    const set = cells.log.find((each) => typeof each === "function") as (value: number) => void;
    for (const value of [2, 3]) {
      set(value);
      await wait(100);
    }
    expect(await running(cells)).toBe(1);
  });

  it("when its cell is deleted, stopped, or its text is no JavaScript any more", async () => {
    for (const end of ["delete", "stop", "break"]) {
      const cells = await openCells([n, { source: loop(call), id: "loop" }]);
      expect(await running(cells)).toBe(1);
      if (end === "delete") await cells.remove("loop");
      else if (end === "stop") cells.notebook.stop("loop");
      else await cells.edit("loop", "const mark = ");
      await wait(50);
      expect([end, await running(cells)]).toEqual([end, 0]);
    }
  });
});

it("a manual cell's loop ends when it is run again, and when it is stopped", async () => {
  const cells = await openCells([n, { source: loop("display(mark)"), id: "loop", run: "manual" }]);
  for (let run = 0; run < 3; run++) {
    void cells.notebook.run("loop");
    await wait(100);
  }
  expect(await running(cells)).toBe(1);
  cells.notebook.stop("loop");
  await wait(50);
  expect(await running(cells)).toBe(0);
});

it("a loop that a callback or a function began ends as well", async () => {
  const text = (mark: number) =>
    `const go = async () => { while (true) { log(${mark}); display(${mark}); await sleep(10); } };\n` +
    `go().catch(() => log("ended ${mark}"));`;
  const cells = await openCells([{ source: text(1), id: "loop" }]);
  await cells.edit("loop", text(2));
  expect(cells.log).toContain("ended 1");
  expect(await running(cells)).toBe(1);
});

it("an async generator's loop ends, also one that waits for something that never comes", async () => {
  const text = (mark: number, body: string) =>
    `const ticks = (async function* () { try { ${body} } finally { log("closed ${mark}"); } })();`;
  const endless = (mark: number) => text(mark, `while (true) { log(${mark} + 0 * n); yield n; await sleep(10); }`);
  const cells = await openCells([n, { source: endless(1), id: "ticks" }, { source: "log(setN)", id: "give" }]);
  await cells.edit("ticks", endless(2));
  expect(cells.log).toContain("closed 1");
  expect(await running(cells)).toBe(1);
});

describe("a run that never ends holds up no later one", () => {
  it.each([
    "const slow = n < 5 ? await new Promise(() => {}) : 7 * n;",
    "const slow = n < 5 ? new Promise(() => {}) : 7 * n;",
    "const slow = n < 5 ? {then() {}} : 7 * n;",
    "const slow = (async function* () { if (n < 5) await new Promise(() => {}); yield 7 * n; })();",
    "const slow = (async function* () { yield 1; if (n < 5) await new Promise(() => {}); yield 7 * n; })();",
    "const slow = n < 5 ? await sleep(2000) : 7 * n;",
  ])("%s", async (source) => {
    const cells = await openCells([n, { source, id: "slow" }, { source: "log(setN)", id: "give" }]);
    const set = cells.log.find((each) => typeof each === "function") as (value: number) => void;
    set(6);
    await wait(200);
    expect(await cells.value("slow")).toBe(42);
  });
});

it("what a run hands over too late is closed", async () => {
  const source = (mark: number) =>
    `const late = await (async () => { await sleep(60); return {next() {}, return() { log("closed ${mark}"); }}; })();`;
  const cells = await openCells([{ source: source(1), id: "late" }]);
  void cells.notebook.edit("late", source(1));
  const others = await openCells([{ source: source(2), id: "late" }]);
  await others.edit("late", "const late = 1;");
  expect(await others.value("late")).toBe(1);
});

it("display says what happened, returns its value in a run that is not over, and is not undone by a finished run", async () => {
  const source = (mark: string) => `log(() => display("${mark}")); display("first ${mark}");`;
  const cells = await openCells([{ source: source("a"), id: "shown" }]);
  const [late] = cells.log as (() => unknown)[];
  expect(late?.()).toBe("a");
  expect(cells.output("shown")).toBe('"first a""a"');
  await cells.edit("shown", source("b"));
  expect(() => late?.()).toThrow("display: this run of cell shown is over");
  expect(cells.output("shown")).toBe('"first b"');
});

it("a function that other cells have goes on, whatever becomes of the run that made it", async () => {
  const source = (mark: number) =>
    `const count = async (n) => { let turns = 0; while (turns < n) { turns++; await sleep(5); } return turns + ${mark}; };`;
  const cells = await openCells([
    { source: source(0), id: "count" },
    { source: "const counted = await count(40);", id: "counted", run: "manual" },
  ]);
  void cells.notebook.run("counted");
  await wait(40);
  await cells.edit("count", source(100));
  await wait(400);
  expect(await cells.value("counted")).toBe(40);
});
