import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { findChromium } from "../../scripts/find-chromium.ts";
import { readMetadata } from "../../scripts/grade/autograder/metadata.ts";
import { writeAutograder } from "../../scripts/grade/autograder/write-autograder.ts";
import { gradeClass } from "../../scripts/grade/grade-class.ts";
import { readOptions } from "../../scripts/grade/options.ts";
import { readResults } from "../../scripts/grade/result-files.ts";
import { withDownload } from "../../scripts/gradebook/open-download.ts";
import { gradescopeResults } from "../../src/homework/grader/results/gradescope-results.ts";
import { submissionPage } from "../../src/homework/submission/write-submission.ts";
import { hostileKeys, submissionOf, trainingModule } from "../homework/grader/hostile-class.ts";

// A browser on a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const folder = mkdtempSync(join(tmpdir(), "autograder-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (path: string): string => join(folder, path);

/** What stands in Gradescope's own example, and what it adds for a student with dates of their own. */
const metadata = {
  ...{ id: 123456, created_at: "2026-05-09T11:00:00.365935-07:00", submission_method: "upload" },
  assignment: {
    ...{ due_date: "2026-05-10T15:00:00.000000-07:00", group_size: 4, group_submission: true, id: 25828 },
    ...{ course_id: 1234, late_due_date: null, release_date: "2026-05-01T00:00:00.000000-07:00" },
    ...{ title: "Skip connections", total_points: "9.0" },
  },
  users: [{ email: "s01@example.org", id: 1234, name: "Ada Example", sid: "s01" }],
  previous_submissions: [{ submission_time: "2026-05-08T14:24:48.087023-07:00", score: 2.5, results: {} }],
};

interface Results {
  readonly score?: number;
  readonly output: string;
  readonly visibility: string;
  readonly tests: readonly object[];
  readonly extra_data: { readonly flags: readonly string[]; readonly late: string | null };
}

beforeAll(async () => {
  const [older, newer] = await hostileKeys();
  const late = [{ hours: 240, keeps: 0.5 }];
  writeFileSync(at("key-1.json"), JSON.stringify({ ...older, late }));
  writeFileSync(at("key-2.json"), JSON.stringify({ ...newer, late }));
  writeFileSync(at("train.js"), trainingModule);
  const said = await writeAutograder({
    kind: "autograder",
    keys: [at("key-1.json"), at("key-2.json")],
    out: at("a.zip"),
  });
  expect(said).toContain("keep it to yourself");
  await withDownload(at("a.zip"), ({ handIns }) => {
    for (const { file } of handIns) {
      const path = at(join("root/source", file.path));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file.read());
    }
    return Promise.resolve();
  });
  cpSync(at("root/source/run_autograder"), at("root/run_autograder"));
});

/** Grades as Gradescope does: one submission, in a container that has a shell, Node and a Chromium. */
function run(content: string, said: object): Results {
  for (const name of ["submission", "results"]) rmSync(at(`root/${name}`), { recursive: true, force: true });
  mkdirSync(at("root/submission"));
  writeFileSync(at("root/submission/homework.html"), content);
  writeFileSync(at("root/submission_metadata.json"), JSON.stringify({ ...metadata, ...said }));
  const paths = [dirname(process.execPath), "/usr/bin", "/bin"].join(":");
  const env = { PATH: paths, HOME: folder, AUTOGRADER_ROOT: at("root"), CHROMIUM_PATH: findChromium() };
  execFileSync("bash", [at("root/run_autograder")], { cwd: "/", env });
  return JSON.parse(readFileSync(at("root/results/results.json"), "utf8")) as Results;
}

it("gives at Gradescope what npm run grade gives, from a zip that needs nothing of this repository", async () => {
  const answers = { "c2-double": "const double = (x) => ({2: 4, '-1.5': -3})[x];" };
  const page = await submissionPage(await submissionOf("s01", { answers }));
  const found = run(page, {});
  mkdirSync(at("in"));
  writeFileSync(at("in/s01.html"), page);
  writeFileSync(at("roster.csv"), "student\ns01\n");
  const shared = ["--key", at("key-1.json"), "--key", at("key-2.json"), "--roster", at("roster.csv")];
  const command = readOptions([at("in"), ...shared, "--out", at("graded")]);
  if (command.kind === "grade") await gradeClass(command);
  const [graded] = readResults(at("graded"));
  if (graded === undefined) throw new Error("no result");
  const { score, tests, visibility } = gradescopeResults(graded, graded) as Results;
  expect(score).toBe(4);
  expect(found).toMatchObject({ score, tests, visibility });
  expect(found.extra_data.flags).toEqual(["Hand-ins before this one: 1, with 2.5 points at best."]);
});

it("takes lateness from Gradescope's dates, a student's own first, and gives 0 with the reason to what cannot be read", async () => {
  const page = await submissionPage(await submissionOf("s01", { more: { version: 1, buildHash: "b".repeat(64) } }));
  const due = { due_date: "2026-05-08T15:00:00.000000-07:00", late_due_date: "2026-05-09T00:00:00.000000-07:00" };
  const late = run(page, { assignment: due, users: [{ ...metadata.users[0], assignment: due }] });
  expect(late).toMatchObject({ score: 7.5, extra_data: { late: "19.8 h late: 50 % of the points are kept" } });
  expect(late.extra_data.flags).toEqual([
    "Due 2026-05-08T22:00:00.000Z at Gradescope, 2026-05-10T22:00:00Z by the key.",
    "It came after the late due date, 2026-05-09T07:00:00.000Z.",
    expect.stringContaining("before this one: 1"),
  ]);
  expect(run("", {})).toMatchObject({ score: 0, visibility: "visible", output: expect.stringContaining("is empty") });
  const own = { ...metadata.users[0], assignment: { due_date: "2026-05-11T00:00:00Z" } };
  expect(readMetadata(JSON.stringify({ ...metadata, assignment: due, users: [own] }), "m").due).toBe(
    "2026-05-11T00:00:00.000Z",
  );
  expect(() => readMetadata("{}", "m")).toThrow('m: its part "created_at" cannot be used');
});
