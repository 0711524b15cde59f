import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { fill } from "../../scripts/gradebook/fill.ts";
import { list } from "../../scripts/gradebook/list.ts";
import { readOptions, type FillCommand } from "../../scripts/gradebook/options.ts";
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

it("lists who handed in what, with names in which a terminal is told nothing", () => {
  const files = [
    { path: "doejane_101_9001_hw.html", content: "text" },
    { path: "doejohn_LATE_102_9002_hw\u001b[31m.json", content: "{}" },
    { path: "doejane_101_9003_b.json", content: "{}", mode: 0o120777 },
    { path: "by mail.html" },
  ];
  const path = put("all.zip", makeZip(files));
  expect(list(path)).toBe(
    `${path}, from Canvas: 3 files of 2 students

student  name     due      handed in  file          size     state
101      doejane  in time             hw.html       4 bytes  read
102      doejohn  late                hw\ufffd[31m.json  2 bytes  read
101      doejane  in time             b.json        2 bytes  not read: it is a link to another file

More than one file: 101.

by mail.html: nothing says whose it is.
`,
  );
  expect(() => list(join(folder, "none.zip"))).toThrow("none.zip: there is no such file or folder.");
  expect(() => readOptions(["--list", path, "--bonus"])).toThrow("takes no --bonus. Leave it out.");
  expect(readOptions(["--list", path])).toEqual({ kind: "list", download: path });
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
  const all = [...scores, "--moodle", "m.csv", "--out", "o.csv", "--column", "Note", "--points", "12,5", "--bonus"];
  expect(readOptions(all)).toEqual({
    ...{ kind: "fill", scores: "s.csv", lms: "moodle", gradebook: "m.csv", out: "o.csv" },
    ...{ column: "Note", possible: 12.5, bonus: true },
  });
});
