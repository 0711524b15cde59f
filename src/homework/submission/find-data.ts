import { refuse } from "../../core/errors.ts";
import { remedy } from "./decode-text.ts";

/** Marks the data in a page. Whatever a student writes has no `<` there, so it stands once. */
export const dataBegin = '<script type="application/json" id="course-submission">';
export const dataEnd = "</script>";

/**
 * The JSON in a submission, be that a page or JSON alone.
 * @throws CourseError if it is neither, holds several, or was cut off
 */
export function findData(text: string, where: string): string {
  const trimmed = text.trimStart();
  if (trimmed.startsWith("{")) return trimmed;
  const begin = text.indexOf(dataBegin);
  if (begin < 0) {
    const isPage = trimmed.startsWith("<");
    const what = isPage ? "it is a web page without a submission in it" : "it is neither a page nor JSON";
    throw refuse(where, what, remedy);
  }
  const from = begin + dataBegin.length;
  if (text.includes(dataBegin, from)) throw refuse(where, "there are several submissions in it", remedy);
  const end = text.indexOf(dataEnd, from);
  if (end < 0) throw refuse(where, "its data end too early: the file was cut off", remedy);
  return text.slice(from, end);
}
