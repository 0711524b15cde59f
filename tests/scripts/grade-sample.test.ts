import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { drawVariant, variantSeed } from "../../src/homework/assignment/draw-variant.ts";
import { readKey, type Key } from "../../src/homework/assignment/key.ts";
import { readResults } from "../../scripts/grade/result-files.ts";
import { submissionPage } from "../../src/homework/submission/write-submission.ts";
import { sample } from "../homework/submission/sample.ts";

const folder = mkdtempSync(join(tmpdir(), "grade-sample-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (script: string, ...given: readonly string[]) =>
  execFileSync(process.execPath, [`scripts/${script}.ts`, ...given], { encoding: "utf8" });

it("grades the sample assignment: its solutions earn all points, for the whole group, a training among them", async () => {
  const released = join(folder, "released");
  run("assignment", "build", "homework-sample/assignment.yaml", "--site", "https://example.org/", "--out", released);
  const path = join(released, "gradients-and-blocks/v1/r1/key.json");
  const key = readKey(readFileSync(path, "utf8"), path);
  mkdirSync(join(folder, "in"));
  writeFileSync(join(folder, "in/s1001.html"), await solvedBy("s1001", key));
  const out = join(folder, "graded");
  run("grade", join(folder, "in"), "--key", path, "--roster", "homework-sample/roster.csv", "--out", out);
  const results = readResults(out).map(({ student, status, score, flags }) => [student, status, score, ...flags]);
  expect(results.sort().slice(0, 3)).toEqual([
    ["s1001", "graded", 12],
    ["s1002", "graded", 12],
    ["s1003", "missing", null],
  ]);
}, 600_000);

async function solvedBy(student: string, key: Key): Promise<string> {
  const seed = await variantSeed(key.assignment, student);
  const answers = key.exercises.map(({ id, variants }) => {
    const answer = drawVariant(seed, id, variants)?.answer;
    if (answer === undefined) return { id, source: readFileSync(`homework-sample/solutions/${id}.js`, "utf8") };
    return { id, text: "option" in answer ? answer.option : String(answer.number) };
  });
  const { assignment, version, buildHash } = key;
  return submissionPage({
    ...{ ...sample, assignment, version, buildHash, variantSeed: seed, answers, extraCells: [] },
    ...{ savedAt: "2026-12-01T00:00:00Z", student: { id: student, name: "" } },
  });
}
