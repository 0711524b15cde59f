import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { makeClass } from "../../scripts/bench/grading/make-class.ts";
import { runGrader } from "../../scripts/bench/grading/run-grader.ts";
import { sameScores } from "../../scripts/bench/grading/same-scores.ts";
import { gradeClass } from "../../scripts/grade/grade-class.ts";
import { mergeParts } from "../../scripts/grade/merge-parts.ts";
import { readOptions } from "../../scripts/grade/options.ts";
import { readResults } from "../../scripts/grade/result-files.ts";
import { sampleKey } from "../homework/grader/sample-key.ts";

const folder = mkdtempSync(join(tmpdir(), "grade-batch-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (path: string): string => join(folder, path);
const count = 12;

const given = (...last: readonly string[]): string[] => {
  return ["--key", at("key.json"), "--roster", at("roster.csv"), "--jobs", "1", "--out", ...last];
};
const resultsOf = (out: string) => readResults(at(out));

async function grade(...last: readonly string[]): Promise<void> {
  const command = readOptions([at("in"), ...given(...last)]);
  if (command.kind === "grade") await gradeClass(command);
}

it("loses nobody of a class when it is killed, and gives the same scores again and in four parts", async () => {
  const limits = { seconds: 3, megabytes: 64, consoleCharacters: 1000, valueCharacters: 20_000 };
  const key = await sampleKey({ limits, extensions: {} });
  writeFileSync(at("key.json"), JSON.stringify(key));
  const solutions = {
    "c2-double": "function double(x) {\n  return 2 * x;\n}\n",
    "c2-quadruple": "const quadruple = (x) => twice(double, x);\n",
  };
  const { students, counts } = await makeClass(folder, { students: count, seed: 38, key, solutions });
  expect(Object.values(counts).every((each) => each > 0)).toBe(true);
  const killed = await runGrader([at("in"), ...given(at("killed"))], 30);
  expect(killed.code).toBeNull();
  const before = resultsOf("killed");
  expect(before.length).toBeGreaterThanOrEqual(count * 0.3);
  expect(before.length).toBeLessThan(count);
  await grade(at("killed"));
  const after = new Map(resultsOf("killed").map((graded) => [graded.student, graded]));
  // Who has a file that can be read is not graded twice.
  for (const graded of before) if (graded.fingerprint !== "") expect(after.get(graded.student)).toEqual(graded);
  await grade(at("whole"));
  const parts = [1, 2, 3, 4].map((part) => at(`part${part}`));
  for (const [index, part] of parts.entries()) await grade(part, "--shard", `${index + 1}/4`);
  const merge = readOptions(["merge", ...parts, ...given(at("merged"))]);
  if (merge.kind === "merge") await mergeParts(merge);
  const gradings = ["whole", "killed", "merged"].map((name) => ({ name, results: resultsOf(name) }));
  const names = students.map(({ student }) => student);
  expect(sameScores(names, gradings)).toEqual([]);
  // What compares them sees a score that differs, and a student who is lost.
  const [whole, ...others] = gradings;
  const changed = (whole?.results ?? []).slice(1).map((graded, each) => (each > 0 ? graded : { ...graded, score: 99 }));
  expect(sameScores(names, [{ name: "changed", results: changed }, ...others])).toHaveLength(5);
}, 600_000);
