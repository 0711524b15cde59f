import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { afterAll, beforeEach, expect, it } from "vitest";
import { gradeClass } from "../../scripts/grade/grade-class.ts";
import { readOptions } from "../../scripts/grade/options.ts";
import type { ManualGrade } from "../../src/homework/grader/results/manual-grades.ts";
import { zipFiles } from "../../src/homework/downloads/zip-files.ts";
import { sourceOf } from "../homework/downloads/make-zip.ts";
import { hostile, textKey, writeClass } from "../homework/report/sample-class.ts";

const folders: string[] = [];
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "grade-report-"));
  folders.push(folder);
  await writeClass(folder, await textKey());
});
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true });
});

const at = (path: string) => join(folder, path);
const text = (path: string) => readFileSync(at(path), "utf8");
const rows = (path: string) => text(path).trim().split("\r\n").map((line) => line.slice(1, -1).split('","')); // prettier-ignore

const grade = (...more: readonly string[]) => gradeFrom("in", ...more);

async function gradeFrom(download: string, ...more: readonly string[]): Promise<string> {
  const shared = ["--key", at("key.json"), "--roster", at("roster.csv"), "--out", at("graded")];
  const command = readOptions([at(download), ...shared, ...more]);
  if (command.kind !== "grade") throw new Error("no command to grade");
  return gradeClass(command);
}

function manual(...grades: readonly (readonly [student: string, points: number])[]): string[] {
  const list = grades.map(([student, points]): ManualGrade => {
    return { student, exercise: "why", points, comment: "Seen.", grader: "Ann", at: "2026-05-12T10:00:00Z" };
  });
  writeFileSync(at("manual.json"), JSON.stringify({ schema: 1, grades: list }));
  return ["--manual", at("manual.json")];
}

function feedbackOf(student: string): string {
  const name = readdirSync(at("graded/feedback")).find((each) => each.startsWith(`${student}-`));
  return text(`graded/feedback/${name}`);
}

const document = () => new JSDOM(text("graded/report.html")).window.document;
const cells = (title: string) => {
  const section = [...document().querySelectorAll("section")].find(
    (each) => each.querySelector("h2")?.textContent === title,
  );
  return [...(section?.querySelectorAll("tbody tr") ?? [])].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
};

it("brings groups, bonus, extensions, lateness and who is excused to tables and report", async () => {
  const all = ["s01", "s02", "s03", "s05", "s07"].map((student) => [student, 3] as const);
  await grade("--canvas", at("canvas.csv"), ...manual(...all));
  const scores = rows("graded/grades.csv").map(([student, , status, score]) => [student, status, score]);
  expect(scores.slice(1)).toEqual([
    ["s01", "graded", "4.5"],
    ["s02", "graded", "4.5"],
    ["s03", "graded", "4"],
    ["s04", "excused", "EX"],
    ["s05", "graded", "2"],
    ["s06", "missing", ""],
    ["s07", "graded", "4"],
  ]);
  const canvas = text("graded/canvas.csv").split("\r\n").map((line) => line.split(",").at(-1)); // prettier-ignore
  expect(canvas).toEqual(["Homework (77)", "4", "4.5", "4.5", "4", "EX", "2", "", "4", ""]);
  expect(cells("Exercises").map((row) => row.slice(0, 3))).toEqual([
    ["why text", "3", "100 %"],
    ["c2-depth number", "1", "100 %"],
    ["extra number", "0.5 (bonus)", "40 %"],
  ]);
  expect(cells("What became of everybody")).toEqual([
    ["s06", "Fay Example", ""],
    ["s04", "Di Example", ""],
  ]);
  expect(cells("Flags").map(([student]) => student)).toEqual(["s05", "s07"]);
});

