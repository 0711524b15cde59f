import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { drawVariant, variantSeed } from "../../src/homework/assignment/draw-variant.ts";
import { readKey, type Key } from "../../src/homework/assignment/key.ts";
import { submissionPage } from "../../src/homework/submission/write-submission.ts";
import { sample } from "../homework/submission/sample.ts";

const work = mkdtempSync(join(tmpdir(), "worked-example-"));
afterAll(() => rmSync(work, { recursive: true }));

/** The parts of the example as the guide shows them, by their names. */
const steps = new Map(
  readFileSync("homework-sample/worked-example.sh", "utf8")
    .split(/^#: /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n") + 1)] as const),
);

/** Runs a part as it stands, but for the one line that says where the folder is. */
function follow(name: string): string {
  const commands = (steps.get(name) ?? "exit 9").replace(/^export WORK=.*$/m, "");
  const env = { ...process.env, WORK: work };
  const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", commands], { encoding: "utf8", env });
  expect(status, `${name}: ${stdout}${stderr}`).toBe(0);
  return stdout;
}

it("the guide's commands lead from a new assignment to the column of the LMS, one after the other", async () => {
  const guide = readFileSync("src/pages/teachers/guide.astro", "utf8");
  const shown = [...guide.matchAll(/steps\.get\("(\w+)"\)/g)].map(([, name]) => name);
  expect(shown).toEqual([...steps.keys()]);
  follow("folder");
  expect(follow("check")).toContain("2 exercises, 4 points");
  expect(follow("build")).toContain("https://example.org/course/residual-blocks/?assignment=");

  const path = join(work, "released/week-1/v1/r1/key.json");
  const key = readKey(readFileSync(path, "utf8"), path);
  mkdirSync(join(work, "submissions"));
  writeFileSync(join(work, "roster.csv"), "student,name\ns1001,Ada Example\ns1002,Bo Example\ns1003,Cy Example\n");
  writeFileSync(join(work, "submissions/s1001.html"), await handIn("s1001", key, "solution"));
  writeFileSync(
    join(work, "submissions/s1002.html"),
    await handIn("s1002", key, "function outputSize() { return 1; }"),
  );
  follow("grade");

  const head = "Student,ID,SIS Login ID,Section,Week 1 (77)\n    Points Possible,,,,4\n";
  writeFileSync(join(work, "export.csv"), `${head}Ada,1,s1001,S,\nBo,2,s1002,S,\nCy,3,s1003,S,\n`);
  follow("column");
  expect(readFileSync(join(work, "import.csv"), "utf8")).toBe(
    `${head}Ada,1,s1001,S,4\nBo,2,s1002,S,1\nCy,3,s1003,S,\n`,
  );
}, 600_000);

/** What the student's page writes: the code, and the right option of the question that was drawn. */
async function handIn(id: string, key: Key, code: string): Promise<string> {
  const seed = await variantSeed(key.assignment, id);
  const answers = key.exercises.map((exercise) => {
    const answer = drawVariant(seed, exercise.id, exercise.variants)?.answer;
    if (answer !== undefined) return { id: exercise.id, text: "option" in answer ? answer.option : "" };
    const solution = readFileSync(join(work, "solutions", `${exercise.id}.js`), "utf8");
    return { id: exercise.id, source: code === "solution" ? solution : code };
  });
  const { assignment, version, buildHash } = key;
  return submissionPage({
    ...{ ...sample, assignment, version, buildHash, variantSeed: seed, answers, extraCells: [] },
    ...{ savedAt: "2026-12-01T00:00:00Z", student: { id, name: "" } },
  });
}
