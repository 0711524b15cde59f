import type { Chapter } from "../../src/notebook/chapter.ts";
import { compileCell } from "../../src/notebook/compile-cell.ts";
import { overrideNames } from "./override-names.ts";

/** The chapter with other values for some names of its cells. @throws CourseError if no cell declares one of them */
export function withNames(chapter: Chapter, names: Readonly<Record<string, unknown>>): Chapter {
  const texts = overrideNames(chapter.cells, names);
  const cells = chapter.cells.map((cell) => {
    const source = texts.get(cell.id);
    return source === undefined ? cell : { ...cell, source, compiled: compileCell(source, { mode: "js" }) };
  });
  return { ...chapter, cells };
}
