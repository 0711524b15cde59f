import { storedKeys } from "../../browser/storage.ts";
import type { HandMark } from "../../editor/hand-mark.ts";
import { openAnswerStore } from "../../editor/answers-store.ts";
import { openEditStore } from "../../editor/edits-store.ts";
import { readPlainAnswer, toPlainAnswer } from "../../editor/plain-answers.ts";
import { readPlain, toPlain } from "../../editor/plain-edits.ts";
import type { Notebook } from "../../host/notebook.ts";
import type { StoredAnswer } from "../../host/reader/answer-store.ts";
import type { ReaderEdits, StoredEdit } from "../../host/reader/edit-store.ts";
import type { AttemptFile } from "../../homework/student/attempt-file.ts";

type PlainWork = AttemptFile["chapters"][number];

/** What the student made of one chapter's cells. */
export interface ChapterWork {
  readonly edits: ReaderEdits;
  /** What inputs were answered, knobs among them. */
  readonly answers: ReadonlyMap<string, StoredAnswer>;
  /** Puts texts in the place of those of some cells. */
  put(sources: ReadonlyMap<string, StoredEdit>): void;
  /** Puts everything in the place of everything. */
  replace(edits: ReaderEdits, answers: ReadonlyMap<string, StoredAnswer>): void;
}

/** Of the chapter that is open: on the page, which keeps it. */
export function openWork(notebook: Notebook): ChapterWork {
  return {
    get edits() {
      return notebook.reader.edits;
    },
    get answers() {
      return notebook.answers.all;
    },
    put(sources) {
      for (const [id, { source }] of sources) if (notebook.cells.includes(id)) void notebook.edit(id, source);
    },
    replace(edits, answers) {
      for (const id of new Set([...notebook.answers.all.keys(), ...answers.keys()]))
        notebook.answers.set(id, answers.get(id) ?? null);
      void notebook.reader.adopt(edits);
    },
  };
}

/** Of another chapter: in storage, as its page will find it. */
export function storedWork(slug: string, storage: Storage, hand: HandMark): ChapterWork {
  const store = openEditStore(slug, storage, hand);
  const answers = openAnswerStore(slug, storage, hand);
  const prefix = `answer:${slug}:`;
  const put = (sources: ReadonlyMap<string, StoredEdit>): void => {
    for (const [id, edit] of sources) {
      const before = store.load(id);
      store.save(id, { ...edit, baseHash: before?.baseHash ?? edit.baseHash });
    }
  };
  return {
    get edits() {
      const edits = store.cellIds.flatMap((id) => {
        const edit = store.load(id);
        return edit === null ? [] : [[id, edit] as const];
      });
      return { structure: store.loadStructure(), edits: new Map(edits) };
    },
    get answers() {
      const keys = storedKeys(storage).filter((key) => key.startsWith(prefix));
      const read = keys.flatMap((key) => {
        const answer = answers.load(key.slice(prefix.length));
        return answer === null ? [] : [[key.slice(prefix.length), answer] as const];
      });
      return new Map(read);
    },
    put,
    replace(edits, given) {
      for (const id of store.cellIds) if (store.load(id) !== null && !edits.edits.has(id)) store.remove(id);
      for (const [id, edit] of edits.edits) {
        store.load(id);
        store.save(id, edit);
      }
      store.loadStructure();
      store.saveStructure(edits.structure);
      for (const id of this.answers.keys()) if (!given.has(id)) answers.save(id, null);
      for (const [id, answer] of given) answers.save(id, answer);
    },
  };
}

export function toPlainWork(slug: string, work: ChapterWork): PlainWork {
  const answers = [...work.answers].map(([id, answer]): [string, unknown] => [id, toPlainAnswer(answer)]);
  return { slug, edits: toPlain(work.edits), answers };
}

/** @throws CourseError where an attempt's file holds what the editor cannot have written */
export function readPlainWork({ slug, edits, answers }: PlainWork): {
  readonly edits: ReaderEdits;
  readonly answers: ReadonlyMap<string, StoredAnswer>;
} {
  const read = answers.flatMap(([id, plain]) => {
    const answer = readPlainAnswer(plain);
    return answer === null ? [] : [[id, answer] as const];
  });
  return { edits: readPlain(edits, `saved attempt, chapter ${slug}`), answers: new Map(read) };
}
