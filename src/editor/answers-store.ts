import type { AnswerStore, StoredAnswer } from "../host/reader/answer-store.ts";
import { findStorage, keepText, readJson, refusalSentence } from "../browser/storage.ts";
import { readPlainAnswer, toPlainAnswer } from "./plain-answers.ts";

/**
 * Keeps what was answered in a chapter's exercises in the browser's local storage: one entry per exercise.
 * @param slug the chapter
 * @param storage may be missing, or refuse everything, in private windows
 */
export function openAnswerStore(slug: string, storage: Storage | null = findStorage()): AnswerStore {
  const prefix = `answer:${slug}:`;
  return {
    load: (exerciseId) => readAnswer(storage, prefix + exerciseId),
    save(exerciseId, answer) {
      const refusal = keepText(storage, prefix + exerciseId, answer && JSON.stringify(toPlainAnswer(answer)));
      return refusal && refusalSentence("your answer", refusal);
    },
    watch(listener) {
      // Without a key, everything has been deleted: what stands on the page stays there until it is answered anew.
      const notice = ({ key, storageArea }: StorageEvent) => {
        if (storageArea === storage && key?.startsWith(prefix)) listener(key.slice(prefix.length));
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
