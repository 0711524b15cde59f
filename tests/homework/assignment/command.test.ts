import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, cpSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readOptions } from "../../../scripts/assignment/options.ts";
import { writeNew } from "../../../scripts/assignment/new-file.ts";
import { PrivateFolder } from "../../../scripts/assignment/private-folder.ts";
import { readCourse } from "../../../scripts/assignment/read-course.ts";
import { readAssignmentFile } from "../../../src/homework/assignment/assignment-file.ts";
import { checkExercises } from "../../../src/homework/assignment/check-exercises.ts";
import { checkStudents } from "../../../src/homework/assignment/check-students.ts";
import { readDates } from "../../../src/homework/assignment/dates.ts";
import { readKey } from "../../../src/homework/assignment/key.ts";
import { readManifest } from "../../../src/homework/assignment/manifest.ts";

const folder = mkdtempSync(join(tmpdir(), "assignment-"));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/assignment.ts", ...options], {
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
}

/** Against hanging: solutions are run in a process of their own, which loads the whole course. */
const hangingMs = 240_000;

it(
  "builds the sample: its solutions pass, starters earn nothing, and a release is kept as it is",
  { timeout: hangingMs },
  () => {
    const build = ["build", "homework-sample/assignment.yaml", "--site", "https://example.org/course", "--out", folder];
    const { status, said } = run(...build);
    expect(said).toContain("5 exercises, 11 points and 1 of bonus");
    expect(said).toContain("Version 1, revision 1 of its key.");
    expect(status).toBe(0);
    const version = join(folder, "gradients-and-blocks", "v1");
    const manifest = readManifest(readFileSync(join(version, "manifest.json"), "utf8"), "manifest");
    const key = readKey(readFileSync(join(version, "r1", "key.json"), "utf8"), "key");
    expect(key.buildHash).toBe(manifest.buildHash);
    const modules = key.exercises.flatMap(({ hidden }) =>
      hidden.flatMap((check) => ("module" in check ? [check.module] : [])),
    );
    expect(modules).toEqual(["checks/output-size.js", "checks/tanh-gain.js"]);
    // A release needs nothing beside itself.
    for (const module of modules)
      expect(readFileSync(join(version, "r1", module), "utf8")).not.toMatch(/^import .*from "\./m);
    const dates = readDates(readFileSync(join(folder, "gradients-and-blocks", "dates.json"), "utf8"), "dates");
    expect(dates).toMatchObject({ due: "2026-12-14T22:59:00.000Z", timezone: "Europe/Berlin", grace: 15 });
    expect(JSON.stringify(dates)).not.toContain("s1004");
    expect(readdirSync(version).filter((name) => name.startsWith("r"))).toEqual(["r1"]);
    expect(readdirSync(join(version, "lms"))).toEqual(["links.imscc", "scorm12.zip", "scorm2004.zip"]);
  },
);

it("says all that is wrong with solutions and starters", { timeout: hangingMs }, () => {
  const own = join(folder, "own");
  cpSync("homework-sample", own, { recursive: true });
  writeFileSync(join(own, "solutions", "c3-output-size.js"), "function outputSize(size) {\n  return size;\n}\n");
  const sample = readFileSync(join(own, "assignment.yaml"), "utf8");
  cpSync(join(own, "solutions", "c1-backward-norms.js"), join(own, "wrong", "right.js"));
  const easy =
    "      - { name: it is a list, points: 1, module: checks/list.ts, calls: [{ of: backwardNorms, args: [[[[1]]], [[1]]] }] }\n";
  const at = sample.indexOf("      - name: a chain of two weights");
  const gain = sample.indexOf("  - exercise: c1-keep");
  const end = sample.indexOf("  - exercise: c1-max-slopes");
  const changed = sample.slice(0, at) + easy + sample.slice(at, gain) + sample.slice(end);
  const asIfWrong = changed.replace("wrong/c1-backward-norms/stops-after-the-last-layer.js", "wrong/right.js");
  writeFileSync(join(own, "assignment.yaml"), asIfWrong);
  writeFileSync(join(own, "checks", "list.ts"), "export default ([list]: unknown[]) => Array.isArray(list);\n");
  const { status, said } = run("check", join(own, "assignment.yaml"));
  expect(said).toContain('c1-backward-norms: what the learner starts from passes the hidden check "it is a list"');
  expect(said).toContain('solutions/c3-output-size.js: it fails the visible check "ResNet\'s stem"');
  expect(said).toContain("wrong/right.js: it is to be wrong, and passes all hidden checks");
  expect(said).toContain('c1-backward-norms: every wrong answer passes the hidden check "it is a list"');
  expect(said).toMatch(/it fails the hidden check "for four settings.*\(setting 1 has 6 places, not 17\)/);
  expect(status).toBe(2);
});

it("writes a file to start from that can be read, and keeps private files out of what is published", () => {
  const started = join(folder, "week-1.yaml");
  expect(writeNew(started)).toContain("solutions/c3-output-size.js, which is yours to write");
  expect(() => writeNew(started)).toThrow(/there is a file already/);
  const read = readAssignmentFile(readFileSync(started, "utf8"), "week-1.yaml");
  const { problems } = checkExercises(read, readCourse(), () => null);
  expect(problems.join("\n")).toMatch(
    /^week-1\.yaml, line \d+: c3-output-size: there is no file solutions\/c3-output-size\.js\..*$/,
  );
  expect(checkStudents(read, null).problems).toEqual([]);
  expect(() => writeNew("public/week-1.yaml")).toThrow(/it lies in public\/, which the public site is built from/);
  expect(() => new PrivateFolder("chapters/01-vanishing-gradients.md")).toThrow(/it lies in chapters\//);
  expect(() => new PrivateFolder(join(folder, "none.yaml"))).toThrow(/there is no such file/);
  const own = new PrivateFolder(started);
  expect([own.read("week-1.yaml") === null, own.read("../week-1.yaml"), own.read("/etc/hostname")]).toEqual([
    false,
    null,
    null,
  ]);
});

it("reads its options, and says what would work", () => {
  expect(readOptions([])).toMatchObject({ kind: "help" });
  expect(readOptions(["check", "a.yaml"])).toEqual({ kind: "check", file: "a.yaml" });
  const build = { kind: "build", file: "a.yaml", out: null, site: "https://example.org/course/" };
  expect(readOptions(["build", "a.yaml", "--site", "https://example.org/course"])).toEqual(build);
  expect(() => readOptions(["build", "a.yaml"])).toThrow(/--site must say where/);
  expect(() => readOptions(["build", "a.yaml", "--site", "example.org"])).toThrow(/must be the address of a course/);
  expect(() => readOptions(["check", "a.yaml", "--out", "x"])).toThrow(/check takes no --out/);
  expect(() => readOptions(["mark", "a.yaml"])).toThrow(/"mark" is nothing that it does/);
  expect(() => readOptions(["new"])).toThrow(/new needs a file/);
  expect(() => readOptions(["check", "a", "b"])).toThrow(/one file at a time/);
});
