import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { bundleSandbox } from "../../scripts/grade/bundle-sandbox.ts";
import { readKeys } from "../../scripts/grade/read-keys.ts";
import { Sandbox } from "../../scripts/grade/sandbox.ts";
import { drawVariant, variantSeed } from "../../src/homework/assignment/draw-variant.ts";
import type { Key } from "../../src/homework/assignment/key.ts";
import { gradeSubmission } from "../../src/homework/grader/verdicts/grade-submission.ts";
import { readResults } from "../../scripts/grade/result-files.ts";
import { submissionPage } from "../../src/homework/submission/write-submission.ts";
import { sample } from "../homework/submission/sample.ts";

const folder = mkdtempSync(join(tmpdir(), "grade-sample-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (script: string, ...given: readonly string[]) =>
  execFileSync(process.execPath, [`scripts/${script}.ts`, ...given], { encoding: "utf8" });

// A browser on a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const released = join(folder, "released");
const path = join(released, "gradients-and-blocks/v1/r1/key.json");
const openKey = () => {
  const opened = readKeys([path]).get(1);
  if (opened === undefined) throw new Error("the sample's first release has version 1");
  return opened;
};

beforeAll(() => {
  run("assignment", "build", "homework-sample/assignment.yaml", "--site", "https://example.org/", "--out", released);
});

it("grades the sample assignment: its solutions earn all points, for the whole group, a training among them", async () => {
  mkdirSync(join(folder, "in"));
  writeFileSync(join(folder, "in/s1001.html"), await solvedBy("s1001", openKey().key));
  const out = join(folder, "graded");
  run("grade", join(folder, "in"), "--key", path, "--roster", "homework-sample/roster.csv", "--out", out);
  const results = readResults(out).map(({ student, status, score, flags }) => [student, status, score, ...flags]);
  expect(results.sort().slice(0, 3)).toEqual([
    ["s1001", "graded", 12],
    ["s1002", "graded", 12],
    ["s1003", "missing", null],
  ]);
});

it("gives a training that is computed again the same grade and the same numbers, ten times", async () => {
  const { key, loadModule } = openKey();
  const exercises = key.exercises.filter(({ id }) => id === "c1-keep");
  const answers = exercises.map(({ id }) => ({
    id,
    source: readFileSync(`homework-sample/solutions/${id}.js`, "utf8"),
  }));
  const sandbox = new Sandbox(bundleSandbox(), key.limits.megabytes);
  const tools = { observe: (jobs: Parameters<Sandbox["observe"]>[0]) => sandbox.observe(jobs), loadModule };
  const grades: string[] = [];
  try {
    for (let time = 0; time < 10; time++)
      grades.push(JSON.stringify(await gradeSubmission({ ...sample, answers }, { ...key, exercises }, tools)));
  } finally {
    await sandbox.close();
  }
  expect(grades).toHaveLength(10);
  expect(grades[0]).toContain('"note":"median 0.04406');
  expect([...new Set(grades)]).toHaveLength(1);
});

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
