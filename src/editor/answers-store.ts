import type { AnswerStore, StoredAnswer } from "../host/reader/answer-store.ts";
import { findStorage, isOfStorage, keepText, readJson, refusalSentence, storedKeys } from "../browser/storage.ts";
import type { HandMark } from "./hand-mark.ts";
import { readPlainAnswer, toPlainAnswer } from "./plain-answers.ts";

/**
 * Keeps what was answered in a chapter's exercises in the browser's local storage: one entry per exercise, with a mark;
 * what has none of ours is held.
 * @param slug the chapter
 * @param storage may be missing, or refuse everything, in private windows
 * @param hand what marks entries; without one there are no marks, and nothing is held
 */
export function openAnswerStore(
  slug: string,
  storage: Storage | null = findStorage(),
  hand: HandMark | null = null,
): AnswerStore {
  const prefix = `answer:${slug}:`;
  const markOf = (key: string, answer: StoredAnswer) => hand?.of(key, JSON.stringify(toPlainAnswer(answer)));
  const keys = () => storedKeys(storage).filter((key) => key.startsWith(prefix));
  const isOwn = (key: string, answer: StoredAnswer) => !hand || readMark(storage, key) === markOf(key, answer);
  const findHeld = () =>
    keys().flatMap((key): [string, StoredAnswer][] => {
      const answer = readAnswer(storage, key);
      return answer && !isOwn(key, answer) ? [[key.slice(prefix.length), answer]] : [];
    });
  return {
    load(exerciseId) {
      const answer = readAnswer(storage, prefix + exerciseId);
      return answer && isOwn(prefix + exerciseId, answer) ? answer : null;
    },
    save(exerciseId, answer) {
      const key = prefix + exerciseId;
      const text = answer && JSON.stringify({ ...toPlainAnswer(answer), mark: markOf(key, answer) });
      const refusal = keepText(storage, key, text);
      return refusal && refusalSentence("your answer", refusal);
    },
    get held() {
      return new Map(findHeld());
    },
    dropHeld() {
      for (const [id] of findHeld()) keepText(storage, prefix + id, null);
    },
    watch(listener) {
      // Without a key, everything has been deleted: what stands on the page stays there until it is answered anew.
      const notice = (event: StorageEvent) => {
        const { key } = event;
        if (isOfStorage(event, storage) && key?.startsWith(prefix)) listener(key.slice(prefix.length));
      };
      globalThis.addEventListener("storage", notice);
      return () => globalThis.removeEventListener("storage", notice);
    },
  };
}

function readAnswer(storage: Storage | null, key: string): StoredAnswer | null {
  try {
    return readPlainAnswer(readJson(storage, key));
  } catch {
    return null;
  }
}

function readMark(storage: Storage | null, key: string): unknown {
  const value = readJson(storage, key);
  return typeof value === "object" && value !== null && "mark" in value ? value.mark : null;
}
