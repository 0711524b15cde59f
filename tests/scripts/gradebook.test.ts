import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { fill } from "../../scripts/gradebook/fill.ts";
import { list } from "../../scripts/gradebook/list.ts";
import { readOptions, type FillCommand } from "../../scripts/gradebook/options.ts";
import { submissionJson, submissionPage } from "../../src/homework/submission/write-submission.ts";
import { writePages } from "../../scripts/gradebook/pages.ts";
import { sample } from "../homework/submission/sample.ts";
import { makeZip } from "../homework/downloads/make-zip.ts";

const folder = mkdtempSync(join(tmpdir(), "gradebook-"));
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

it("fills a file, leaves the teacher's own alone, and says who has no score", () => {
  const before =
    "\ufeffStudent;ID;SIS Login ID;Section;One (1)\r\n    Points Possible;;;;2,5\r\nÅ;1;a;S;\r\nB;2;b;S;1\r\n";
  const canvas = put("export.csv", before);
  const scores = put("scores.csv", "student,score\na,2.5\n");
  const out = join(folder, "filled.csv");
  const said = fill(readOptions(["--scores", scores, "--canvas", canvas, "--out", out]) as FillCommand);
  expect(readFileSync(out, "utf8")).toBe(before.replace("S;\r\nB", "S;2,5\r\nB"));
  expect(readFileSync(canvas, "utf8")).toBe(before);
  expect(said).toBe(`1 of 2 students have a score in "One (1)" of ${out}.\nNo score, and nothing changed, for: B.\n`);
});

it("refuses files that are not there or in another encoding", () => {
  const scores = put("latin.csv", Buffer.from("student,score\nM\xfcller,1\n", "latin1"));
  const moodle = put("moodle.csv", "Identifier,Grade,Maximum Grade\nParticipant 1,,5\n");
  const command: FillCommand = {
    ...{ kind: "fill", scores, lms: "moodle", gradebook: moodle, out: join(folder, "no.csv") },
    ...{ column: null, possible: null, bonus: false },
  };
  expect(() => fill(command)).toThrow("latin.csv: line 2 is not UTF-8");
  expect(() => fill({ ...command, gradebook: join(folder, "none.csv") })).toThrow("none.csv: there is no such file.");
});

const jane = await submissionPage({ ...sample, savedAt: "2099-01-01T00:00:00Z" });
const files = [
  { path: "doejane_101_9001_hw.html", content: jane },
  { path: "doejohn_LATE_102_9002_hw\u001b[31m.json", content: await submissionJson(sample) },
  { path: "doejane_101_9003_b.json", content: "{}", mode: 0o120777 },
  { path: "roe_105_9005_c.json", content: "{" },
  { path: "by mail.html" },
];