it("grades anew by a corrected key, shows old and new, and keeps what people said", async () => {
  await grade(...manual(["s01", 2]));
  const key = await textKey({ revision: 2 });
  const corrected = key.exercises.map((each) => (each.id === "c2-depth" ? { ...each, points: 0.5 } : each));
  writeFileSync(at("key.json"), JSON.stringify({ ...key, exercises: corrected }));
  expect(await grade()).toContain("5 were graded again");
  const [header, ...changes] = rows("graded/regraded.csv");
  expect(header).toEqual([
    "student",
    "name",
    "exercise",
    "old",
    "new",
    "why",
    "handed_in",
    "graded_before",
    "graded_at",
  ]);
  expect(changes.map((row) => row.slice(0, 7))).toContainEqual(
    ["s01", "Ada Example", "score", "3.5", "3", "key revision 1 → 2", "2026-05-10T20:00:00.000Z"], // prettier-ignore
  );
  expect(changes.map((row) => row.slice(2, 5))).not.toContainEqual(expect.arrayContaining(["why"]));
  expect(cells("Graded again").map((row) => row.slice(2, 6))).toContainEqual([
    "c2-depth",
    "1",
    "0.5",
    "key revision 1 → 2",
  ]);
  // Ended and started again, it does not forget what changed; and what a person takes back counts no more.
  const before = text("graded/regraded.csv");
  expect(await grade()).toContain("1 grades that people gave count");
  expect(text("graded/regraded.csv")).toBe(before);
  expect(feedbackOf("s01")).toContain("why: 2 of 3 points");
  await grade(...manual());
  expect(feedbackOf("s01")).toContain("why: ? of 3 points");
  expect(rows("graded/grades.csv")[1]?.slice(0, 4)).toEqual(["s01", "Ada Example", "review", ""]);
  expect(text("graded/regraded.csv")).toContain("key revision 1 → 2");
});

it("gives feedback back to the LMS that the download is of, and refuses another one", async () => {
  const name = "Ada Example_11_assignsubmission_file_";
  mkdirSync(at(`moodle/${name}`), { recursive: true });
  cpSync(at("in/submission_s01/hw.html"), at(`moodle/${name}/hw.html`));
  expect(await gradeFrom("moodle")).toContain("feedback-moodle.zip holds 1 feedback pages.");
  const [page] = zipFiles(sourceOf(readFileSync(at("graded/feedback-moodle.zip"))), "back.zip");
  expect(page?.path).toBe(`${name}/feedback.html`);
  expect(new TextDecoder().decode(page?.read())).toContain("Skip connections: Ada Example, Bo Example");
  await expect(gradeFrom("moodle", "--feedback", "canvas")).rejects.toThrow(
    /^--feedback: .* is of moodle\. Leave it out/,
  );
});

it("writes answers without names, and whose they are only where that is asked for", async () => {
  expect(await grade("--answers", at("given"))).toContain("The answers of 4 submissions are in");
  const all = readdirSync(at("given/why/submissions"));
  expect(all).toHaveLength(4);
  const answers = all.map((id) => text(`given/why/submissions/${id}/why.txt`));
  expect(answers.sort()).toEqual([hostile, "It came late.", "It is a sum.", "The gradient has a way around."]);
  await expect(grade("--answers", at("given"))).rejects.toThrow("there is something in");
  const inside = ["--answers", at("again"), "--answers-table", at("again/names.csv")];
  await expect(grade(...inside)).rejects.toThrow("would lie among the answers that have none");
  await grade("--answers", at("again"), "--answers-table", at("names.csv"));
  expect(readdirSync(at("again/why/submissions"))).toEqual(all);
  expect(rows("names.csv").map(([id, student]) => [all.includes(id ?? ""), student])).toEqual([
    [false, "student"],
    ...["s01", "s02", "s03", "s05", "s07"].map((student) => [true, student]),
  ]);
});

it("is one file in which nothing of a student's runs, and whose own script alone may", async () => {
  await grade();
  const dom = new JSDOM(text("graded/report.html"), { runScripts: "dangerously" });
  expect(dom.window["ran"]).toBeUndefined();
  const { document: page } = dom.window;
  expect(page.querySelectorAll("img, iframe, link, object, embed, [src], [href]")).toHaveLength(0);
  expect(page.querySelectorAll("script")).toHaveLength(2);
  expect(page.querySelector("meta[http-equiv]")?.getAttribute("content")).toMatch(
    /default-src 'none'; script-src 'sha256-[\w+/]{43}='; /,
  );
  const data = JSON.parse(page.querySelector("#queue-data")?.textContent ?? "") as {
    items: { answer: string; name: string }[];
  };
  expect(data.items.map(({ answer }) => answer)).toContain(hostile);
  expect(data.items.map(({ name }) => name)).toContain("__proto__");
});
