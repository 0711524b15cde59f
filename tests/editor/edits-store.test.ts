import { expect, test } from "vitest";
import { openEditStore } from "../../src/editor/edits-store.ts";

const edit = { source: "const a = 5;", baseHash: "0123456789abcdef" };

function createStorage(overrides: Partial<Storage> = {}): Storage {
  const items = new Map<string, string>();
  return {
    length: 0,
    clear: () => items.clear(),
    key: () => null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    ...overrides,
  };
}

test("an edit comes back for its own chapter and cell only, until it is removed", () => {
  const storage = createStorage();
  const store = openEditStore("degradation", storage);
  expect(store.save("a", edit)).toBeNull();
  expect(store.load("a")).toEqual(edit);
  expect(store.load("b")).toBeNull();
  expect(openEditStore("shortcuts", storage).load("a")).toBeNull();
  store.remove("a");
  expect(store.load("a")).toBeNull();
});

test("what is not an edit is ignored", () => {
  for (const text of ["{", "null", "3", '{"source": 1, "baseHash": "x"}', '{"source": "x"}'])
    expect(openEditStore("x", createStorage({ getItem: () => text })).load("a")).toBeNull();
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
