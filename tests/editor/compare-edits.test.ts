import { expect, test } from "vitest";
import { compareEdits } from "../../src/editor/compare-edits.ts";
import { openEditStore } from "../../src/editor/edits-store.ts";
import type { SharedEdits } from "../../src/editor/share-link.ts";
import { publishedStructure } from "../../src/host/reader/chapter-structure.ts";
import type { ReaderEdits, StoredEdit } from "../../src/host/reader/edit-store.ts";
import { ReaderState } from "../../src/host/reader/reader-state.ts";
import { emptyCompiledCell } from "../../src/host/reader/added-cell.ts";
import { createStorage } from "./memory-storage.ts";

const baseHash = "0123456789abcdef";
const published = new Map(["a", "b", "c"].map((id) => [id, `const ${id} = 0;`]));

function fit(edits: ReaderEdits): ReaderEdits {
  const cells = [...published].map(([id, source]) => ({
    ...{ id, source, mode: "js" as const, run: "auto" as const, code: "shown" as const },
    ...{ line: 1, place: id === "inline-1" ? ("inline" as const) : ("block" as const), compiled: emptyCompiledCell },
  }));
  const inline = { ...cells[0], id: "inline-1", place: "inline" as const } as (typeof cells)[number];
  return new ReaderState([...cells, inline], openEditStore("x", createStorage())).fit(edits);
}

function edits(texts: Readonly<Record<string, string>>, structure = {}): ReaderEdits {
  const entries = Object.entries(texts).map(([id, source]): [string, StoredEdit] => [id, { source, baseHash }]);
  return { structure: { ...publishedStructure, ...structure }, edits: new Map(entries) };
}

function compare(mine: ReaderEdits, scope: SharedEdits["scope"], theirs: ReaderEdits) {
  const { differences, result } = compareEdits(published, mine, { chapter: "x", scope, edits: theirs }, fit);
  return {
    seen: differences.map(({ id, kind, isMineEdited }) => `${id} ${kind}${isMineEdited ? " edited" : ""}`),
    result,
  };
}

test("a whole chapter replaces every edit of the reader's, and says which", () => {
  const mine = edits({ a: "const a = 1;", b: "const b = 1;" });
  const { seen, result } = compare(mine, "chapter", edits({ b: "const b = 2;" }));
  expect(seen).toEqual(["a changed edited", "b changed edited"]);
  expect([...result.edits.keys()]).toEqual(["b"]);
});

test("single cells leave the rest alone", () => {
  const mine = edits({ a: "const a = 1;" }, { deleted: ["c"] });
  const { seen, result } = compare(mine, "cells", edits({ b: "const b = 2;" }));
  expect(seen).toEqual(["b changed"]);
  expect(result.edits.get("a")?.source).toBe("const a = 1;");
  expect(result.structure.deleted).toEqual(["c"]);
});

test("a link that holds what is there already differs in nothing", () => {
  const mine = edits({ a: "const a = 1;" });
  expect(compare(mine, "chapter", mine).seen).toEqual([]);
});

test("added, deleted, restored and moved cells are each told", () => {
  const mine = edits({}, { deleted: ["c"] });
  const theirs = edits(
    { "mine-1": "a + b" },
    {
      added: [{ id: "mine-1", run: "auto" }],
      placed: [
        { id: "mine-1", side: "after", anchor: "a" },
        { id: "b", side: "before", anchor: "a" },
      ],
      deleted: ["a"],
    },
  );
  expect(compare(mine, "chapter", theirs).seen).toEqual(["b moved", "mine-1 added", "c restored", "a deleted"]);
});

test("texts of cells that the chapter does not have become manual cells at its end", () => {
  const { seen, result } = compare(edits({}), "chapter", edits({ ghost: "1", constructor: "2" }));
  expect(seen).toEqual(["ghost added", "constructor added"]);
  expect(result.structure.added).toEqual([
    { id: "ghost", run: "manual" },
    { id: "constructor", run: "manual" },
  ]);
});

test("what stands in a sentence is not changed by a link", () => {
  const theirs = edits({ "inline-1": "evil()" }, { added: [{ id: "inline-1", run: "auto" }], deleted: ["inline-1"] });
  const { seen, result } = compare(edits({}), "chapter", theirs);
  expect(seen).toEqual([]);
  expect(result).toEqual(edits({}));
});
