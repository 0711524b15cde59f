import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Graded } from "../../src/homework/grader/verdicts/graded.ts";
import { gradeClass } from "../../scripts/grade/grade-class.ts";
import { readOptions } from "../../scripts/grade/options.ts";
import { readResults } from "../../scripts/grade/result-files.ts";
import { makeZip } from "../homework/downloads/make-zip.ts";
import * as hostile from "../homework/grader/hostile-class.ts";

// A browser on a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const folder = mkdtempSync(join(tmpdir(), "grade-hostile-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (path: string): string => join(folder, path);

let said: string;
let results: ReadonlyMap<string, Graded>;

beforeAll(async () => {
  const handIns = await hostile.hostileHandIns();
  mkdirSync(at("in"));
  handIns.forEach(putHandIn);
  const metadata = handIns.map(({ student, at: when = "2026-05-09 10:00:00 Z" }, index) => {
    const submitters = [{ ":name": student === "26" ? hostile.hostileName : student, ":sid": student }];
    return [`submission_${index}`, { ":submitters": submitters, ":created_at": when }];
  });
  writeFileSync(at("in/submission_metadata.yml"), JSON.stringify(Object.fromEntries(metadata)));
  const [older, newer] = await hostile.hostileKeys();
  writeFileSync(at("key-1.json"), JSON.stringify(older));
  writeFileSync(at("key-2.json"), JSON.stringify(newer));
  writeFileSync(at("train.js"), hostile.trainingModule);
  const students = [...new Set(handIns.map(({ student }) => student)), "__proto__", "nobody"];
  const name = (student: string): string => (student === "26" ? hostile.hostileName.replaceAll('"', '""') : "");
  const roster = students.map((student) => `${student},"${name(student)}"\n`).join("");
  writeFileSync(at("roster.csv"), `student,name\n${roster}`);
  said = await grade("in", "graded", "--key", at("key-1.json"));
  results = new Map(readResults(at("graded")).map((graded) => [graded.student, graded]));
});

function grade(download: string, out: string, ...more: readonly string[]): Promise<string> {
  const shared = ["--key", at("key-2.json"), "--roster", at("roster.csv"), "--out", at(out), "--jobs", "2"];
  const command = readOptions([at(download), ...shared, ...more]);
  if (command.kind !== "grade") throw new Error("no command to grade");
  return gradeClass(command);
}

function putHandIn({ file, name = "homework.html" }: hostile.HostileHandIn, index: number): void {
  const path = at(`in/submission_${index}/${name}`);
  mkdirSync(join(path, ".."));
  if (typeof file === "string" || file instanceof Uint8Array) return writeFileSync(path, file);
  if ("linkTo" in file) return symlinkSync(file.linkTo, path);
  writeFileSync(path, "");
  truncateSync(path, file.bytes);
}

/** Status and score, then what c2-double (4), c2-quadruple (2), c2-depth (1) and c2-train (2) earned. */
const points: readonly (readonly [student: string, ...(string | number | null)[]])[] = [
  ["1a", "ungradable", null],
  ["1b", "ungradable", null],
  ["2", "graded", 9, 4, 2, 1, 2],
  ["3a", "ungradable", null],
  ["3b", "ungradable", null],
  ["4", "graded", 9, 4, 2, 1, 2],
  ["5", "ungradable", null],
  ["6", "graded", 15, 10, 2, 1, 2],
  ["7", "partial", 3, 0, 0, 1, 2],
  ["8a", "graded", 9, 4, 2, 1, 2],
  ["8b", "graded", 9, 4, 2, 1, 2],
  ["9", "partial", 7, 4, 0, 1, 2],
  ["10", "partial", 0, 0, 0, 0, 0],
  ["11", "partial", 3, 0, 0, 1, 2],
  ["12", "graded", 3, 0, 0, 1, 2],
  ["13", "partial", 5, 0, 2, 1, 2],
  ["14", "graded", 3, 0, 0, 1, 2],
  ["15", "graded", 5, 0, 2, 1, 2],
  ["16", "graded", 5, 0, 2, 1, 2],
  ["17", "graded", 4, 1, 0, 1, 2],
  ["18", "graded", 5, 0, 2, 1, 2],
  ["19", "graded", 7, 4, 0, 1, 2],
  ["20", "graded", 9, 4, 2, 1, 2],
  ["21a", "graded", 3, 0, 0, 1, 2],
  ["21b", "graded", 9, 4, 2, 1, 2],
  ["22", "graded", 3, 0, 0, 1, 2],
  ["23", "graded", 4, 1, 0, 1, 2],
  ["24a", "graded", 5, 0, 2, 1, 2],
  ["24b", "graded", 5, 0, 2, 1, 2],
  ["25a", "graded", 9, 4, 2, 1, 2],
  ["25b", "graded", 7, 4, 2, 1, 0],
  ["25c", "review", null, 4, 2, 1, null],
  ["26", "graded", 9, 4, 2, 1, 2],
  ["27a", "graded", 4.5, 4, 2, 1, 2],
  ["27b", "graded", 9, 4, 2, 1, 2],
  ["27c", "graded", 9, 4, 2, 1, 2],
  ["__proto__", "missing", null],
  ["nobody", "missing", null],
];

