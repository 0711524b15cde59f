import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { drawVariant, variantSeed } from "../../src/homework/assignment/draw-variant.ts";
import type { Graded } from "../../src/homework/grader/verdicts/graded.ts";
import type { Submission } from "../../src/homework/submission/submission.ts";
import { submissionJson, submissionPage } from "../../src/homework/submission/write-submission.ts";
import { gradeClass } from "../../scripts/grade/grade-class.ts";
import { mergeParts } from "../../scripts/grade/merge-parts.ts";
import { readOptions } from "../../scripts/grade/options.ts";
import { readResults } from "../../scripts/grade/result-files.ts";
import { sampleKey, starter } from "../homework/grader/sample-key.ts";
import { sample } from "../homework/submission/sample.ts";

// A browser on a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const right = "function double(x) { return 2 * x; }";
const uses = "const quadruple = (x) => twice(double, x);";
const name = '=HYPERLINK("http://x") </script><script>alert(1)</script> ../../x';

/** The answers of each student: to c2-double, to c2-quadruple, and what else there is to say of the file. */
const handedIn: Readonly<Record<string, { double?: string; quadruple?: string; more?: Partial<Submission> }>> = {
  s01: { double: right, quadruple: uses },
  s02: { double: right },
  s03: { double: starter, quadruple: uses },
  s04: { double: "function double(x) { return 2 * x;", quadruple: uses },
  s05: { double: "while (true) {}", quadruple: "const quadruple = (x) => 4 * x;" },
  s06: { double: "function double(x) { if (x > 1e5) while (true); return 2 * x; }", quadruple: uses },
  s07: { double: "const double = (x) => ({2: 4, '-1.5': -3})[x];", quadruple: "const quadruple = () => 12;" },
  s08: {
    double: `Math.abs = () => 0; Array.prototype.every = () => true; Object.is = () => true;
JSON.stringify = () => '{"kind":"value","value":4}'; const double = () => ({valueOf: () => 4, equals: () => true});`,
    quadruple: 'const quadruple = (x) => (fetch("http://127.0.0.1:9/").catch(() => 0), 4 * x);',
  },
  s09: { double: right },
  "../s10": { double: "null.</script>", quadruple: uses, more: { student: { id: "../s10", name } } },
};

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "grade-"));
  const key = await sampleKey();
  write("key.json", JSON.stringify(key));
  write("roster.csv", ["student,name,folder", ...students().map(rosterLine), "s12,,none", "s13,,empty"].join("\n"));
  write("canvas.csv", canvasExport());
  for (const student of students()) {
    const submission = await submissionOf(student);
    // Both forms that the page hands in.
    if (student === "s02") write(`in/${folderOf(student)}/hw(1) copy.json`, await submissionJson(submission));
    else write(`in/${folderOf(student)}/homework.html`, await submissionPage(submission));
  }
  write("in/empty/homework.html", "");
  write("in/nobody/homework.html", "x");
  await gradeClass(options("part1", "--shard", "1/2"));
  await gradeClass(options("part2", "--shard", "2/2"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const students = () => Object.keys(handedIn);
const folderOf = (student: string) => student.replace("../", "up-");
const rosterLine = (student: string) =>
  `${student},"${student === "../s10" ? name.replaceAll('"', '""') : ""}",${folderOf(student)}`;

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function submissionOf(student: string): Promise<Submission> {
  const { double, quadruple, more } = handedIn[student] ?? {};
  const seed = await variantSeed(sample.assignment, student);
  const { exercises, buildHash } = await sampleKey();
  const drawn = drawVariant(seed, "c2-depth", exercises[2]?.variants ?? [])?.answer;
  const passed = { status: "visible checks passed" };
  return {
    ...{
      ...sample,
      buildHash,
      variantSeed: seed,
      attemptId: `attempt of ${student}`,
      student: { id: student, name: student },
    },
    savedAt: "2026-05-09T10:00:00Z",
    answers: [
      ...(double === undefined ? [] : [{ id: "c2-double", source: "const double = 1;" }]),
      ...(double === undefined ? [] : [{ id: "c2-double", source: double, lastRun: passed }]),
      ...(quadruple === undefined ? [] : [{ id: "c2-quadruple", source: quadruple }]),
      { id: "c2-depth", text: drawn && "number" in drawn ? `${drawn.number},0` : "" },
    ],
    extraCells: [],
    ...more,
  };
}

function canvasExport(): string {
  const line = (id: string) => `"Last, ${id}",${id === "../s10" ? 910 : 900 + Number(id.slice(1))},${id},1,\r\n`;
  const head = "Student,ID,SIS Login ID,Section,Homework 1 (77)\r\n    Points Possible,,,,7\r\n";
  return head + [...students(), "s12", "s13"].map(line).join("");
}

function options(out: string, ...more: readonly string[]) {
  const at = (path: string) => join(folder, path);
  const shared = ["--key", at("key.json"), "--roster", at("roster.csv"), "--out", at(out), "--jobs", "1"];
  const command = readOptions([at("in"), ...shared, ...more]);
  if (command.kind !== "grade") throw new Error("no command to grade");
  return command;
}

function resultsOf(out: string): Readonly<Record<string, Graded>> {
  return Object.fromEntries(readResults(join(folder, out)).map((graded) => [graded.student, graded]));
}

it("gives everybody of the class a result, whatever was handed in, and parts make the whole", async () => {
  const at = (path: string) => join(folder, path);
  const shared = ["--key", at("key.json"), "--roster", at("roster.csv"), "--out", at("graded")];
  const merge = readOptions(["merge", at("part1"), at("part2"), ...shared, "--canvas", at("canvas.csv")]);
  if (merge.kind !== "merge") throw new Error("no command to merge");
  expect(await mergeParts(merge)).toMatch(/^12 students: .*\n10 scores are in canvas\.csv/);
  const results = resultsOf("graded");
  const points = Object.entries(results).map(([student, { status, score, exercises }]) => {
    return [student, status, score, ...exercises.map(({ earned }) => earned)];
  });
  expect(points.sort()).toEqual([
    ["../s10", "graded", 1, 0, 0, 1],
    ["s01", "graded", 7, 4, 2, 1],
    ["s02", "partial", 5, 4, 0, 1],
    ["s03", "partial", 1, 0, 0, 1],
    ["s04", "graded", 1, 0, 0, 1],
    ["s05", "graded", 3, 0, 2, 1],
    ["s06", "graded", 4, 1, 2, 1],
    ["s07", "graded", 4, 1, 2, 1],
    ["s08", "graded", 1, 0, 0, 1],
    ["s09", "excused", null],
    ["s12", "missing", null],
    ["s13", "ungradable", null],
  ]);
  const flags = (student: string) =>
    [...(results[student]?.flags ?? []), ...(results[student]?.exercises ?? []).flatMap((each) => each.flags)].join(
      " ",
    );
  expect(flags("s01")).toContain('several answers to "c2-double"');
  expect(flags("s04")).toContain('says "visible checks passed", and nothing was earned');
  expect(flags("s08")).toContain("It tried what is closed: fetch.");
  expect(results["s13"]?.problem).toContain("empty");
  expect(results["s05"]?.exercises[0]?.words).toContain("did not end in time");
  // Names are text everywhere: in files' names, in tables and on pages.
  const table = readFileSync(at("graded/grades.csv"), "utf8");
  expect(table).toContain('"\'=HYPERLINK(""http://x"")');
  expect(table.split("\r\n")).toHaveLength(14);
  expect(readFileSync(at("graded/canvas.csv"), "utf8")).toContain('"Last, s09",909,s09,1,EX');
});

it("goes on where it was ended: what is whole is not graded again, and what was cut off is", async () => {
  const at = (path: string) => join(folder, path);
  cpSync(at("graded"), at("again"), { recursive: true });
  const before = resultsOf("again");
  const table = readFileSync(at("again/grades.csv"), "utf8");
  const [lost] = namesIn("again", "s07");
  writeFileSync(at(`again/results/${lost}`), '{"score": 4, "extra_da');
  expect(await gradeClass(options("again"))).toContain("Not on the roster, and not graded: nobody (homework.html).");
  const after = resultsOf("again");
  const renewed = Object.keys(after).filter((student) => after[student]?.gradedAt !== before[student]?.gradedAt);
  expect(renewed.filter((student) => after[student]?.exercises.length)).toEqual(["s07"]);
  expect(readFileSync(at("again/grades.csv"), "utf8")).toBe(table);
  const page = readFileSync(at(`graded/feedback/${namesIn("graded", "../s10")[0]?.replace("json", "html")}`), "utf8");
  expect(page).toContain("script-src 'none'");
  expect(page).not.toMatch(/<script/);
});

/** Files of results that are the student's. */
function namesIn(out: string, student: string): readonly string[] {
  const results = join(folder, out, "results");
  return readdirSync(results).filter((file) =>
    readFileSync(join(results, file), "utf8").includes(`"student": ${JSON.stringify(student)}`),
  );
}
