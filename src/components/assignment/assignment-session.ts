import { cellSourceHash } from "../../notebook/cell-hashes.ts";
import type { Catalogue } from "../../course/catalogue.ts";
import type { HandMark } from "../../editor/hand-mark.ts";
import type { Notebook } from "../../host/notebook.ts";
import type { PublicDates } from "../../homework/assignment/dates.ts";
import { drawVariant, variantSeed } from "../../homework/assignment/draw-variant.ts";
import type { Manifest } from "../../homework/assignment/manifest.ts";
import {
  attemptSchema,
  emptyItem,
  itemSchema,
  newAttempt,
  textFor,
  withText,
  type Attempt,
  type Item,
} from "../../homework/student/attempt.ts";
import {
  isWords,
  questionKey,
  sourceOfValues,
  stateOf,
  type AssignedExercise,
  type DrawnVariant,
} from "../../homework/student/exercise-state.ts";
import type { AnsweredExercise } from "../../homework/student/hand-in.ts";
import { openWork, storedWork, type ChapterWork } from "./chapter-work.ts";
import type { Entries } from "./entries.ts";
import type { LoadedAssignment } from "./load-manifest.ts";

interface Parts extends LoadedAssignment {
  /** The chapter that is open. */
  readonly slug: string;
  readonly notebook: Notebook;
  readonly entries: Entries;
  readonly storage: Storage;
  readonly hand: HandMark;
}

/** One student's work on an assignment, over all of its chapters. */
export class AssignmentSession {
  readonly path: string;
  readonly manifest: Manifest;
  readonly slug: string;
  readonly entries: Entries;
  dates: PublicDates | null = null;
  catalogue: Catalogue | null = null;
  #parts: Parts;
  #attempt: Attempt;
  #seed: number | null = null;
  #listeners = new Set<() => void>();

  constructor(parts: Parts) {
    const { path, manifest, slug, entries, notebook } = parts;
    this.#parts = parts;
    this.path = path;
    this.manifest = manifest;
    this.slug = slug;
    this.entries = entries;
    this.#attempt = this.#readAttempt() ?? newAttempt(() => crypto.randomUUID());
    // Two tabs that begin at once are to have one attempt.
    if (this.#readAttempt() === null) this.#keepAttempt();
    const { assignment } = manifest;
    entries.watch(
      [`attempt:${assignment}`, `attempt-item:${assignment}:`, "edit:", "answer:"],
      () => void this.renew(),
    );
    notebook.subscribe((id) => {
      if (this.exercise(id) !== null) this.#tell();
    });
  }

  get attempt(): Attempt {
    return this.#attempt;
  }

  /** Of the student's questions; null before there is an id. */
  get seed(): number | null {
    return this.#seed;
  }

  /** Slugs of the chapters in which something is to be done, and of the open one. */
  get chapters(): readonly string[] {
    return [...new Set([...this.manifest.exercises.map(({ chapter }) => chapter), this.slug])];
  }

  get answered(): readonly AnsweredExercise[] {
    const work = new Map(this.chapters.map((slug) => [slug, this.work(slug)]));
    return this.manifest.exercises.map((exercise) => {
      const text = this.#textOf(exercise, work.get(exercise.chapter));
      const state = stateOf(exercise, text, this.item(exercise.id).passed);
      return { exercise, text, state, facts: this.#factsOf(exercise, text) };
    });
  }

  /** Sources of cells that the student added to the assignment's chapters. */
  get extraCells(): readonly string[] {
    return this.chapters.flatMap((slug) => {
      const { structure, edits } = this.work(slug).edits;
      const ids = structure.added.map(({ id }) => id).filter((id) => !structure.deleted.includes(id));
      return ids.flatMap((id) => edits.get(id)?.source ?? []);
    });
  }

  exercise(id: string): AssignedExercise | null {
    return this.manifest.exercises.find((each) => each.id === id) ?? null;
  }

  work(slug: string): ChapterWork {
    const { notebook, storage, hand } = this.#parts;
    return slug === this.slug ? openWork(notebook) : storedWork(slug, storage, hand);
  }

  item(exercise: string): Item {
    const read = itemSchema.safeParse(this.entries.read(this.#itemKey(exercise)));
    return read.success ? read.data : emptyItem;
  }

  putItem(exercise: string, item: Item): void {
    this.entries.write(this.#itemKey(exercise), item);
  }

  /** The student's question; null where the exercise has none, or before there is an id. */
  variant({ id, variants }: AssignedExercise): DrawnVariant | null {
    return this.#seed === null ? null : drawVariant(this.#seed, id, variants);
  }

  /** Keeps the answer to the question that stands there. */
  write(exercise: AssignedExercise, text: string): void {
    this.putItem(exercise.id, withText(this.item(exercise.id), this.#questionOf(exercise), text));
    this.#tell();
  }

  words(exercise: AssignedExercise): string {
    return textFor(this.item(exercise.id), this.#questionOf(exercise));
  }

  /** The visible checks of an exercise of this page have run. */
  checked(id: string, isPassed: boolean): void {
    const text = this.answered.find(({ exercise }) => exercise.id === id)?.text ?? null;
    if (text === null) return;
    this.putItem(id, { ...this.item(id), passed: isPassed ? cellSourceHash(text) : null });
    this.#tell();
  }

  async change(part: Partial<Attempt>): Promise<void> {
    this.#attempt = { ...this.#attempt, ...part };
    this.#keepAttempt();
    await this.#draw();
  }

  /** Reads what another tab, or a file, has brought. */
  async renew(): Promise<void> {
    this.#attempt = this.#readAttempt() ?? this.#attempt;
    await this.#draw();
  }

  /** @param listener called when anything is different, once at the beginning too */
  follow(listener: () => void): void {
    this.#listeners.add(listener);
    listener();
  }

  async #draw(): Promise<void> {
    const { id } = this.#attempt.student;
    this.#seed = id.trim() === "" ? null : await variantSeed(this.manifest.assignment, id);
    this.#tell();
  }

  #questionOf(exercise: AssignedExercise): string {
    const variant = this.variant(exercise);
    return variant === null ? "" : questionKey(variant);
  }

  #textOf(exercise: AssignedExercise, work: ChapterWork | undefined): string | null {
    if (isWords(exercise)) return this.words(exercise) || null;
    const edit = work?.edits.edits.get(exercise.id);
    if (edit !== undefined) return edit.source;
    const answer = work?.answers.get(exercise.id);
    return answer === undefined ? null : sourceOfValues(exercise.defines, answer.values);
  }

  #factsOf(exercise: AssignedExercise, text: string | null): Readonly<Record<string, string>> {
    const variant = this.variant(exercise);
    if (variant === null) return {};
    const chosen = variant.options?.find(({ id }) => id === text)?.words;
    return { question: cut(variant.prompt), ...(chosen !== undefined && { chosen: cut(chosen) }) };
  }

  #readAttempt(): Attempt | null {
    const read = attemptSchema.safeParse(this.entries.read(this.#attemptKey));
    return read.success ? read.data : null;
  }

  #keepAttempt(): void {
    this.entries.write(this.#attemptKey, this.#attempt);
  }

  get #attemptKey(): string {
    return `attempt:${this.manifest.assignment}`;
  }

  #itemKey(exercise: string): string {
    return `attempt-item:${this.manifest.assignment}:${exercise}`;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** As much as a submission takes. */
function cut(words: string): string {
  return words.length > 200 ? `${words.slice(0, 199)}…` : words;
}
