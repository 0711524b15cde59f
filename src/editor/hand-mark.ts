import { cellSourceHash } from "../notebook/cell-hashes.ts";
import { findStorage, keepText, readText } from "../browser/storage.ts";

const keyName = "hand";

/**
 * Marks what the editor and the inputs of this site keep, so that it can be told from what anybody else put into the
 * browser's storage: code of a cell, another program, an older version of the course. The mark goes by a random number
 * that is kept beside the entries; cells come by neither, since the page takes the storage out of their reach before
 * the first one runs (`closeStorage`). Against who can read the storage it is no protection.
 */
export interface HandMark {
  /** The mark of an entry: it holds under its own key and for its own text. */
  of(key: string, text: string): string;
}

export function openHandMark(storage: Storage | null = findStorage()): HandMark {
  let secret = readText(storage, keyName) ?? "";
  if (!/^[0-9a-f]{32}$/.test(secret)) {
    const numbers = crypto.getRandomValues(new Uint8Array(16));
    secret = Array.from(numbers, (number) => number.toString(16).padStart(2, "0")).join("");
    // Where nothing is kept, nothing is read either.
    keepText(storage, keyName, secret);
  }
  return {
    of: (key, text) =>
      cellSourceHash(`${secret}\n${key}\n${text}\n${secret}`) + cellSourceHash(`${text}\n${secret}\n${key}`),
  };
}
