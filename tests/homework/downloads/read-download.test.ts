import { describe, expect, it } from "vitest";
import type { DownloadFile } from "../../../src/homework/downloads/download-file.ts";
import { readDownload } from "../../../src/homework/downloads/read-download.ts";

const fileAt = (path: string, text = ""): DownloadFile => ({
  ...{ path, bytes: text.length, refusal: null },
  read: () => Buffer.from(text),
});

const read = (paths: readonly string[], metadata?: [string, string]) => {
  const files = paths.map((path) => fileAt(path));
  const { kind, handIns, others } = readDownload(metadata ? [...files, fileAt(...metadata)] : files, "all.zip");
  return {
    ...{ kind, handIns, others: others.map(({ path }) => path) },
    who: handIns.map(({ by, late, name }) => [by.map((each) => [each.key, each.name]), late, name]),
  };
};

describe("Canvas", () => {
  it("says by a file's name who handed it in, whether late, and what it was called", () => {
    const paths = [
      "doejane_101_9001_homework-1.html",
      "doejohn_LATE_102_9002_hw_2_3_final(1) copy.json",
      "ångströmåsa_103_9003_a.html",
      "group_7_ofthree_104_9004_b.html",
      "anon_aB3xY_9005_c.html",
      "LATE_anon_Zz9qQ_9006_d.html",
      "roe_105_text.html",
      "poe_LATE_106_link.html",
      "handed in by mail.html",
    ];
    const found = read([...paths, "__MACOSX/._doejane_101_9001_homework-1.html", ".DS_Store"]);
    expect(found.kind).toBe("canvas");
    expect(found.who).toEqual([
      [[["101", "doejane"]], false, "homework-1.html"],
      [[["102", "doejohn"]], true, "hw_2_3_final(1) copy.json"],
      [[["103", "ångströmåsa"]], false, "a.html"],
      [[["104", "group_7_ofthree"]], false, "b.html"],
      [[["aB3xY", null]], false, "c.html"],
      [[["Zz9qQ", null]], true, "d.html"],
      [[["105", "roe"]], false, "roe_105_text.html"],
      [[["106", "poe"]], true, "poe_LATE_106_link.html"],
    ]);
    expect(found.handIns.map(({ refusal }) => refusal)).toEqual([
      ...[null, null, null, null, null, null],
      "a text was typed into Canvas, and no file was handed in",
      "an address was entered in Canvas, and no file was handed in",
    ]);
    expect(found.others).toEqual(["handed in by mail.html"]);
    expect(found.handIns.map(({ file }) => file.path)).toEqual(paths.slice(0, -1));
  });
});

describe("Moodle", () => {
  it("says so by a folder, with or without an underscore at its end, or by the file's name in older versions", () => {
    const found = read([
      "Jane Doe_11_assignsubmission_file_/hw.html",
      "Group 1-Åsa_B_12_assignsubmission_file/sub/hw 2.json",
      "Jo Roe_13_assignsubmission_file_hw_3.html",
      "course/Participant_14_assignsubmission_onlinetext_/onlinetext.html",
      "readme.txt",
    ]);
    expect(found.kind).toBe("moodle");
    expect(found.who).toEqual([
      [[["11", "Jane Doe"]], null, "hw.html"],
      [[["12", "Group 1-Åsa_B"]], null, "sub/hw 2.json"],
      [[["13", "Jo Roe"]], null, "hw_3.html"],
      [[["14", "Participant"]], null, "onlinetext.html"],
    ]);
    expect(found.handIns.map(({ refusal }) => refusal !== null)).toEqual([false, false, false, true]);
    expect(found.others).toEqual(["readme.txt"]);
  });
});

const metadata = `---
submission_501:
  :submitters:
  - :name: Jane Doe
    :sid: '0101'
    :email: jane@uni.example
  - :name: John Doe
    :sid:
    :email: john@uni.example
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: &1 2027-05-03 22:00:57.366404000 Z
    zone: &2 !ruby/object:ActiveSupport::TimeZone
      name: America/Los_Angeles
    time: 2027-05-03 15:00:57.366404000 Z
  :score: 3.0
submission_502:
  :submitters:
  - :name: Roe
    :sid: 0102
  :created_at: 2027-05-04 01:02:03 -07:00
  :history: &3 [*1, *1]
submission_503:
  :submitters: []
504.html:
  :submitters:
  - :name: "=1+1"
  :created_at: *1
__proto__:
  :submitters: [{":name": x}]
`;

describe("Gradescope", () => {
  it("says so in a file of its own, also for groups, and with what Ruby dumps", () => {
    const root = "assignment_9_export/";
    const paths = [
      "submission_501/hw.html",
      "submission_502/a/b.json",
      "submission_503/c.html",
      "504.html",
      "505.html",
    ];
    const found = read(
      paths.map((path) => root + path),
      [`${root}submission_metadata.yml`, metadata],
    );
    expect(found.kind).toBe("gradescope");
    expect(found.who).toEqual([
      [
        [
          ["0101", "Jane Doe"],
          ["john@uni.example", "John Doe"],
        ],
        null,
        "hw.html",
      ],
      [[["0102", "Roe"]], null, "a/b.json"],
      [[["=1+1", "=1+1"]], null, "504.html"],
    ]);
    expect(found.handIns.map(({ when }) => when)).toEqual([
      "2027-05-03T22:00:57.000Z",
      "2027-05-04T08:02:03.000Z",
      "2027-05-03T22:00:57.000Z",
    ]);
    expect(found.others).toEqual([`${root}submission_503/c.html`, `${root}505.html`]);
    expect(Object.hasOwn({}, ":submitters")).toBe(false);
  });

  it("is refused with a list that cannot be read, and expands nothing that would never end", () => {
    const of = (text: string) => () => read(["submission_1/a.html"], ["submission_metadata.yml", text]);
    expect(of("a: [1")).toThrow(/^all\.zip, submission_metadata\.yml: it is not YAML/);
    expect(of("- 1")).toThrow("submission_metadata.yml: it lists no submissions.");
    expect(of("[".repeat(10_000))).toThrow(/submission_metadata\.yml: it is (nested too deeply|not YAML)/);
    const laughs = Array.from(
      { length: 30 },
      (_, at) => `l${at + 1}: &l${at + 1} [${Array(9).fill(`*l${at}`).join()}]`,
    );
    expect(of(["l0: &l0 [ha]", ...laughs].join("\n"))().handIns).toEqual([]);
  });
});

describe("a plain folder", () => {
  it("names students by their folders, or by their files", () => {
    expect(read(["jane/hw.html", "john/hw.html", "roe.json"]).who).toEqual([
      [[["jane", null]], null, "hw.html"],
      [[["john", null]], null, "hw.html"],
      [[["roe", null]], null, "roe.json"],
    ]);
    expect(read(["all/jane/hw.html", "all/john.v2.html"]).who).toEqual([
      [[["jane", null]], null, "hw.html"],
      [[["john.v2", null]], null, "john.v2.html"],
    ]);
    expect(read([])).toMatchObject({ kind: "folder", handIns: [] });
  });
});
