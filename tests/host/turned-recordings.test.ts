// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import type { KnobStop } from "../../src/host/cell/knob-stops.ts";
import type { Recordings } from "../../src/host/cell/recordings.ts";
import { closeCells, openCells, type CellText, type OpenCells } from "../faults/open-cells.ts";

/** A turned knob is answered from a recording before anybody trains. */
afterEach(closeCells);

const cells: readonly CellText[] = [
  { source: 'const depth = view(field("20"));', id: "depth" },
  { source: 'const other = view(field("a"));', id: "other" },
  { source: "const twice = depth + depth;", id: "twice" },
  { source: "const run = twice + other.length;", id: "run", run: "manual" },
  { source: "const unmoved = other;", id: "unmoved", run: "manual" },
  { source: "`of ${run}`", id: "chart" },
];

const made = { date: "2026-01-31", device: "a test" };
const stop: KnobStop = { knob: "depth", at: "56", published: "20", made };

class AtStops implements Recordings {
  asked: string[] = [];

  labelOf(id: string) {
    return id === "run" || id === "unmoved" ? null : undefined;
  }

  stopsOf(id: string): readonly KnobStop[] {
    return id === "run" ? [stop] : [];
  }

  read(id: string, at?: KnobStop): unknown {
    this.asked.push(`${id} ${at?.at ?? "published"}`);
    return at === undefined ? "published" : Promise.resolve(`recorded at ${String(at.at)}`);
  }
}

async function turn(open: OpenCells, id: string, value: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>(`[data-cell="${id}"] input`);
  if (input === null) throw new Error(`${id} shows no input.`);
  input.value = value;
  input.dispatchEvent(new Event("input"));
  await open.settled();
}

it("what follows from a turned knob is of the run that was recorded there, and of the published one when it is back", async () => {
  const recorded = new AtStops();
  const open = await openCells(cells, { recorded });
  expect([await open.value("chart"), open.state("run")]).toEqual([
    "of published",
    { kind: "recorded", label: null, stop: null },
  ]);
  await turn(open, "depth", "56");
  expect(await open.value("chart")).toBe("of recorded at 56");
  expect(open.state("run")).toEqual({ kind: "recorded", label: made, stop });
  await turn(open, "depth", "20");
  expect([await open.value("chart"), open.state("run").kind]).toEqual(["of published", "recorded"]);
});

it("where nothing was recorded the published run stays and is out of date, and only what hangs on the knob is", async () => {
  const open = await openCells(cells, { recorded: new AtStops() });
  await turn(open, "depth", "31");
  expect(await open.value("chart")).toBe("of published");
  expect(open.state("run")).toMatchObject({ kind: "stale", reason: "depth changed" });
  expect(open.state("unmoved").kind).toBe("recorded");
  await turn(open, "depth", "56");
  await turn(open, "other", "b");
  expect(await open.value("chart")).toBe("of recorded at 56");
  expect(open.state("run")).toMatchObject({ kind: "stale", reason: "other changed", recorded: made, stop });
});

it("the reader's own run takes the place of the recorded one, and stays when the knob is turned on", async () => {
  const open = await openCells(cells, { recorded: new AtStops() });
  await turn(open, "depth", "56");
  await open.notebook.run("run");
  expect([await open.value("chart"), open.state("run").kind]).toEqual(["of 56561", "done"]);
  await turn(open, "depth", "20");
  expect([await open.value("chart"), open.state("run").kind]).toEqual(["of 56561", "stale"]);
  await open.notebook.forgetRun("run");
  await open.settled();
  expect([await open.value("chart"), open.state("run").kind]).toEqual(["of published", "recorded"]);
});

it("a text of the reader's above a recorded run makes it out of date, whatever the knobs do, and after a reload", async () => {
  const open = await openCells(cells, { recorded: new AtStops() });
  await open.edit("twice", "const twice = depth + 1;");
  expect(open.state("run")).toMatchObject({ kind: "stale", reason: "twice changed" });
  await turn(open, "depth", "56");
  expect(open.state("run")).toMatchObject({ kind: "stale", reason: "twice changed", stop });
  await turn(open, "depth", "20");
  expect(open.state("run")).toMatchObject({ kind: "stale", reason: "twice changed", stop: null });
  const again = await open.reload();
  await again.settled();
  expect(again.state("run")).toMatchObject({ kind: "stale", reason: "twice changed" });
  expect(again.state("unmoved").kind).toBe("recorded");
  await again.notebook.reset("twice");
  await again.settled();
  expect([again.state("run").kind, await again.value("chart")]).toEqual(["recorded", "of published"]);
});

it("only the run of the place where the knob stands is asked for, beside the published one", async () => {
  const recorded = new AtStops();
  const open = await openCells(cells, { recorded });
  await turn(open, "depth", "31");
  expect(new Set(recorded.asked)).toEqual(new Set(["run published", "unmoved published"]));
  await turn(open, "depth", "56");
  expect(recorded.asked).toContain("run 56");
});
