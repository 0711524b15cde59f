import { cellSourceHash } from "../../notebook/cell-hashes.ts";
import { mergeValues, plainValue, restoreInput } from "./answer-parts.ts";
import type { AnswerStore, InputValues, StoredAnswer } from "./answer-store.ts";
import { inputEvent, readInput } from "../runtime/input-value.ts";
import { sameValue } from "../runtime/same-value.ts";

/** A published cell, which may hold inputs. */
export interface AnswerCell {
  readonly id: string;
  /** Its text, as published. */
  readonly source: string;
  /** Its inputs are an exercise's: answers, which nobody else is to get by a link. All others are knobs. */
  readonly isExercise?: boolean;
}

/** What the page does as answers change. */
export interface AnswerHost {
  changed(cellId: string): void;
  /** Makes the inputs of a cell anew, since they were answered elsewhere. */
  renew(cellId: string): void;
}

/**
 * What the reader answered in the inputs of exercises, and where knobs stand: kept over reloads and new runs of the cell,
 * and the same in all tabs.
 */
export class KeptAnswers {
  #sources: ReadonlyMap<string, string>;
  #exercises: ReadonlySet<string>;
  #store: AnswerStore;
  #host: AnswerHost;
  #answers = new Map<string, StoredAnswer>();
  #unsaved = new Map<string, string>();
  /** Cells whose inputs are on the page. */
  #live = new Set<string>();
  #unwatch: () => void;

  constructor(cells: readonly AnswerCell[], store: AnswerStore, host: AnswerHost) {
    this.#sources = new Map(cells.map(({ id, source }) => [id, source]));
    this.#exercises = new Set(cells.filter(({ isExercise }) => isExercise).map(({ id }) => id));
    this.#store = store;
    this.#host = host;
    for (const id of this.#sources.keys()) this.#take(id, store.load(id));
    this.#unwatch = store.watch((id) => {
      if (!this.#sources.has(id)) return;
      this.#take(id, store.load(id));
      this.#renew(id);
    });
  }

  /** Of cells that belong to no exercise: where their inputs stand, if not as published. */
  get knobs(): ReadonlyMap<string, StoredAnswer> {
    return new Map([...this.#answers].filter(([id]) => !this.#exercises.has(id)));
  }

  /** By the id of the cell, knobs among them. */
  get all(): ReadonlyMap<string, StoredAnswer> {
    return new Map(this.#answers);
  }

  /** Answers that are kept without having been given on a page of the course: nothing is answered with them. */
  get held(): ReadonlyMap<string, StoredAnswer> {
    return this.#store.held;
  }

  dropHeld(): void {
    this.#store.dropHeld();
  }

  /** Whether a published cell is no exercise's, so that its inputs are settings. */
  isKnob(cellId: string): boolean {
    return this.#sources.has(cellId) && !this.#exercises.has(cellId);
  }

  read(cellId: string): StoredAnswer | null {
    return this.#answers.get(cellId) ?? null;
  }

  /** Why an answer will be lost when the page goes; null while it is kept. */
  unsaved(cellId: string): string | null {
    return this.#unsaved.get(cellId) ?? null;
  }

  /**
   * Gives the inputs that a run of a cell has just made what they were answered, and keeps what they are answered from
   * now on.
   * @param inputs by the names that the cell gives their values
   * @param retired resolves when another run has taken over
   */
  follow(cellId: string, shown: ReadonlyMap<string, Element>, retired: Promise<void>): void {
    if (!this.#sources.has(cellId)) return;
    const inputs = this.#exercises.has(cellId) ? shown : new Map([...shown].filter(([, element]) => isKnob(element)));
    if (inputs.size === 0) return;
    const published = readAll(inputs);
    for (const [name, element] of inputs) this.#restore(cellId, name, element);
    const stop = new AbortController();
    const answered = () => this.#answered(cellId, published, readAll(inputs));
    for (const element of inputs.values())
      element.addEventListener(inputEvent(element), answered, { signal: stop.signal });
    this.#live.add(cellId);
    void retired.then(() => stop.abort());
  }

  /** Puts an answer in the place of what there is; null takes it back, so that the inputs are as published. */
  set(cellId: string, answer: StoredAnswer | null): void {
    if (!this.#sources.has(cellId) || answer === this.read(cellId)) return;
    this.#keep(cellId, answer);
    this.#renew(cellId);
  }

  dispose(): void {
    this.#unwatch();
  }

  #restore(cellId: string, name: string, element: Element): void {
    const values = this.#answers.get(cellId)?.values;
    if (!values?.has(name)) return;
    const before = readInput(element);
    restoreInput(element, values.get(name));
    // For the input's own reader alone: nobody has answered anything.
    if (!sameValue(before, readInput(element))) element.dispatchEvent(new Event(inputEvent(element)));
  }

  #answered(id: string, published: InputValues, here: InputValues): void {
    const within = (answer: StoredAnswer | null | undefined) => new Map([...published, ...(answer?.values ?? [])]);
    const known = within(this.#answers.get(id));
    // Another tab may have written what this one has not heard of yet.
    const there = this.#unsaved.has(id) ? known : within(this.#store.load(id));
    const values = new Map(
      [...here].map(([name, value]) => [name, mergeValues(known.get(name), value, there.get(name))]),
    );
    const baseHash = cellSourceHash(this.#sources.get(id) ?? "");
    // Of knobs only those that are turned: what they follow from says which.
    const turned = new Map([...values].filter(([name, value]) => !sameValue(value, published.get(name))));
    const kept = this.#exercises.has(id) ? values : turned;
    this.#keep(id, turned.size === 0 ? null : { values: kept, baseHash });
    if (isSame(values, here)) this.#host.changed(id);
    else this.#renew(id);
  }

  #renew(id: string): void {
    this.#host.changed(id);
    if (this.#live.has(id)) this.#host.renew(id);
  }

  #keep(id: string, answer: StoredAnswer | null): void {
    this.#take(id, answer);
    const problem = this.#store.save(id, answer);
    if (problem === null) this.#unsaved.delete(id);
    else this.#unsaved.set(id, problem);
  }

  #take(id: string, answer: StoredAnswer | null): void {
    if (answer) this.#answers.set(id, answer);
    else this.#answers.delete(id);
  }
}

/** What stands where the reader puts it; a button only counts how often it was pressed. */
function isKnob(element: Element): boolean {
  const parts = "input:not([type=button], [type=submit], [type=file]), select, textarea";
  return element.matches(parts) || element.querySelector(parts) !== null;
}

/** Files and dates, say, are left out. */
function readAll(inputs: ReadonlyMap<string, Element>): InputValues {
  const values = [...inputs].map(([name, element]) => [name, plainValue(readInput(element))] as const);
  return new Map(values.filter(([, value]) => value !== undefined));
}

function isSame(a: InputValues, b: InputValues): boolean {
  return sameValue(Object.fromEntries(a), Object.fromEntries(b));
}
