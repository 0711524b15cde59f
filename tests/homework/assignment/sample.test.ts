import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readCourse } from "../../../scripts/assignment/read-course.ts";
import { readAssignmentFile } from "../../../src/homework/assignment/assignment-file.ts";

const files = readdirSync("homework-sample").filter((name) => name.endsWith(".yaml"));
const items = files.flatMap((name) => {
  return readAssignmentFile(readFileSync(`homework-sample/${name}`, "utf8"), name).assignment.exercises;
});

/** Against hanging: nets are trained, and each file has a process of its own, which loads the whole course. */
const hangingMs = 240_000;

it.each(files)(
  "%s: solutions pass all checks, starters none, and a wrong answer fails each",
  { timeout: hangingMs },
  (name) => {
    const check = ["scripts/assignment.ts", "check", `homework-sample/${name}`];
    const { status, stderr } = spawnSync(process.execPath, check, { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  },
);

it("has all exercises of the chapters that are run, each with wrong answers, and variants of a dozen others", () => {
  const run = readCourse()
    .flatMap(({ chapter }) => chapter.exercises)
    .filter(({ kind }) => kind === "code" || kind === "experiment");
  const hidden = items.filter((item) => item.hidden.length > 0);
  expect([...new Set(hidden.map(({ exercise }) => exercise))].sort()).toEqual(run.map(({ id }) => id).sort());
  expect(hidden.filter(({ wrong }) => wrong.length === 0)).toEqual([]);
  const drawn = items.filter(({ variants }) => variants.length >= 3);
  expect(new Set(drawn.map(({ exercise }) => exercise)).size).toBeGreaterThanOrEqual(12);
});