it.each(points.map(([student, ...expected]) => ({ student, expected })))(
  "grades submission $student: $expected",
  (row) => {
    const { student, expected } = row;
    const { status, score, exercises } = results.get(student) ?? {};
    expect([status, score, ...(exercises ?? []).map(({ earned }) => earned)]).toEqual(expected);
  },
);

/** What is said of them, to the student or to the teacher. */
const words: readonly (readonly [student: string, ...patterns: RegExp[]])[] = [
  ["1a", /the file is empty/],
  ["1b", /its data end too early/],
  ["3a", /it has 500 MB, and a submission has 20 MB at most/],
  ["3b", /it is a link to another file/],
  ["5", /it belongs to the assignment "bottlenecks"/],
  ["7", /There are 2 files; the latest that can be read counts/],
  ["8a", /The attempt shared was handed in by several students: 8a; 8b\./],
  ["8b", /The attempt shared was handed in by several students: 8a; 8b\./],
  ["9", /There is no answer/],
  ["10", /several answers to "c2-double"; the last one counts/],
  ["11", /changed after it was saved/, /another seed than that of the student's id/],
  ["12", /says "visible checks passed", and nothing was earned/],
  ["13", /Not attempted: the starter was not changed/],
  ["14", /The code cannot be run/, /double is not defined/],
  ["15", /did not end in time/],
  ["16", /did not end in time/],
  ["17", /did not end in time/, /closed: prompt/],
  // By memory or, on a slow machine, by time.
  ["18", /took more memory than it may have|did not end in time/],
  ["20", /closed: fetch/, /closed: WebSocket/, /closed: RTCPeerConnection/, /closed: open/],
  ["22", /closed: postMessage|a message to the grader/],
  ["24b", /close is closed while an answer is graded/],
  ["25c", /too close to decide/],
  ["27a", /40 min late|30 min late/],
  ["27b", /the file says 2099-01-01T00:00:00Z, which is after it was handed in/],
  ["27c", /the time "9: 13; 10" in the file is none/],
];

it.each(words.map(([student, ...patterns]) => ({ student, patterns })))("says of $student: $patterns", (row) => {
  const { student, patterns } = row;
  for (const pattern of patterns) expect(JSON.stringify(results.get(student)).replaceAll('\\"', '"')).toMatch(pattern);
});

it("flags nobody for what another student wrote", () => {
  const flags = (student: string) => (results.get(student)?.flags ?? []).join(" ");
  for (const student of ["9", "13", "4"]) expect(flags(student)).toBe("");
  expect(flags("10")).not.toMatch(/the time|attempt/);
});

it("writes names as text, and gives everybody a row, in the roster's order", () => {
  const table = readFileSync(at("graded/grades.csv"), "utf8");
  const rows = table.split("\r\n").slice(1, -1);
  expect(rows.map((row) => /^"([^"]*)"/.exec(row)?.[1])).toEqual([...results.keys()].sort(byRoster));
  expect(table).toContain(`"'=HYPERLINK(""http://x"")`);
  for (const name of readdirSync(at("graded/feedback"))) {
    expect(readFileSync(at(`graded/feedback/${name}`), "utf8")).not.toMatch(/<script|<img/);
  }
  expect(said).toMatch(/^Isolation: /m);
});

function byRoster(one: string, other: string): number {
  const order = readFileSync(at("roster.csv"), "utf8")
    .split("\n")
    .map((line) => line.slice(0, line.indexOf(",")));
  return order.indexOf(one) - order.indexOf(other);
}

it("opens nothing of a zip that is made to fill a machine (3)", async () => {
  const files = [
    { path: "3a/hw.html", content: Buffer.alloc(5_000_000), lies: { bytes: 1000 } },
    { path: "3b/hw.html", lies: { bytes: 500_000_000 } },
    { path: "4/hw.html", content: "/etc/passwd", mode: 0o120777 },
  ];
  writeFileSync(at("bombs.zip"), makeZip(files));
  await grade("bombs.zip", "bombs");
  const found = new Map(
    readResults(at("bombs")).map(({ student, status, problem }) => [student, `${status}: ${problem}`]),
  );
  expect(found.get("3a")).toMatch(/^ungradable: .*unpacks to more than the list says, as in a zip bomb/);
  expect(found.get("3b")).toMatch(/^ungradable: .*it has 500 MB/);
  expect(found.get("4")).toMatch(/^ungradable: .*it is a link to another file/);
  expect(found.size).toBe(results.size);
  const huge = Array.from({ length: 6 }, (_, index) => ({ path: `${index}/hw.html`, lies: { bytes: 4e9 } }));
  writeFileSync(at("huge.zip"), makeZip(huge));
  await expect(grade("huge.zip", "huge")).rejects.toThrow("it unpacks to 24 GB, and 20 GB are read at most");
});
