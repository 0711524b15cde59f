import { expect, it } from "vitest";
import { readDownload } from "../../../../src/homework/downloads/read-download.ts";
import { zipFiles } from "../../../../src/homework/downloads/zip-files.ts";
import { answerFiles } from "../../../../src/homework/grader/exports/answer-files.ts";
import { feedbackZip, type FeedbackLms } from "../../../../src/homework/grader/exports/feedback-zip.ts";
import type { Graded } from "../../../../src/homework/grader/verdicts/graded.ts";
import type { DownloadFile } from "../../../../src/homework/downloads/download-file.ts";
import { sourceOf } from "../../downloads/make-zip.ts";
import { sampleKey, starter } from "../sample-key.ts";

const blank = { bonus: false, checks: [], words: "", flags: [], possible: 3, earned: 1 };

function graded(student: string, path: string | null, lms: Graded["lms"], answers: Graded["exercises"] = []): Graded {
  return {
    ...{ student, name: "", status: "graded", score: 1, possible: 3, late: null, keeps: 1, problem: null },
    ...{ file: "hw.html", handedIn: null, flags: [], fingerprint: "f", gradedAt: "", seconds: 0, exercises: answers },
    ...{ path, lms, version: 2, revision: 1, before: null },
  };
}

/** Paths of a download, and what its reader says of the zip that goes back. */
function roundTrip(lms: FeedbackLms, paths: readonly string[]) {
  const fileAt = (path: string): DownloadFile => ({ path, bytes: 0, refusal: null, read: () => new Uint8Array() });
  const { kind, handIns } = readDownload(paths.map(fileAt), "in.zip");
  expect(kind).toBe(lms);
  const all = handIns.map(({ by, file }) => graded(by[0]?.key ?? "", file.path, lms));
  const { bytes, without } = feedbackZip(all, lms, "Homework 1");
  const files = zipFiles(sourceOf(bytes), "back.zip");
  const back = readDownload(files, "back.zip");
  const text = (file: DownloadFile) => new TextDecoder().decode(file.read());
  for (const handIn of back.handIns) expect(text(handIn.file)).toContain(`<h1>Homework 1: ${handIn.by[0]?.key}</h1>`);
  return { paths: files.map(({ path }) => path), kind: back.kind, others: back.others, without };
}

it("gives Canvas each student's file under the very name of the download", () => {
  const names = [
    "doejane_101_9001_homework-1.html",
    "doejohn_LATE_102_9002_hw_2_3_final(1) copy.json",
    "ångströmåsa_103_9003_a.html",
    "anon_aB3xY_9005_c.html",
    "LATE_anon_Zz9qQ_9006_d.html",
  ];
  const found = roundTrip("canvas", [...names.map((name) => `submissions/${name}`), "roe_105_text.html"]);
  expect(found).toEqual({ paths: names, kind: "canvas", others: [], without: ["105"] });
});

it("gives Moodle each participant's folder, or what stood before the name of a file in older ones", () => {
  const found = roundTrip("moodle", [
    "Jane Doe_11_assignsubmission_file_/hw.html",
    "all/Group 1-Åsa_B_12_assignsubmission_file/sub/hw 2.json",
    "Jo Roe_13_assignsubmission_file_hw_3.html",
    "Participant_14_assignsubmission_onlinetext_/onlinetext.html",
  ]);
  expect(found).toEqual({
    paths: [
      "Jane Doe_11_assignsubmission_file_/feedback.html",
      "Group 1-Åsa_B_12_assignsubmission_file/feedback.html",
      "Jo Roe_13_assignsubmission_file_feedback.html",
      "Participant_14_assignsubmission_file_/feedback.html",
    ],
    ...{ kind: "moodle", others: [], without: [] },
  });
});

it("tells a group in one file what each of it has, and leaves out names that lead elsewhere", () => {
  const path = "a_1_assignsubmission_file_/hw.html";
  const all = [
    graded("s1", path, "moodle"),
    graded("s2", path, "moodle"),
    { ...graded("s3", path, "moodle"), score: 2 },
  ];
  const strange = graded("s4", "..\\_4_assignsubmission_file_/hw.html", "moodle");
  const { bytes, count, without } = feedbackZip([...all, strange, graded("s5", null, "moodle")], "moodle", "Homework");
  expect([count, without]).toEqual([1, ["s4", "s5"]]);
  const [file] = zipFiles(sourceOf(bytes), "back.zip");
  const page = new TextDecoder().decode(file?.read());
  const facts = [...page.matchAll(/<p class="facts">(.*)<\/p>/g)].map(([, words]) => words);
  expect(facts).toEqual(["s1, s2:", "1 of 3 points.", "s3:", "2 of 3 points."]);
});

it("writes a folder for each submission, without names, and what everybody started from", async () => {
  const code = (answer: string, status: "graded" | "not-attempted" = "graded") => ({ ...blank, id: "c2-double", kind: "code", status, answer }); // prettier-ignore
  const number = { ...blank, id: "c2-depth", kind: "number", status: "graded" as const, answer: "8" };
  const all = [
    graded("s1", "a/hw.html", "folder", [code("one"), number]),
    graded("s2", "a/hw.html", "folder", [code("one"), number]),
    graded("=s3", "b/hw.html", "folder", [code("two")]),
    graded("s4", "c/hw.html", "folder", [code(starter, "not-attempted")]),
    graded("s5", null, null),
  ];
  const key = await sampleKey();
  const source = { key, keyText: "secret", starters: new Map([["c2-double", `${starter}\r\n`]]) };
  const { files, table, submissions, withoutStarter } = await answerFiles(all, source);
  expect([submissions, withoutStarter]).toEqual([2, []]);
  const paths = [...files.keys()];
  expect(paths.map((path) => path.replace(/s-[0-9a-f]{10}/, "ID"))).toEqual([
    ...["c2-double/submissions/ID/c2-double.js", "c2-double/submissions/ID/c2-double.js"],
    "c2-double/base/c2-double.js",
  ]);
  expect([...files.values()].slice(0, 2)).toEqual(["one", "two"]);
  const rows = table.trim().split("\r\n").map((line) => line.split(",").slice(1).join(" ")); // prettier-ignore
  expect(rows).toEqual(['"student" "name" "file"', ...["s1", "s2", "'=s3"].map((id) => `"${id}" "" "hw.html"`)]);
  const other = await answerFiles(all, { ...source, keyText: "another" });
  expect([...other.files.keys()][0]).not.toBe(paths[0]);
  const changed = await answerFiles(all, { ...source, starters: new Map([["c2-double", "const other = 1;"]]) });
  expect(changed.withoutStarter).toEqual(["c2-double"]);
});
