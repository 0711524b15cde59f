import { readFileSync } from "node:fs";
import { chapterFiles } from "../../src/course/chapter-files.ts";
import type { CourseChapter } from "../../src/homework/assignment/chosen-exercise.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";

/** All chapters with their texts, drafts included, from the project's folder. */
export function readCourse(): readonly CourseChapter[] {
  return chapterFiles().map((name) => {
    const file = `chapters/${name}`;
    const text = readFileSync(file, "utf8");
    return { text, chapter: renderChapter(text, { file }) };
  });
}
