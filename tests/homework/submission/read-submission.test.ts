import { describe, expect, it } from "vitest";
import { readSubmission } from "../../../src/homework/submission/read-submission.ts";
import { submissionJson, submissionPage } from "../../../src/homework/submission/write-submission.ts";
import { sample } from "./sample.ts";

const read = (content: string | Uint8Array, assignment: string | null = null) =>
  readSubmission(Buffer.from(content), "hw.html", assignment);

/** A submission with other parts, and the checksum of these. */
const jsonOf = (parts: object) => submissionJson({ ...sample, ...parts });

const json = await submissionJson(sample);
const page = await submissionPage(sample);

describe("a submission", () => {
  it("is read as it was written, from a page or from JSON", async () => {
    for (const text of [json, page, `\n  ${json}\n`]) {
      const { submission, flags } = await read(text, "skip-connections");
      expect(submission).toMatchObject(sample);
      expect(flags).toEqual([]);
    }
  });

  it("survives byte order marks, UTF-16 and other line ends (2)", async () => {
    const wide = Buffer.from(json, "utf16le");
    const swapped = Buffer.from(`\ufeff${page}`, "utf16le").swap16();
    const forms = [
      `\ufeff${json}`,
      page.replaceAll("\n", "\r\n"),
      wide,
      Buffer.from(`\ufeff${json}`, "utf16le"),
      swapped,
    ];
    for (const form of forms) {
      const { submission, flags } = await read(form);
      expect(submission).toMatchObject(sample);
      expect(flags).toEqual([]);
    }
  });

  it("says of which version it is (6), and that it was changed", async () => {
    expect((await read(await jsonOf({ version: 1 }))).submission.version).toBe(1);
    const changed = await read(json.replace('"version":2', '"version":1'));
    expect(changed).toMatchObject({
      submission: { version: 1 },
      flags: ["It was changed after it was saved (checksum)."],
    });
  });

  it("keeps the last of several answers to one exercise (10), and no picture that is none", async () => {
    const [first, second] = sample.answers;
    const again = { id: "c3-skip", source: "later" };
    const twice = await read(await jsonOf({ answers: [first, second, again] }));
    expect(twice.submission.answers).toEqual([again, second]);
    expect(twice.flags).toEqual(['There are several answers to "c3-skip"; the last one counts.']);
    for (const plotPng of [
      'data:image/png;base64,"onerror=x',
      "https://x.example/a.png",
      `data:image/png;base64,${"A".repeat(300_000)}`,
    ]) {
      const bad = await read(await jsonOf({ answers: [{ ...again, lastRun: { status: "passed", plotPng } }] }));
      expect(bad.submission.answers).toEqual([{ ...again, lastRun: { status: "passed" } }]);
      expect(bad.flags).toEqual(['The picture of "c3-skip" is none, or too large, and was left out.']);
    }
  });

  it("reaches no prototype (26), and loses what the form does not know", async () => {
    const hostile = json
      .replace('"loss":0.25', '"__proto__":{"polluted":1},"loss":0.25,"constructor":2')
      .replace("{", '{"__proto__":{"polluted":1},"points":100,');
    const { submission } = await read(hostile);
    expect(Object.getPrototypeOf(submission)).toBe(Object.prototype);
    const { metrics } = submission.answers[0]?.lastRun ?? {};
    expect(Object.entries(metrics ?? {})).toEqual([
      ["loss", 0.25],
      ["constructor", 2],
    ]);
    expect([submission, metrics, {}].map((each) => (each as { polluted?: number }).polluted)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(submission).not.toHaveProperty("points");
  });
});

describe("a submission is refused", () => {
  const refused: readonly (readonly [string, string | Uint8Array | Promise<string>, string])[] = [
    ["of no bytes (1)", "", "the file is empty"],
    ["as truncated JSON (1)", json.slice(0, -20), "its data end too early, or are damaged"],
    [
      "as a page cut off in its data (1)",
      page.slice(0, page.lastIndexOf("</script>")),
      "its data end too early: the file was cut off",
    ],
    ["as a page cut off before them (1)", page.slice(0, 300), "it is a web page without a submission in it"],
    ["as a zip file (3)", "PK\x03\x04", "it is a zip file, or one of a word processor, and no submission"],
    ["as PDF", "%PDF-1.7", "it is a PDF file"],
    ["as bytes that are no text", Uint8Array.of(1, 2, 0xff, 0xfe), "it is no text in UTF-8 or UTF-16"],
    ["as a text", "Dear teacher", "it is neither a page nor JSON"],
    ["as another page", "<!doctype html><p>A chapter", "it is a web page without a submission in it"],
    ["as other JSON", '{"format":"ipynb"}', "it is JSON, and no submission"],
    ["twice in one page", page + page, "there are several submissions in it"],
    ["nested without end", `{"a":${"[".repeat(100_000)}`, "it is nested deeper than 20 levels"],
    ["of a later form", jsonOf({ schema: 2 }), "it was written by a newer course (form 2; this one reads 1)"],
    ["without an attempt", jsonOf({ attemptId: undefined }), 'its part "attemptId" cannot be used'],
    [
      "with an answer of no kind",
      jsonOf({ answers: [{ id: "a" }] }),
      'its part "answers, 0" cannot be used (it has neither',
    ],
    [
      "with too long an answer",
      jsonOf({ answers: [{ id: "a", source: "x".repeat(200_001) }] }),
      'its part "answers, 0, source" cannot be used (Too big',
    ],
    ["with too many answers", jsonOf({ answers: Array(201).fill({ id: "a", source: "" }) }), 'its part "answers"'],
    ["with a number for a name", jsonOf({ student: { id: 7, name: "A" } }), 'its part "student, id" cannot be used'],
  ];

  it.each(refused)("%s", async (_, content, problem) => {
    const error: unknown = await read(await content).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain(`CourseError: hw.html: ${problem}`);
    expect(String(error)).toMatch(/\. (Ask the student|Update the course)/);
  });

  it("where it is another assignment's, which is named (5), whatever the file is called (4)", async () => {
    const other = readSubmission(Buffer.from(page), "hw(1) copy.json", "bottlenecks");
    await expect(other).rejects.toThrow(
      'hw(1) copy.json: it belongs to the assignment "skip-connections", and this is "bottlenecks". Ask the student for the other file',
    );
    expect((await readSubmission(Buffer.from(page), "hw(1) copy.json", "skip-connections")).flags).toEqual([]);
  });
});
