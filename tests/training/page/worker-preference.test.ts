import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStorage } from "../../editor/memory-storage.ts";

/** The choice lives as long as the page, that is, as the module. */
const openPage = async () => {
  vi.resetModules();
  return await import("../../../src/training/page/worker-preference.ts");
};

const places = ["localStorage", "navigator"] as const;
const descriptors = places.map((place) => Object.getOwnPropertyDescriptor(globalThis, place));
const set = (place: (typeof places)[number], get: () => unknown) =>
  Object.defineProperty(globalThis, place, { configurable: true, get });

let storage: Storage;
beforeEach(() => {
  storage = createStorage();
  set("localStorage", () => storage);
  set("navigator", () => ({ hardwareConcurrency: 8 }));
});
afterEach(() => {
  for (const [at, place] of places.entries()) {
    const descriptor = descriptors[at];
    if (descriptor) Object.defineProperty(globalThis, place, descriptor);
    else Reflect.deleteProperty(globalThis, place);
  }
});

test("as many workers as cores but one, unless the reader says otherwise; that is kept for the next page", async () => {
  const page = await openPage();
  expect(page.preferredWorkers()).toBe(7);
  page.preferWorkers(3);
  expect([page.preferredWorkers(), page.usualWorkers()]).toEqual([3, 7]);
  const next = await openPage();
  expect(next.preferredWorkers()).toBe(3);
  next.preferWorkers(null);
  expect(next.chosenWorkers()).toBeNull();
  expect((await openPage()).preferredWorkers()).toBe(7);
});

test("anything else under the key counts as no choice", async () => {
  for (const text of ["0", "-1", "2.5", "many", "1e9", ""]) {
    storage.setItem("workers", text);
    expect((await openPage()).chosenWorkers(), text).toBeNull();
  }
});

test("a browser that counts no cores, or one, has one worker", async () => {
  for (const navigator of [{}, { hardwareConcurrency: 1 }, undefined]) {
    set("navigator", () => navigator);
    expect((await openPage()).preferredWorkers()).toBe(1);
  }
});

test("where storage throws, a choice lasts as long as the page", async () => {
  set("localStorage", () => {
    throw new DOMException("Access is denied for this document.", "SecurityError");
  });
  const page = await openPage();
  expect(page.preferredWorkers()).toBe(7);
  page.preferWorkers(2);
  expect(page.preferredWorkers()).toBe(2);
});
