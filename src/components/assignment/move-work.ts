import { cellSourceHash } from "../../notebook/cell-hashes.ts";
import { variantSeed, drawVariant } from "../../homework/assignment/draw-variant.ts";
import { emptyItem, withText } from "../../homework/student/attempt.ts";
import { readAttemptFile, writeAttemptFile, type AttemptFile } from "../../homework/student/attempt-file.ts";
import { isWords, questionKey } from "../../homework/student/exercise-state.ts";
import { textOf, type Submission } from "../../homework/submission/submission.ts";
import type { StoredEdit } from "../../host/reader/edit-store.ts";
import type { AssignmentSession } from "./assignment-session.ts";
import { readPlainWork, toPlainWork } from "./chapter-work.ts";

/** Work that was put aside when a file was opened. */
interface PutAside {
  /** What was opened, in words. */
  readonly before: string;
  readonly file: string;
}

/** The whole of the work, as it stands, to go on with elsewhere. */
export function saveWork(session: AssignmentSession, now: Date): string {
  const { manifest, attempt, chapters } = session;
  const items: AttemptFile["items"] = manifest.exercises.map(({ id }) => [id, session.item(id)]);
  return writeAttemptFile({
    ...{ assignment: manifest.assignment, savedAt: now.toISOString(), attempt, items },
    chapters: chapters.map((slug) => toPlainWork(slug, session.work(slug))),
  });
}

/**
 * Puts the work of a file in the place of what there is, which is put aside.
 * @param before what is opened, in words
 * @throws CourseError if something of it cannot be read: then nothing is changed
 */
export async function openWorkFile(session: AssignmentSession, text: string, before: string): Promise<void> {
  const file = readAttemptFile(text, before, session.manifest.assignment);
  const chapters = file.chapters
    .filter(({ slug }) => session.chapters.includes(slug))
    .map((chapter) => ({ slug: chapter.slug, ...readPlainWork(chapter) }));
  putAside(session, before);
  for (const [id, item] of file.items) if (session.exercise(id) !== null) session.putItem(id, item);
  for (const { slug, edits, answers } of chapters) session.work(slug).replace(edits, answers);
  await session.change(file.attempt);
}

/** Puts the answers of a handed-in file in the place of those that there are, which are put aside. Others stay. */
export async function openHandedIn(session: AssignmentSession, submission: Submission, before: string): Promise<void> {
  putAside(session, before);
  const { assignment, exercises } = session.manifest;
  const seed = await variantSeed(assignment, submission.student.id);
  const sources = new Map<string, Map<string, StoredEdit>>();
  for (const answer of submission.answers) {
    const exercise = exercises.find(({ id }) => id === answer.id);
    if (exercise === undefined) continue;
    if (isWords(exercise)) {
      const variant = drawVariant(seed, exercise.id, exercise.variants);
      const question = variant === null ? "" : questionKey(variant);
      session.putItem(exercise.id, withText(session.item(exercise.id), question, textOf(answer)));
      continue;
    }
    const source = textOf(answer);
    const passed = answer.lastRun?.status === "visible checks passed" ? cellSourceHash(source) : null;
    session.putItem(exercise.id, { ...emptyItem, passed });
    const ofChapter = sources.get(exercise.chapter) ?? new Map<string, StoredEdit>();
    sources.set(exercise.chapter, ofChapter.set(exercise.id, { source, baseHash: baseHashOf(session, exercise.id) }));
  }
  for (const [slug, edits] of sources) session.work(slug).put(edits);
  const { attemptId, student, statement } = submission;
  await session.change({ attemptId, student, statement });
}

/** What was put aside last; null where there is nothing. */
export function findPutAside(session: AssignmentSession): PutAside | null {
  const value = session.entries.read(asideKey(session));
  if (typeof value !== "object" || value === null || !("before" in value) || !("file" in value)) return null;
  return { before: String(value.before), file: String(value.file) };
}

function putAside(session: AssignmentSession, before: string): void {
  session.entries.write(asideKey(session), { before, file: saveWork(session, new Date()) });
}

function asideKey({ manifest }: AssignmentSession): string {
  return `attempt-before:${manifest.assignment}`;
}

/** Of what the chapter publishes, as far as it is known: then its page sees that nothing has changed since. */
function baseHashOf({ catalogue }: AssignmentSession, id: string): string {
  const exercises = catalogue?.chapters.flatMap((chapter) => chapter.exercises) ?? [];
  return exercises.find((each) => each.id === id)?.baseHash ?? cellSourceHash("");
}
