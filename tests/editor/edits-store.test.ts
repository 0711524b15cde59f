import { expect, test } from "vitest";
import { openEditStore } from "../../src/editor/edits-store.ts";
import { publishedStructure } from "../../src/host/reader/chapter-structure.ts";
import { createStorage } from "./memory-storage.ts";

const edit = { source: "const a = 5;", baseHash: "0123456789abcdef" };
const other = { source: "const a = 6;", baseHash: "0123456789abcdef" };

test("an edit comes back for its own chapter and cell only, until it is removed", () => {
  const storage = createStorage();
  const store = openEditStore("degradation", storage);
  expect(store.save("a", edit)).toBeNull();
  expect(store.load("a")).toEqual(edit);
  expect(store.load("b")).toBeNull();
  expect(store.cellIds).toEqual(["a"]);
  expect(openEditStore("shortcuts", storage).load("a")).toBeNull();
  expect(openEditStore("shortcuts", storage).cellIds).toEqual([]);
  store.remove("a");
  expect(store.load("a")).toBeNull();
});

test("the order of the cells comes back", () => {
  const storage = createStorage();
  const structure = {
    added: [{ id: "mine-1", run: "manual" as const }],
    placed: [{ id: "mine-1", side: "after" as const, anchor: "a" }],
    deleted: ["b"],
  };
  expect(openEditStore("x", storage).saveStructure(structure)).toBeNull();
  expect(openEditStore("x", storage).loadStructure()).toEqual(structure);
});

test("what is not an edit is ignored", () => {
  for (const text of ["{", "null", "3", '{"source": 1, "baseHash": "x"}', '{"source": "x"}', '{"added": 3}']) {
    const store = openEditStore("x", createStorage({ getItem: () => text }));
    expect(store.load("a")).toBeNull();
    expect(store.loadStructure()).toEqual(publishedStructure);
  }
});

test("a browser that refuses to store gives a sentence, not an error", () => {
  const full = createStorage({
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
    removeItem: () => {
      throw new DOMException("blocked", "SecurityError");
    },
  });
  expect(openEditStore("x", full).save("a", edit)).toContain("its storage is full");
  expect(() => openEditStore("x", full).remove("a")).not.toThrow();
  expect(openEditStore("x", null).save("a", edit)).toContain("storage is switched off");
});

test("a tab does not write over what another tab wrote, until it has read it", () => {
  const storage = createStorage();
  const [one, two] = [openEditStore("x", storage), openEditStore("x", storage)];
  one.load("a");
  two.load("a");
  expect(one.save("a", edit)).toBeNull();
  expect(two.save("a", other)).toContain("Another tab");
  expect(two.remove("a")).toContain("Another tab");
  expect([two.isBehind("a"), two.isBehind("b")]).toEqual([true, false]);
  expect(two.peek("a")).toEqual(edit);
  expect(two.save("b", other)).toBeNull();
  expect(two.load("a")).toEqual(edit);
  expect(two.isBehind("a")).toBe(false);
  expect(two.save("a", other)).toBeNull();
  expect(one.save("a", edit)).toContain("Another tab");
});

test("a tab that writes what another one wrote already is not held up", () => {
  const storage = createStorage();
  const [one, two] = [openEditStore("x", storage), openEditStore("x", storage)];
  one.save("a", edit);
  expect(two.save("a", edit)).toBeNull();
});

test("the order of the cells is guarded as their texts are", () => {
  const storage = createStorage();
  const [one, two] = [openEditStore("x", storage), openEditStore("x", storage)];
  one.loadStructure();
  two.loadStructure();
  one.saveStructure({ ...publishedStructure, deleted: ["a"] });
  expect(two.saveStructure({ ...publishedStructure, deleted: ["b"] })).toContain("Another tab");
  expect(two.isBehind(null)).toBe(true);
  expect(two.loadStructure().deleted).toEqual(["a"]);
});
