import { groupBy } from "../../../core/group-by.ts";
import { zipBytes } from "../../assignment/zip-bytes.ts";
import { lastPart } from "../../downloads/path-parts.ts";
import { refusePath } from "../../downloads/refuse-path.ts";
import { feedbackPage } from "../results/feedback-page.ts";
import type { Graded } from "../verdicts/graded.ts";

/** LMSs that take feedback back as a zip. */
export type FeedbackLms = "canvas" | "moodle";

export interface FeedbackZip {
  readonly bytes: Uint8Array;
  /** Files in it: a group has one. */
  readonly count: number;
  /** Students whose file cannot go back: it lay nowhere that the LMS would know. */
  readonly without: readonly string[];
}

/**
 * Feedback pages under the names that the LMS gave in its download, by which it knows whose they are.
 * @param title the assignment's
 */
export function feedbackZip(all: readonly Graded[], lms: FeedbackLms, title: string): FeedbackZip {
  const named = all.map((graded) => ({ graded, name: graded.lms === lms ? nameOf(graded.path, lms) : null }));
  const files = new Map<string, string>();
  for (const [name, members] of groupBy(named, (each) => each.name)) {
    if (name !== null) files.set(name, feedbackPage(members.map(({ graded }) => graded), title)); // prettier-ignore
  }
  const without = named
    .filter(({ graded, name }) => name === null && graded.file !== null)
    .map(({ graded }) => graded.student);
  return { bytes: zipBytes(files), count: files.size, without };
}

function nameOf(path: string | null, lms: FeedbackLms): string | null {
  if (path === null || refusePath(path) !== null) return null;
  return lms === "canvas" ? canvasName(path) : moodleName(path);
}

/** The very same name. Canvas does not take back what was typed there: it has no file. */
function canvasName(path: string): string | null {
  const name = lastPart(path);
  return /_(?:text|link)\.html$/.test(name) ? null : name;
}

/** The same folder, or, of an older Moodle, the same beginning of the name. What was typed there gets a file too. */
function moodleName(path: string): string | null {
  for (const part of path.split("/")) {
    const [, who, folderEnd, isFile] = /^(.+_\d+_assignsubmission_)[a-z]+(?:(_?)$|(_))/s.exec(part) ?? [];
    if (who === undefined) continue;
    return isFile === undefined ? `${who}file${folderEnd}/feedback.html` : `${who}file_feedback.html`;
  }
  return null;
}
