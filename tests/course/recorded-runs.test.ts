import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { readRecordings, recordedValues, type RecordedRun } from "../../src/course/recorded-runs.ts";

const roots: string[] = [];
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true })));

function project(files: Readonly<Record<string, unknown>>): string {
  const root = mkdtempSync(join(tmpdir(), "course-"));
  roots.push(root);
  mkdirSync(join(root, "public/recordings/depth"), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(root, "public/recordings/depth", name), JSON.stringify(content));
  }
  return root;
}

const run: RecordedRun = {
  cell: "runs",
  sourceHash: "0123456789abcdef",
  code: { "src/core/random.ts": "0123456789ab" },
  value: { steps: 3 },
  date: "2026-01-31",
  device: "a test",
  engine: "wasm",
  seconds: 1,
};

it("reads a chapter's runs and outputs, and what these were drawn from", () => {
  const drawings = { code: {}, outputs: { runs: { cells: "a", values: "b", code: "c" } } };
  const root = project({ "runs.json": run, "outputs.json": { runs: "<p>3</p>" }, "drawings.json": drawings });
  expect(readRecordings("depth", root)).toEqual({ runs: [run], outputs: { runs: "<p>3</p>" }, drawings });
});

it("finds nothing where nothing was recorded", () => {
  expect(readRecordings("other", project({}))).toEqual({ runs: [], outputs: {}, drawings: null });
});

it("says of each recorded training when and on what it was made", () => {
  const training = { runs: [], totalSteps: 3 };
  const recorded = { date: "2026-01-31", device: "a test" };
  expect(recordedValues([{ ...run, value: training }])).toEqual({ runs: { ...training, recorded } });
  const value = { width: 8, runs: training, rows: [1, 2] };
  expect(recordedValues([{ ...run, value }])).toEqual({ runs: { ...value, runs: { ...training, recorded } } });
});

it("leaves other recorded values as they are", () => {
  expect(recordedValues([{ ...run, value: [1, 2] }])).toEqual({ runs: [1, 2] });
  expect(recordedValues([{ ...run, value: 7 }])).toEqual({ runs: 7 });
});
