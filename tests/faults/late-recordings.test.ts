// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import { PartMissing } from "../../src/core/part-missing.ts";
import { noRecordings, type Recordings } from "../../src/host/cell/recordings.ts";
import { closeCells, openCells, type CellText } from "./open-cells.ts";

/** Recorded runs are files of their own: they come late, or not at all. */
afterEach(closeCells);

const cells: readonly CellText[] = [
  { source: "const knob = 1;", id: "knob" },
  { source: "const run = knob * 7;", id: "run", run: "manual" },
  { source: "run + 1", id: "chart" },
];

const missing = () => new PartMissing("The recorded run did not come.", "try again");

/** Of the cell `run`: fetched when it is asked for, until the test lets it come or fail. */
class Later implements Recordings {
  asked = 0;
  isGone = false;
  #told: () => void = () => {};
  #coming: Promise<unknown> | null = null;
  #resolve: (value: unknown) => void = () => {};
  #reject: (error: Error) => void = () => {};

  labelOf(id: string) {
    return id === "run" ? { date: "2026-01-31", device: "a test" } : undefined;
  }

  read(): Promise<unknown> {
    if (this.isGone) return Promise.reject(missing());
    if (this.#coming !== null) return this.#coming;
    this.asked++;
    this.#told();
    return (this.#coming = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    }));
  }

  /** When it is asked for the next time. */
  next(): Promise<void> {
    return new Promise((resolve) => (this.#told = resolve));
  }

  come(): void {
    this.#resolve(5);
  }

  fail(): void {
    this.#reject(missing());
    this.#coming = null;
  }
}

it("a recording on its way is awaited: the cell says what it is, and what follows from it waits", async () => {
  const recorded = new Later();
  const open = await openCells(cells, { recorded });
  expect(open.state("run")).toMatchObject({ kind: "recorded", label: { device: "a test" } });
  expect(open.state("chart").kind).toBe("queued");
  recorded.come();
  await open.notebook.settled();
  expect([await open.value("chart"), open.state("run").kind, recorded.asked]).toEqual([6, "recorded", 1]);
});

it("a page has not settled while a recording is on its way, also where nothing follows from it", async () => {
  const recorded = new Later();
  const open = await openCells(cells.slice(0, 2), { recorded });
  const settling = open.notebook.settled().then(() => "with the recording");
  // A page that waits for nothing settles in the same time.
  const other = await openCells(cells.slice(0, 2), { recorded: noRecordings });
  expect(await Promise.race([settling, other.notebook.settled().then(() => "without")])).toBe("without");
  recorded.come();
  expect(await settling).toBe("with the recording");
});

it("a recording that does not come is said with a way out; asked for again, all is as if it had come at once", async () => {
  const recorded = new Later();
  const open = await openCells(cells, { recorded });
  recorded.fail();
  await open.settled();
  expect(open.state("run")).toMatchObject({ kind: "error", error: { missing: "try again", causedBy: null } });
  expect(open.state("chart")).toMatchObject({ kind: "error", error: { causedBy: "run" } });
  const asked = recorded.next();
  await open.notebook.tryAgain("run");
  expect(open.state("run").kind).toBe("recorded");
  await asked;
  recorded.come();
  await open.settled();
  expect([await open.value("chart"), open.state("run").kind, recorded.asked]).toEqual([6, "recorded", 2]);
});

it("a run waits for the recording that it is compared with, and says so where that does not come", async () => {
  const recorded = new Later();
  const open = await openCells(cells, { recorded });
  recorded.fail();
  await open.settled();
  recorded.isGone = true;
  await open.notebook.run("run");
  expect(open.state("run")).toMatchObject({ kind: "error", error: { missing: "try again" } });
  recorded.isGone = false;
  const asked = recorded.next();
  const running = open.notebook.run("run");
  await asked;
  recorded.come();
  await running;
  expect([open.state("run").kind, await open.value("chart")]).toEqual(["done", 8]);
});
