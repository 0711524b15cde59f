import { afterEach, expect, test, vi } from "vitest";
import {
  findDatabases,
  findStorage,
  findTabStorage,
  keepText,
  readJson,
  readText,
  storedKeys,
} from "../../src/browser/storage.ts";
import { createStorage } from "../editor/memory-storage.ts";

const places = { localStorage: findStorage, sessionStorage: findTabStorage, indexedDB: findDatabases } as const;

/** As a browser that blocks cookies: to name the property is enough. */
function block(name: string): void {
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    },
  });
  undo.push(() => {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else Reflect.deleteProperty(globalThis, name);
  });
}

const undo: (() => void)[] = [];
afterEach(() => {
  for (const each of undo.splice(0)) each();
  vi.unstubAllGlobals();
});

test.each(Object.entries(places))("where mentioning %s throws, there is none", (name, find) => {
  block(name);
  expect(() => typeof (globalThis as Record<string, unknown>)[name]).toThrow();
  expect(find()).toBeNull();
});

test.each(Object.entries(places))(
  "where %s is missing or null, as in a worker or a view of an app, there is none",
  (name, find) => {
    for (const value of [undefined, null]) {
      vi.stubGlobal(name, value);
      expect(find()).toBeNull();
    }
  },
);

test("what cannot be read is null, and no keys are there", () => {
  const refuse = () => {
    throw new DOMException("no", "SecurityError");
  };
  const refusing = createStorage({ getItem: refuse, key: refuse });
  refusing.setItem("a", "1");
  for (const storage of [null, refusing]) {
    expect(readText(storage, "a")).toBeNull();
    expect(readJson(storage, "a")).toBeNull();
    expect(storedKeys(storage)).toEqual([]);
  }
  const garbled = createStorage();
  garbled.setItem("a", "{");
  expect(readText(garbled, "a")).toBe("{");
  expect(readJson(garbled, "a")).toBeNull();
});

test("a write says whether it was kept, and why not", () => {
  const storage = createStorage();
  expect(keepText(storage, "a", "[1]")).toBeNull();
  expect(readJson(storage, "a")).toEqual([1]);
  expect(storedKeys(storage)).toEqual(["a"]);
  expect(keepText(storage, "a", null)).toBeNull();
  expect(readText(storage, "a")).toBeNull();

  const failing = (name: string) =>
    createStorage({
      setItem: () => {
        throw new DOMException("no", name);
      },
    });
  expect(keepText(null, "a", "1")).toBe("storage is switched off");
  expect(keepText(failing("QuotaExceededError"), "a", "1")).toBe("its storage is full");
  expect(keepText(failing("SecurityError"), "a", "1")).toBe("it refused to store anything");
  expect(keepText(null, "a", null)).toBeNull();
});