it("lists who handed in what, why a file cannot be read, and what a teacher should know", async () => {
  const path = put("all.zip", makeZip(files));
  const said = await list({ kind: "list", download: path, assignment: null });
  expect(said.split("\n")).toEqual([
    `${path}, from Canvas: 4 files of 3 students`,
    "",
    "student  name     due      handed in  file          size       content",
    expect.stringMatching(
      /^101 {6}doejane {2}in time {13}hw\.html {7}\S+ kB {5}skip-connections, version 2: 2 answers$/,
    ),
    expect.stringMatching(
      /^102 {6}doejohn {2}late {16}hw\ufffd\[31m\.json {2}\d+ bytes {2}skip-connections, version 2: 2 answers$/,
    ),
    expect.stringMatching(/^101 .* not read: it is a link to another file\.$/),
    expect.stringMatching(/^105 .* not read: its data end too early, or are damaged\. Ask the student/),
    "",
    "More than one file: 101.",
    "The attempt attempt-1 was handed in by several students: 101; 102.",
    "101: the file says 2099-01-01T00:00:00Z, which is after it was handed in.",
    "by mail.html: nothing says whose it is.",
    "",
  ]);
  expect(await list({ kind: "list", download: path, assignment: "bottlenecks" })).toContain(
    'not read: it belongs to the assignment "skip-connections", and this is "bottlenecks".',
  );
  await expect(list({ kind: "list", download: join(folder, "none.zip"), assignment: null })).rejects.toThrow(
    "none.zip: there is no such file or folder.",
  );
});

it("writes pages under names that nobody else chose, into an empty folder only", async () => {
  const again = { path: "doejane_101_9009_HW.html", content: jane };
  const evil = { path: "x_LATE_107_9007_.._..=con.html", content: jane };
  const path = put("pages.zip", makeZip([...files, again, evil]));
  const command = { kind: "pages", download: path, out: join(folder, "pages"), assignment: null } as const;
  const said = await writePages(command);
  expect(readdirSync(command.out).sort()).toEqual(["101-hw-2.html", "101-hw.html", "102-hw-31m.html", "107-con.html"]);
  expect(said).toContain(`4 of 6 files are pages in ${command.out}.\n101, b.json: not read: it is a link`);
  expect(readFileSync(join(command.out, "101-hw.html"), "utf8")).toBe(jane);
  await expect(writePages(command)).rejects.toThrow("there is something in that folder. Name a new one by --out.");
});

it("says which options are missing or do not fit together", () => {
  const scores = ["--scores", "s.csv"];
  expect(() => readOptions(scores)).toThrow("no gradebook is named. Add --canvas FILE or --moodle FILE.");
  expect(() => readOptions(["--canvas", "c.csv", "--out", "o.csv"])).toThrow("Add --scores FILE.");
  expect(() => readOptions([...scores, "--canvas", "c.csv"])).toThrow("Add --out FILE.");
  expect(() => readOptions([...scores, "--canvas", "c.csv", "--moodle", "m.csv"])).toThrow("Run it once for each.");
  expect(() => readOptions([...scores, "--canvas", "c.csv", "--out", "./c.csv"])).toThrow("--out would overwrite");
  expect(() => readOptions([...scores, "--canvas", "c.csv", "--out", "o.csv", "--points", "0"])).toThrow(
    "--points must",
  );
  expect(() => readOptions(["--canvas"])).toThrow("It takes:\nnpm run gradebook");
  expect(readOptions(["--help"])).toMatchObject({ kind: "help" });
  const listed = ["--list", "all.zip"];
  expect(() => readOptions([...listed, "--bonus"])).toThrow("--list takes no --bonus. Leave it out.");
  expect(() => readOptions([...scores, "--assignment", "a"])).toThrow("a gradebook takes no --assignment.");
  expect(() => readOptions(["--pages", "all.zip"])).toThrow("Add --out FOLDER.");
  expect(readOptions(listed)).toEqual({ kind: "list", download: "all.zip", assignment: null });
  expect(readOptions(["--pages", "all.zip", "--out", "p", "--assignment", "a"])).toEqual({
    ...{ kind: "pages", download: "all.zip", out: "p", assignment: "a" },
  });
  const all = [...scores, "--moodle", "m.csv", "--out", "o.csv", "--column", "Note", "--points", "12,5", "--bonus"];
  expect(readOptions(all)).toEqual({
    ...{ kind: "fill", scores: "s.csv", lms: "moodle", gradebook: "m.csv", out: "o.csv" },
    ...{ column: "Note", possible: 12.5, bonus: true },
  });
});

it("says what was expected of a part that cannot be used, in a process that loads nothing else", () => {
  const json = JSON.stringify({ format: "residual-course-submission", schema: 1, assignment: 5 });
  const zip = put("odd.zip", makeZip([{ path: "s1/odd.json", content: json }]));
  const { stdout } = spawnSync(process.execPath, ["scripts/gradebook.ts", "--list", zip], { encoding: "utf8" });
  expect(stdout).toContain('its part "assignment" cannot be used (Invalid input: expected string, received number)');
});
