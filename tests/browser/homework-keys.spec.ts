import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { findCanaries } from "../../scripts/assignment/find-public-strings.ts";
import { PrivateFolder } from "../../scripts/assignment/private-folder.ts";
import { readCourse } from "../../scripts/assignment/read-course.ts";
import { readAssignmentFile } from "../../src/homework/assignment/assignment-file.ts";
import { canariesOf } from "../../src/homework/assignment/canaries.ts";
import { checkExercises } from "../../src/homework/assignment/check-exercises.ts";

const files = readdirSync("homework-sample")
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => `homework-sample/${name}`);

/** The site is looked at as it is built: pages, chapters as Markdown, scripts with their maps, the search index. */
test("nothing of the sample's keys is in the built site", () => {
  const course = readCourse();
  const folder = new PrivateFolder(files[0] ?? "");
  const chosen = files.flatMap((file) => {
    const read = readAssignmentFile(new PrivateFolder(file).readAssignment(), file);
    return checkExercises(read, course, (path) => folder.read(path)).chosen;
  });
  const canaries = chosen.flatMap((each) => {
    const modules = each.item.hidden.flatMap((check) =>
      check.kind === "calls" ? [] : [folder.read(check.module) ?? ""],
    );
    return canariesOf(each, modules);
  });
  expect(canaries.length).toBeGreaterThan(20);
  expect(existsSync("dist/degradation/chapter.md")).toBe(true);
  // What is public is found, so what is not found is not there.
  const shown = { words: "Write the step back as code, for a ReLU net.", source: "a prompt" };
  expect(findCanaries("dist", [shown]).map((each) => each.file)).toContain("dist/vanishing-gradients/chapter.md");
  expect(findCanaries("dist", canaries)).toEqual([]);
});
