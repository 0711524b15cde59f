import { isPublished } from "../host/reader/chapter-structure.ts";
import type { StoredAnswer } from "../host/reader/answer-store.ts";
import type { ReaderEdits } from "../host/reader/edit-store.ts";
import { findStorage, keepText, readJson, refusalSentence } from "../browser/storage.ts";
import type { HandMark } from "./hand-mark.ts";
import { readPlainAnswer, toPlainAnswer } from "./plain-answers.ts";
import { readPlain, toPlain } from "./plain-edits.ts";

/** What a reader had made of a chapter before something replaced it at once. */
export interface EditBackup {
  /** When it was put aside, as an ISO date; no two have the same. */
  readonly savedAt: string;
  /** What came then, to be read after "before": "Reset all". */
  readonly before: string;
  readonly edits: ReaderEdits;
  /** Answers to exercises that went with them. */
  readonly answers: ReadonlyMap<string, StoredAnswer>;
  /** It was put aside on this site's own pages; anything else is looked at before it runs. */
  readonly isOwn: boolean;
}

export interface EditBackups {
  /** Newest first. */
  readonly list: readonly EditBackup[];
  /** @returns why it will be lost with the page, as a sentence for the reader; null if it is kept */
  put(before: string, edits: ReaderEdits, answers?: EditBackup["answers"]): string | null;
  drop(savedAt: string): void;
}

const most = 5;

/**
 * Puts aside what "Reset all" or a shared link replaces; the last five are kept in the browser.
 * @param hand what marks them; without one all count as put aside here
 */
export function openBackups(
  slug: string,
  storage: Storage | null = findStorage(),
  now = () => new Date(),
  hand: HandMark | null = null,
): EditBackups {
  const key = `backups:${slug}`;
  const markOf = (backup: EditBackup) => hand?.of(key, JSON.stringify(toJson(backup)));
  let list = readBackups(storage, key, markOf);
  // What had no mark gets none by being written again.
  const toMarked = (backup: EditBackup) => ({
    ...toJson(backup),
    ...(backup.isOwn ? { mark: markOf(backup) } : {}),
  });
  const keep = (next: readonly EditBackup[]): string | null => {
    list = next;
    const refusal = keepText(storage, key, next.length === 0 ? null : JSON.stringify(next.map(toMarked)));
    return refusal && refusalSentence("the edits that are replaced", refusal);
  };
  /** With those that other tabs have put aside meanwhile. */
  const findAll = () => {
    const others = readBackups(storage, key, markOf).filter(
      ({ savedAt }) => !list.some((each) => each.savedAt === savedAt),
    );
    return [...list, ...others].sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
  };
  return {
    get list() {
      return list;
    },
    put(before, edits, answers = new Map()) {
      if (isUntouched(edits) && answers.size === 0) return null;
      const backup = { savedAt: now().toISOString(), before, edits, answers, isOwn: true };
      const rest = findAll().filter((each) => contentOf(each) !== contentOf(backup));
      return keep([backup, ...rest].slice(0, most));
    },
    drop(savedAt) {
      keep(findAll().filter((each) => each.savedAt !== savedAt));
    },
  };
}

/** Whether there is nothing in it that the published chapter does not say. */
function isUntouched({ structure, edits }: ReaderEdits): boolean {
  return edits.size === 0 && isPublished(structure);
}

function toJson({ savedAt, before, edits, answers }: EditBackup): object {
  const plain = [...answers].map(([id, answer]) => [id, toPlainAnswer(answer)]);
  return { savedAt, before, edits: toPlain(edits), answers: plain };
}

function contentOf(backup: EditBackup): string {
  return JSON.stringify(toJson({ ...backup, savedAt: "", before: "" }));
}

function readBackups(
  storage: Storage | null,
  key: string,
  markOf: (backup: EditBackup) => string | undefined,
): readonly EditBackup[] {
  try {
    const value = readJson(storage, key);
    return Array.isArray(value) ? value.slice(0, most).map((each) => readBackup(each, markOf)) : [];
  } catch {
    return [];
  }
}

function readBackup(value: unknown, markOf: (backup: EditBackup) => string | undefined): EditBackup {
  const { savedAt, before, edits, answers, mark } = value as Readonly<Record<string, unknown>>;
  const backup = {
    savedAt: String(savedAt),
    before: String(before),
    edits: readPlain(edits, "kept edits"),
    answers: new Map(Array.isArray(answers) ? answers.flatMap(readAnswer) : []),
    isOwn: true,
  };
  return { ...backup, isOwn: [mark, undefined].includes(markOf(backup)) };
}

function readAnswer(entry: unknown): [string, StoredAnswer][] {
  const [id, plain] = Array.isArray(entry) ? (entry as unknown[]) : [];
  const answer = readPlainAnswer(plain);
  return typeof id === "string" && answer ? [[id, answer]] : [];
}
