import { isOfStorage, keepText, readJson, refusalSentence, type StorageRefusal } from "../../browser/storage.ts";
import type { HandMark } from "../../editor/hand-mark.ts";
import type { AssignmentPlace } from "./assignment-place.ts";

/** What is kept of assignments in this browser, with marks; where the browser keeps nothing, as long as the page is open. */
export class Entries {
  #storage: Storage | null;
  #hand: HandMark;
  /** What could not be kept, and what is not there any more. */
  #here = new Map<string, unknown>();
  #refusal: StorageRefusal | null = null;

  constructor({ storage, hand }: Pick<AssignmentPlace, "storage" | "hand">) {
    this.#storage = storage;
    this.#hand = hand;
  }

  /** Why something will be lost when the page goes; null while everything is kept. */
  get problem(): string | null {
    if (this.#refusal === null || this.#here.size === 0) return null;
    return refusalSentence("your work on the assignment", this.#refusal);
  }

  /** Null for what is not there, and for what this site has not written. */
  read(key: string): unknown {
    if (this.#here.has(key)) return this.#here.get(key);
    const entry = readJson(this.#storage, key);
    if (typeof entry !== "object" || entry === null || !("value" in entry) || !("mark" in entry)) return null;
    return entry.mark === this.#hand.of(key, JSON.stringify(entry.value)) ? entry.value : null;
  }

  /** @param value null takes the entry away */
  write(key: string, value: unknown): void {
    const mark = this.#hand.of(key, JSON.stringify(value));
    const refusal = keepText(this.#storage, key, value === null ? null : JSON.stringify({ value, mark }));
    if (refusal === null && this.#storage !== null) this.#here.delete(key);
    else this.#here.set(key, value);
    this.#refusal = refusal ?? this.#refusal;
  }

  /** Tells of entries that another tab changed. */
  watch(prefixes: readonly string[], changed: () => void): void {
    globalThis.addEventListener("storage", (event) => {
      const { key } = event;
      if (!isOfStorage(event, this.#storage)) return;
      if (key === null || prefixes.some((prefix) => key.startsWith(prefix))) changed();
    });
  }
}
