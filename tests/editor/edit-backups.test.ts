import { expect, test } from "vitest";
import { openBackups } from "../../src/editor/edit-backups.ts";
import { publishedStructure } from "../../src/host/reader/chapter-structure.ts";
import type { ReaderEdits } from "../../src/host/reader/edit-store.ts";
import { createStorage } from "./memory-storage.ts";

const edits = (source: string): ReaderEdits => ({
  structure: publishedStructure,
  edits: new Map([["a", { source, baseHash: "0123456789abcdef" }]]),
});

function createClock(): () => Date {
  let seconds = 0;
  return () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++));
}

test("the last five states that were replaced are kept, newest first", () => {
  const storage = createStorage();
  const backups = openBackups("x", storage, createClock());
  for (const text of ["1", "2", "3", "4", "5", "6"]) expect(backups.put("Reset all", edits(text))).toBeNull();
  const texts = openBackups("x", storage).list.map((each) => each.edits.edits.get("a")?.source);
  expect(texts).toEqual(["6", "5", "4", "3", "2"]);
  expect(openBackups("y", storage).list).toEqual([]);
});

test("a state that is there already moves to the front, and an untouched chapter is nothing to keep", () => {
  const backups = openBackups("x", createStorage(), createClock());
  for (const text of ["1", "2", "1"]) backups.put("Reset all", edits(text));
  backups.put("Reset all", { structure: publishedStructure, edits: new Map() });
  expect(backups.list.map((each) => each.edits.edits.get("a")?.source)).toEqual(["1", "2"]);
});

test("control characters that a reader pasted do not cost the backup", () => {
  const storage = createStorage();
  openBackups("x", storage).put("Reset all", edits("\u0000\u001b"));
  expect(openBackups("x", storage).list[0]?.edits).toEqual(edits("\u0000\u001b"));
});

test("two tabs keep each other's", () => {
  const storage = createStorage();
  const [one, two] = [openBackups("x", storage, createClock()), openBackups("x", storage)];
  one.put("Reset all", edits("1"));
  two.put("Reset all", edits("2"));
  expect(openBackups("x", storage).list).toHaveLength(2);
});

test("it says when the browser does not keep it", () => {
  expect(openBackups("x", null).put("Reset all", edits("1"))).toContain("will be lost");
});

test("answers to exercises are put aside with the edits, or alone", () => {
  const storage = createStorage();
  const answers = new Map([["c9-which", { values: new Map([["which", "dog"]]), baseHash: "0123456789abcdef" }]]);
  openBackups("x", storage, createClock()).put("Reset all", edits(""), answers);
  openBackups("x", storage).put("Reset all", { structure: publishedStructure, edits: new Map() }, answers);
  expect(openBackups("x", storage).list.map((each) => each.answers)).toEqual([answers, answers]);
});
