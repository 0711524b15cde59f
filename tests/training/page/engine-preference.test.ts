import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStorage } from "../../editor/memory-storage.ts";

/** The choice lives as long as the page, that is, as the module. */
const openPage = async () => {
  vi.resetModules();
  return await import("../../../src/training/page/engine-preference.ts");
};

const descriptor = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
const setStorage = (get: () => Storage) =>
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get });

beforeEach(() => setStorage(() => createStorage()));
afterEach(() => {
  if (descriptor) Object.defineProperty(globalThis, "localStorage", descriptor);
  else Reflect.deleteProperty(globalThis, "localStorage");
});

test("the reader's engine is kept for the next page, where a cell leaves it open", async () => {
  const storage = createStorage();
  setStorage(() => storage);
  (await openPage()).preferEngine("wasm");
  const next = await openPage();
  expect(next.applyPreference("auto")).toBe("wasm");
  expect(next.applyPreference("webgl")).toBe("webgl");
  next.preferEngine("auto");
  expect((await openPage()).preferredEngine()).toBe("auto");
});

test("anything else under the key counts as no choice", async () => {
  const storage = createStorage();
  storage.setItem("engine", "abacus");
  setStorage(() => storage);
  expect((await openPage()).preferredEngine()).toBe("auto");
});

test("where the mere mention of storage throws, trainings go on, and a choice lasts as long as the page", async () => {
  setStorage(() => {
    throw new DOMException("Access is denied for this document.", "SecurityError");
  });
  expect(() => typeof globalThis.localStorage).toThrow();
  const page = await openPage();
  expect(page.applyPreference("auto")).toBe("auto");
  page.preferEngine("wasm");
  expect(page.applyPreference("auto")).toBe("wasm");
});
